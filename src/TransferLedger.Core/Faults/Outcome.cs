using System.Collections.Immutable;

namespace TransferLedger.Core.Faults;

/// <summary>A value, or all that is wrong with the input that should have made it (at least one fault).</summary>
public readonly struct Outcome<T>
    where T : notnull
{
    private readonly T? value;
    private readonly ImmutableArray<Fault> faults;

    private Outcome(T? value, ImmutableArray<Fault> faults) => (this.value, this.faults) = (value, faults);

    public bool IsOk => faults.IsDefaultOrEmpty;

    /// <summary>Every fault, in the order in which they stand in the input; empty when there is a value.</summary>
    public ImmutableArray<Fault> Faults => faults.IsDefault ? [] : faults;

    /// <summary>The value. Asking for it where there are faults is a bug and throws.</summary>
    public T Value =>
        IsOk
            ? value!
            : throw new InvalidOperationException(
                $"No value: {string.Join("; ", Faults.Select(f => f.Says))}"
            );

    public static implicit operator Outcome<T>(T value) => new(value, []);

    public static implicit operator Outcome<T>(Fault fault) => new(default, [fault]);

    public static implicit operator Outcome<T>(ImmutableArray<Fault> faults) =>
        faults.IsDefaultOrEmpty
            ? throw new InvalidOperationException("A failed outcome needs a fault.")
            : new(default, faults);

    public Outcome<TNext> Then<TNext>(Func<T, Outcome<TNext>> next)
        where TNext : notnull => IsOk ? next(value!) : faults;

    public Outcome<TNext> Map<TNext>(Func<T, TNext> map)
        where TNext : notnull => IsOk ? map(value!) : faults;

    public Outcome<T> Under(string place) =>
        IsOk ? this : faults.Select(f => f.Under(place)).ToImmutableArray();
}
