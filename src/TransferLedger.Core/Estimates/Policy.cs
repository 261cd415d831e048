using System.Text.Json.Serialization;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Estimates;

/// <summary>
/// The named rules by which an estimate is worked out; every answer carries its name. A changed rule is a new policy, and old
/// ones stay runnable. Source: domain.md section 6.
/// </summary>
/// <param name="Number">From 1, in the order in which policies were introduced.</param>
/// <param name="Name"><c>v1</c>.</param>
/// <param name="Approximate">How far "approximately" reaches to either side.</param>
[JsonConverter(typeof(TextConverter<Policy>))]
public sealed record Policy(int Number, string Name, Tolerance Approximate) : IFromText<Policy>
{
    private static readonly Policy First = new(1, "v1", Tolerance.Tenth);

    /// <summary>Oldest first.</summary>
    public static IReadOnlyList<Policy> All { get; } = [First];

    public static Policy Current => All[^1];

    /// <summary>Null: there is no policy of that name.</summary>
    public static Policy? Find(string name) =>
        All.FirstOrDefault(policy => string.Equals(policy.Name, name, StringComparison.Ordinal));

    /// <summary>Fault: <c>policy.unknown</c>, with those that are known.</summary>
    public static Outcome<Policy> Read(string text) =>
        Find(text) is { } policy
            ? policy
            : Fault.At("policy.unknown", $"{Quote.Of(text)} is no policy. Known: {string.Join(", ", All)}.");

    public override string ToString() => Name;
}
