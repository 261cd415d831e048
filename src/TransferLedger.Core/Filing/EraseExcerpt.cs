using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Figures;

namespace TransferLedger.Core.Filing;

/// <summary>
/// The quote of a claim is erased, for a reason. Its digest stays in the entry, so that every proof still verifies; that it was
/// erased is an event, which is appended before the words go. Source: log.md section 1.
/// </summary>
public static class EraseExcerpt
{
    /// <summary>The claim was filed without a quote.</summary>
    public const string None = "excerpt.none";

    /// <param name="body">JSON as it was sent.</param>
    /// <param name="by">Name of the key whose holder erases.</param>
    /// <param name="report">What stands in the report's stream, or null.</param>
    /// <param name="number">The claim's place in the report, from 1.</param>
    /// <param name="expectedVersion">Version of the stream that the sender has seen; null: it does not matter to them.</param>
    public static LaterDecision Decide(
        ReadOnlyMemory<byte> body,
        string by,
        FiledReport? report,
        int number,
        long? expectedVersion
    )
    {
        if (report?.HistoryOf(number) is not { } claim)
        {
            return new LaterDecision.Unknown();
        }

        if (FiledIn(claim).Quote is null)
        {
            return new LaterDecision.Refused([
                Fault.At(None, $"{claim.Id} was filed without a quote: there is nothing to erase."),
            ]);
        }

        var expected = expectedVersion ?? report.Version;
        return LaterEntry.Decide(
            report,
            number,
            expected,
            (known, history) => Read(body, by, known, history),
            (asked, known) => Decide(asked, known, expected)
        );
    }

    /// <summary>A quote is erased once: whoever asks again, for whatever reason, finds it done.</summary>
    public static LaterDecision Decide(ExcerptErased asked, FiledReport report, long expectedVersion)
    {
        if (report.HistoryOf(asked.Claim.Number) is not { } claim)
        {
            return new LaterDecision.Unknown();
        }

        if (LaterEntry.Latest<ExcerptErased>(claim) is { } standing)
        {
            return new LaterDecision.Unchanged(standing.Position, report.Version);
        }

        return expectedVersion == report.Version
            ? LaterEntry.Appended(
                report.Report.Report.Stream,
                report.Version + 1,
                LaterEntry.Placed(asked, claim, claim)
            )
            : new LaterDecision.VersionMoved(report.Version);
    }

    public static Outcome<ExcerptErased> Read(
        ReadOnlyMemory<byte> body,
        string by,
        FiledReport report,
        ClaimHistory claim
    ) =>
        JsonBody.ReadForm(
            body,
            "reason for an erasure",
            form =>
                form.Text("reason", Limits.Reason, required: true) is { } reason
                    ? new ExcerptErased
                    {
                        Claim = claim.Id,
                        Reason = reason,
                        Entry = report.Entries[claim.Id.Number - 1],
                        By = by,
                    }
                    : null
        );

    private static Claim FiledIn(ClaimHistory claim) => (Claim)claim.Entries.First().Event;
}
