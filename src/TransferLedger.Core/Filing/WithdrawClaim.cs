using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Figures;

namespace TransferLedger.Core.Filing;

/// <summary>A claim was withdrawn by its claimant, which takes it out of force; or another says so, which is only listed.</summary>
public static class WithdrawClaim
{
    /// <param name="body">JSON as it was sent.</param>
    /// <param name="report">What stands in the report's stream, or null.</param>
    /// <param name="number">The claim's place in the report, from 1.</param>
    /// <param name="expectedVersion">Version of the stream that the sender has seen.</param>
    /// <param name="today">The UTC day of recording.</param>
    public static LaterDecision Decide(
        ReadOnlyMemory<byte> body,
        FiledReport? report,
        int number,
        long expectedVersion,
        DateOnly today
    ) =>
        LaterEntry.Decide(
            report,
            number,
            expectedVersion,
            (_, claim) => Read(body, claim, today),
            (asked, known) => Decide(asked, known, expectedVersion, today)
        );

    public static LaterDecision Decide(
        ClaimWithdrawn asked,
        FiledReport report,
        long expectedVersion,
        DateOnly today
    ) =>
        LaterEntry.Decide(
            asked,
            report,
            expectedVersion,
            today,
            LaterEntry.Latest<ClaimWithdrawn>,
            (before, _) => AlreadyWithdrawn(asked, before)
        );

    /// <summary>Faults, beside those of the values: <c>stated.before-claim</c>, <c>date.in-the-future</c>.</summary>
    public static Outcome<ClaimWithdrawn> Read(
        ReadOnlyMemory<byte> body,
        ClaimHistory claim,
        DateOnly today
    ) => JsonBody.ReadForm(body, "withdrawal", form => Read(form, claim, today));

    private static ClaimWithdrawn? Read(JsonForm form, ClaimHistory claim, DateOnly today)
    {
        var claimant = form.Object("claimant", required: true) is { } who
            ? ClaimReader.ClaimantIn(who)
            : null;
        var stated = Dates.StatedLater(form, claim.States()[0].Said, today);
        var reason = form.Text("reason", Limits.Reason, required: true);
        return claimant is null || stated is null || reason is null
            ? null
            : new ClaimWithdrawn
            {
                Claim = claim.Id,
                Reason = reason,
                Claimant = claimant,
                Stated = stated,
            };
    }

    private static IEnumerable<Fault> AlreadyWithdrawn(ClaimWithdrawn asked, ClaimHistory claim)
    {
        var last = claim.States()[^1];
        if (last.Withdrawn && last.Claim.Claimant?.Id == asked.Claimant.Id)
        {
            yield return Fault.At(
                "claim.already-withdrawn",
                $"{asked.Claimant.Id} has withdrawn this claim from {last.Since:yyyy-MM-dd} on. "
                    + "If that was recorded wrongly, report a recording error that voids it."
            );
        }
    }
}
