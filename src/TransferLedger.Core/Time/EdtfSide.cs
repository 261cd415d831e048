using System.Runtime.InteropServices;

namespace TransferLedger.Core.Time;

/// <summary>
/// What a date says about one of its two sides: a known span of days, nothing that is known (an empty side), or that it
/// goes on (<c>..</c>). A single date has the same known side twice.
/// </summary>
public abstract record EdtfSide
{
    private EdtfSide() { }

    /// <summary>The days that the side may mean, as written; none where it is unknown or open.</summary>
    public abstract DaySpan? Written { get; }

    /// <summary>The same, widened by <c>~</c> and <c>%</c>: a year by a year, a month by a month, a day by seven days, on both ends.</summary>
    public abstract DaySpan? Cautious { get; }

    /// <summary>A year, a month or a day. Without <c>~</c> or <c>%</c> both readings are the same.</summary>
    public sealed record Known(DaySpan WrittenDays, DaySpan CautiousDays) : EdtfSide
    {
        public override DaySpan? Written => WrittenDays;

        public override DaySpan? Cautious => CautiousDays;
    }

    /// <summary>The side is left empty: there is one, nobody said which.</summary>
    public sealed record Unknown : EdtfSide
    {
        public override DaySpan? Written => null;

        public override DaySpan? Cautious => null;
    }

    /// <summary>The side is <c>..</c>: there is none.</summary>
    public sealed record Open : EdtfSide
    {
        public override DaySpan? Written => null;

        public override DaySpan? Cautious => null;
    }
}

/// <summary>Days from the earliest to the latest, both included.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DaySpan(DateOnly Earliest, DateOnly Latest);
