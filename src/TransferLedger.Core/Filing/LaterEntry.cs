using System.Collections.Immutable;
using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Filing;

/// <summary>What all later events on a claim have in common: in which order they are looked at, and their figures.</summary>
internal static class LaterEntry
{
    /// <summary>
    /// Reads the body against the claim and decides. Of a body that is refused and a version that has moved on the version
    /// is told first: against the claim as it stands now the body may be right.
    /// </summary>
    public static LaterDecision Decide<T>(
        FiledReport? report,
        int number,
        long expectedVersion,
        Func<FiledReport, ClaimHistory, Outcome<T>> read,
        Func<T, FiledReport, LaterDecision> decide
    )
        where T : LaterEvent
    {
        if (report?.HistoryOf(number) is not { } claim)
        {
            return new LaterDecision.Unknown();
        }

        var asked = read(report, claim);
        return asked.IsOk ? decide(asked.Value, report)
            : expectedVersion != report.Version ? new LaterDecision.VersionMoved(report.Version)
            : new LaterDecision.Refused(asked.Faults);
    }

    /// <param name="asked">Without its figures.</param>
    /// <param name="latest">What stands there of the same kind; null: nothing.</param>
    /// <param name="refusals">What speaks against it, given the claim's history with it.</param>
    public static LaterDecision Decide(
        LaterEvent asked,
        FiledReport report,
        long expectedVersion,
        DateOnly today,
        Func<ClaimHistory, Recorded?> latest,
        Func<ClaimHistory, ClaimHistory, IEnumerable<Fault>> refusals
    )
    {
        if (report.HistoryOf(asked.Claim.Number) is not { } claim)
        {
            return new LaterDecision.Unknown();
        }

        if (latest(claim) is { } standing && IsSame((LaterEvent)standing.Event, asked))
        {
            return new LaterDecision.Unchanged(standing.Position, report.Version);
        }

        if (expectedVersion != report.Version)
        {
            return new LaterDecision.VersionMoved(report.Version);
        }

        var after = claim.With(Next(asked, claim, report, today));
        var faults = refusals(claim, after).ToImmutableArray();
        return faults.IsEmpty
            ? Appended(report.Report.Report.Stream, report.Version + 1, Placed(asked, claim, after))
            : new LaterDecision.Refused(faults);
    }

    public static LaterDecision Appended(StreamId stream, long version, LedgerEvent whole)
    {
        var entry = NewEvent.Of(whole, excerpt: null);
        return entry.Data.Length <= Limits.EntryBytes
            ? new LaterDecision.Append(stream, version, entry)
            : new LaterDecision.Refused([
                Fault.At(
                    "entry.too-large",
                    $"This would take {entry.Data.Length:N0} bytes in the log; at most {Limits.EntryBytes:N0} fit. Shorten it."
                ),
            ]);
    }

    /// <summary>The latest of a kind, those left out that a recording error says should not have been recorded.</summary>
    public static Recorded? Latest<T>(ClaimHistory claim)
        where T : LaterEvent
    {
        var voided = claim.Voided;
        return claim.Entries.LastOrDefault(entry => entry.Event is T && !voided.Contains(entry.Version));
    }

    private static bool IsSame(LaterEvent standing, LaterEvent asked) =>
        standing with { Figures = asked.Figures } == asked;

    /// <summary>The entry as the log would have it if it were appended now.</summary>
    private static Recorded Next(LaterEvent asked, ClaimHistory claim, FiledReport report, DateOnly today) =>
        new(
            claim.Entries.Last().Position.Next,
            report.Report.Report.Stream,
            report.Version + 1,
            today.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
            asked
        );

    // Every figure on which the claim ever stood: a later recording error may bring it back there.
    internal static LaterEvent Placed(LaterEvent asked, ClaimHistory before, ClaimHistory after)
    {
        var stood = before
            .Entries.Select(entry => entry.Event)
            .OfType<LaterEvent>()
            .SelectMany(e => e.Figures);
        var figures = before
            .States()
            .Concat(after.States())
            .Select(state => state.Figure?.ToString())
            .OfType<string>()
            .Append(FigureId.FedBy((Claim)before.Entries.First().Event)?.ToString())
            .OfType<string>()
            .Concat(stood);
        return asked with
        {
            Figures = figures.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToSequence(),
        };
    }
}
