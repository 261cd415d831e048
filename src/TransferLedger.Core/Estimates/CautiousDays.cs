using System.Runtime.InteropServices;
using TransferLedger.Core.Time;

namespace TransferLedger.Core.Estimates;

/// <summary>
/// The days over which a claim's number accumulated, in the cautious reading: every date may mean any of its days, widened
/// where it is approximate. Source: domain.md sections 4 and 6, "Days".
/// </summary>
/// <param name="Widest">From the earliest start to the latest end: the claim's low surely accumulated within it.</param>
/// <param name="Narrowest">From the latest start to the earliest end: its high surely covers it. Null: there is none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CautiousDays(Span Widest, Span? Narrowest)
{
    /// <summary>Its dates can only mean one period.</summary>
    public bool AreCertain => Narrowest == Widest;

    /// <param name="stated">When its statement was made.</param>
    public static CautiousDays Of(Appearance claim, Edtf? stated)
    {
        var start = claim.Used ? null : claim.Coverage?.Start.Cautious;
        var end = Uncut(claim, stated);
        var latestEnd = Cut(end.Latest, claim);
        return new(
            new(start?.Earliest.DayNumber - 1 ?? Span.Beginning, latestEnd.DayNumber),
            end.Earliest is { } earliest && LatestStart(claim) is { } latest
                ? Between(latest, Cut(earliest, claim))
                : null
        );
    }

    /// <summary>Without an end of its own a coverage ends on the day of the statement, whichever that was.</summary>
    private static (DateOnly? Earliest, DateOnly Latest) Uncut(Appearance claim, Edtf? stated) =>
        claim.Coverage?.End.Cautious is { } given ? (given.Earliest, given.Latest)
        : stated is null ? (claim.Said, claim.Said)
        : (stated.Start.Cautious?.Earliest, stated.End.Cautious?.Latest ?? claim.Said);

    private static DateOnly Cut(DateOnly end, Appearance claim) =>
        claim.Accumulates && end > claim.Said ? claim.Said : end;

    /// <summary>An open start is the beginning of all; of an unknown one nothing is sure. Null: unknown.</summary>
    private static int? LatestStart(Appearance claim) =>
        claim switch
        {
            { Used: true } or { Coverage.Start: EdtfSide.Open } => Span.Beginning,
            { Coverage.Start.Cautious: { } start } => start.Latest.DayNumber - 1,
            _ => null,
        };

    private static Span? Between(int start, DateOnly end) =>
        start < end.DayNumber ? new Span(start, end.DayNumber) : null;
}
