using System.Collections.Immutable;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Quantities;

/// <summary>The shape of what was said, whatever its numbers.</summary>
public enum ReadingShape
{
    Point,
    Floor,
    Ceiling,
    Range,
}

/// <summary>
/// The numbers of a quantity and how they were meant: values said and qualifier, before any tolerance (domain.md section 3).
/// Whole numbers from 0 to <see cref="Greatest"/>. Two readings are equal when they say the same.
/// </summary>
public sealed record Reading
{
    /// <summary>10^15.</summary>
    public const long Greatest = 1_000_000_000_000_000;

    private Reading() { }

    /// <summary>The one number that was said. "Nearly 16,000" has it beside a high of the same value.</summary>
    public long? Point { get; private init; }

    public long? Low { get; private init; }

    /// <summary>"More than", not "at least".</summary>
    public bool LowExclusive { get; private init; }

    public long? High { get; private init; }

    /// <summary>"Fewer than", not "at most".</summary>
    public bool HighExclusive { get; private init; }

    public bool Approximate { get; private init; }

    /// <summary>"Thousands": a floor that nobody counted.</summary>
    public bool Vague { get; private init; }

    /// <summary>"Exactly": not taken as rounded.</summary>
    public bool Exact { get; private init; }

    /// <summary>"Nearly": about this many, and fewer.</summary>
    public bool Nearly => Point is not null && High is not null;

    public ReadingShape Shape =>
        (Point, Low, High) switch
        {
            ({ }, _, _) => ReadingShape.Point,
            (_, { }, null) => ReadingShape.Floor,
            (_, null, { }) => ReadingShape.Ceiling,
            _ => ReadingShape.Range,
        };

    /// <summary>The values said: one, or two for a range, the lower first.</summary>
    public ImmutableArray<long> Values =>
        Shape switch
        {
            ReadingShape.Point => [Point!.Value],
            ReadingShape.Floor => [Low!.Value],
            ReadingShape.Ceiling => [High!.Value],
            _ => [Low!.Value, High!.Value],
        };

    public bool HasSameValuesAs(Reading other) => Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <summary>
    /// The only door. Faults: <c>quantity.nothing-given</c>, <c>quantity.negative</c>, <c>quantity.too-large</c>,
    /// <c>quantity.exclusive-without-bound</c>, <c>quantity.point-with-bounds</c>, <c>quantity.upside-down</c>; the place is
    /// that of the member.
    /// </summary>
    public static Outcome<Reading> Of(QuantityFields fields, bool vague = false, bool exact = false)
    {
        var faults = QuantityFaults.Of(fields);
        return faults.IsEmpty
            ? new Reading
            {
                Point = fields.Point,
                Low = fields.Low,
                LowExclusive = fields.LowExclusive ?? false,
                High = fields.High,
                HighExclusive = fields.HighExclusive ?? false,
                Approximate = fields.Approximate ?? false,
                Vague = vague,
                Exact = exact,
            }
            : faults;
    }

    /// <summary>What the claim allows: the table "Bounds of one claim" of domain.md section 6.</summary>
    public Bounds BoundsAt(Tolerance tolerance) =>
        Point switch
        {
            // Without a tolerance nothing is left below but the number before it.
            { } point when Nearly => new(Math.Min(tolerance.Below(point), point - 1), point - 1),
            { } point when Exact => new(point, point),
            { } point when Approximate => new(tolerance.Below(point), tolerance.Above(point)),
            { } point => AsRounded(point, tolerance),
            null => new(LowestAt(tolerance), HighestAt(tolerance)),
        };

    /// <summary>In plain words, one way for each reading: <c>more than about 13,000</c>.</summary>
    public override string ToString()
    {
        var about = Approximate ? "about " : "";
        return Shape switch
        {
            ReadingShape.Point when Nearly => $"nearly {Point:N0}",
            ReadingShape.Point => $"{(Exact ? "exactly " : about)}{Point:N0}",
            ReadingShape.Floor => $"{(LowExclusive ? "more than" : "at least")} {about}{Low:N0}",
            ReadingShape.Ceiling => $"{(HighExclusive ? "fewer than" : "up to")} {about}{High:N0}",
            _ when LowExclusive || HighExclusive =>
                $"{(LowExclusive ? "more than" : "at least")} {about}{Low:N0} and {(HighExclusive ? "fewer than" : "at most")} {about}{High:N0}",
            _ => $"{about}{Low:N0} to {High:N0}",
        };
    }

    /// <summary>Half a unit of the last digit that is not 0 to either side, but no further than the tolerance.</summary>
    private static Bounds AsRounded(long point, Tolerance tolerance)
    {
        var unit = 1L;
        while (point != 0 && point % (unit * 10) == 0)
        {
            unit *= 10;
        }

        var half = unit / 2;
        return new(
            Math.Max(point - half, tolerance.BelowInside(point)),
            Math.Min(point + half, tolerance.AboveInside(point))
        );
    }

    private long LowestAt(Tolerance tolerance) =>
        Low is not { } low ? 0
        : Approximate ? tolerance.Below(low)
        : LowExclusive ? low + 1
        : low;

    private long? HighestAt(Tolerance tolerance) =>
        High is not { } high ? Bounds.NoUpperLimit
        : Approximate ? tolerance.Above(high)
        : HighExclusive ? high - 1
        : high;
}
