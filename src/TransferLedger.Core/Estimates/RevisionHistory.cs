using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Estimates;

/// <summary>How an estimate came to be what it is, on either axis. Source: domain.md section 6, "Revisions".</summary>
public static class RevisionHistory
{
    /// <summary>
    /// Along the days on which something was said, corrected or withdrawn, up to and with <paramref name="asOf"/>: each day at
    /// which low, high, point, status, period or reasons changed, oldest first.
    /// </summary>
    public static IReadOnlyList<Revision> ByStated(
        FigureRecord record,
        DateOnly asOf,
        Policy policy,
        Narrowing? narrowing = null
    ) => Walk(DaysWalked.Of(record, asOf, policy), narrowing ?? Narrowing.None);

    /// <summary>
    /// Along the entries that concern the figure, as a reader who stands at <paramref name="asOf"/> would have seen it after
    /// each: every one at which something changed, oldest first. The claims of one report count as one step.
    /// </summary>
    public static IReadOnlyList<Revision> ByRecorded(
        FigureEntries entries,
        DateOnly asOf,
        Policy policy,
        Narrowing? narrowing = null
    ) => Walk(EntriesWalked.Of(entries, asOf, policy), narrowing ?? Narrowing.None);

    /// <summary>
    /// The changes of low, high, point or status among those of <see cref="ByRecorded"/>, from a position on, without the steps
    /// before.
    /// </summary>
    /// <param name="first">Where a report or a later event begins.</param>
    public static IReadOnlyList<Revision> OfNumber(
        FigureEntries entries,
        Position first,
        DateOnly asOf,
        Policy policy
    )
    {
        var revisions = new List<Revision>();
        var before = Narrowing.None.Read([]);
        foreach (var step in EntriesWalked.From(first, entries, asOf, policy))
        {
            var after = Narrowing.None.Read(step.Seen, before, step.Withdrawn.Count > 0);
            if (step.At.Position >= first && DifferInNumber(before.Standing, after.Standing))
            {
                revisions.Add(Between(before, after, step));
            }

            before = after;
        }

        return revisions;
    }

    private static bool DifferInNumber(Standing before, Standing after) =>
        (before.Low, before.High, before.Point, before.Status)
        != (after.Low, after.High, after.Point, after.Status);

    private static List<Revision> Walk(IEnumerable<Walked> steps, Narrowing narrowing)
    {
        var revisions = new List<Revision>();
        var before = narrowing.Read([]);
        foreach (var step in steps)
        {
            var after = narrowing.Read(step.Seen, before, step.Withdrawn.Any(narrowing.Includes));
            if (Differ(before, after))
            {
                revisions.Add(Between(before, after, step));
            }

            before = after;
        }

        return revisions;
    }

    private static Revision Between(FigureReading before, FigureReading after, Walked step)
    {
        var carried = before.Over((after.Leading ?? before.Leading)?.Span);
        return new(
            step.At,
            RevisionKinds.Of(before.Standing.Status, carried, after.Standing),
            before.Standing,
            carried,
            after.Standing,
            step.Cause
        );
    }

    private static bool Differ(FigureReading before, FigureReading after) =>
        before.Standing != after.Standing || Reasons.Differ(before, after);
}

/// <summary>One step along an axis.</summary>
/// <param name="Seen">All that is in force after it.</param>
/// <param name="Withdrawn">All that is taken back by then.</param>
internal sealed record Walked(
    IReadOnlyList<Appearance> Seen,
    IReadOnlyCollection<ClaimState> Withdrawn,
    RevisionMoment At,
    Sequence<Cause> Cause
);
