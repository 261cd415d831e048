using System.Runtime.InteropServices;

namespace TransferLedger.Core.Quantities;

/// <summary>
/// How far "approximately" reaches to either side: an exact fraction, at least 0 and below 1. Policy v1 uses a tenth.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Tolerance
{
    private readonly int denominator;

    private Tolerance(int numerator, int denominator) =>
        (Numerator, this.denominator) = (numerator, denominator);

    public int Numerator { get; }

    public int Denominator => denominator == 0 ? 1 : denominator;

    public static Tolerance None => default;

    /// <summary>10 %: domain.md section 6.</summary>
    public static Tolerance Tenth { get; } = new(1, 10);

    public Tolerance Half => Of(Numerator, checked(Denominator * 2));

    /// <summary>In lowest terms, so that equal fractions are equal. A fraction outside [0, 1) is a bug and throws.</summary>
    public static Tolerance Of(int numerator, int denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(numerator);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(numerator, denominator);
        var (a, b) = (denominator, numerator);
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return numerator == 0 ? None : new(numerator / a, denominator / a);
    }

    public override string ToString() => $"{Numerator}/{Denominator}";

    /// <summary>v(1−τ), the largest whole number not above it.</summary>
    internal long Below(long value) => (long)((Int128)value * (Denominator - Numerator) / Denominator);

    /// <summary>v(1−τ), the smallest whole number not below it.</summary>
    internal long BelowInside(long value) => value - (long)((Int128)value * Numerator / Denominator);

    /// <summary>v(1+τ), the largest whole number not above it.</summary>
    internal long AboveInside(long value) => value + (long)((Int128)value * Numerator / Denominator);

    /// <summary>v(1+τ), the smallest whole number not below it.</summary>
    internal long Above(long value) =>
        value + (long)((((Int128)value * Numerator) + Denominator - 1) / Denominator);
}
