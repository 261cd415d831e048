using System.Runtime.InteropServices;

namespace TransferLedger.Core.Quantities;

/// <summary>
/// What a claim allows, in whole units: from <see cref="Low"/> to <see cref="High"/>, both included. Never empty: low is at
/// least 0 and high, where there is one, at least low.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Bounds
{
    /// <summary>The high of bounds that only have a floor.</summary>
    public static readonly long? NoUpperLimit;

    /// <summary>Bounds upside down or below 0 are a bug and throw; a <see cref="Reading"/> cannot make them.</summary>
    public Bounds(long low, long? high)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(low);
        if (high < low)
        {
            throw new ArgumentOutOfRangeException(nameof(high), high, $"High is below low, {low}.");
        }

        (Low, High) = (low, high);
    }

    public long Low { get; }

    /// <summary><see cref="NoUpperLimit"/>, or the largest that the claim allows.</summary>
    public long? High { get; }

    public bool HasUpperLimit => High is not null;

    public bool Contains(long value) => value >= Low && !(value > High);

    /// <summary>It allows all that the other allows, and more.</summary>
    public bool StrictlyEncloses(Bounds other) =>
        this != other && Low <= other.Low && (High is null || other.High <= High);

    public override string ToString() => High is null ? $"≥ {Low}" : $"{Low} to {High}";
}
