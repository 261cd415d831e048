using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Figures;

namespace TransferLedger.Core.Filing;

/// <summary>A claim is given an Admiralty grade; the latest stands, for every day.</summary>
public static class GradeClaim
{
    /// <param name="body">JSON as it was sent.</param>
    /// <param name="by">Name of the key whose holder grades.</param>
    /// <param name="report">What stands in the report's stream, or null.</param>
    /// <param name="number">The claim's place in the report, from 1.</param>
    /// <param name="expectedVersion">Version of the stream that the sender has seen.</param>
    /// <param name="today">The UTC day of recording.</param>
    public static LaterDecision Decide(
        ReadOnlyMemory<byte> body,
        string by,
        FiledReport? report,
        int number,
        long expectedVersion,
        DateOnly today
    ) =>
        LaterEntry.Decide(
            report,
            number,
            expectedVersion,
            (_, claim) => Read(body, by, claim),
            (asked, known) => Decide(asked, known, expectedVersion, today)
        );

    public static LaterDecision Decide(
        ClaimGraded asked,
        FiledReport report,
        long expectedVersion,
        DateOnly today
    ) => LaterEntry.Decide(asked, report, expectedVersion, today, Standing, (_, _) => []);

    public static Outcome<ClaimGraded> Read(ReadOnlyMemory<byte> body, string by, ClaimHistory claim) =>
        JsonBody.ReadForm(body, "grade", form => Read(form, by, claim));

    private static ClaimGraded? Read(JsonForm form, string by, ClaimHistory claim)
    {
        var grade = form.Object("grade", required: true) is { } given ? ClaimReader.GradeIn(given) : null;
        var reason = form.Text("reason", Limits.Reason, required: true);
        return grade is null || reason is null
            ? null
            : new ClaimGraded
            {
                Claim = claim.Id,
                Reason = reason,
                Grade = grade,
                By = by,
            };
    }

    // A recording error that brought a grade along stands over the grades before it.
    private static Recorded? Standing(ClaimHistory claim) =>
        claim.Entries.LastOrDefault(entry =>
            entry.Event is ClaimGraded or RecordingErrorCorrected { Becomes.Claim.Grade: not null }
        )
            is { Event: ClaimGraded } graded
            ? graded
            : null;
}
