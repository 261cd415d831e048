using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Filing;

/// <summary>Our own mistake in recording a claim: the whole claim as it should be. It may become of another type and figure.</summary>
public static class CorrectRecording
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
            (known, claim) => Read(body, known, claim, today),
            (asked, known) => Decide(asked, known, expectedVersion, today)
        );

    public static LaterDecision Decide(
        RecordingErrorCorrected asked,
        FiledReport report,
        long expectedVersion,
        DateOnly today
    ) =>
        LaterEntry.Decide(
            asked,
            report,
            expectedVersion,
            today,
            LaterEntry.Latest<RecordingErrorCorrected>,
            (before, after) =>
                SaysTheSame(asked, before)
                    .Concat(
                        CountedUnits.Disagree(
                            after,
                            "/becomes",
                            "A correction recorded before gives it; name that one's version in voids, and record it anew."
                        )
                    )
        );

    /// <summary>
    /// Faults, beside those of a claim in a report: <c>recording-error.quote-stays</c>,
    /// <c>recording-error.voids-nothing</c>.
    /// </summary>
    public static Outcome<RecordingErrorCorrected> Read(
        ReadOnlyMemory<byte> body,
        FiledReport report,
        ClaimHistory claim,
        DateOnly today
    ) => JsonBody.ReadForm(body, "recording error", form => Read(form, report.Report, claim, today));

    private static RecordingErrorCorrected? Read(
        JsonForm form,
        ReportFiled report,
        ClaimHistory history,
        DateOnly today
    )
    {
        var becomes = form.Object("becomes", required: true) is { } whole
            ? BecomesIn(whole, report, history, today)
            : null;
        var voids = VoidsIn(form, history);
        var reason = form.Text("reason", Limits.Reason, required: true);
        return becomes is null || reason is null
            ? null
            : new RecordingErrorCorrected
            {
                Claim = history.Id,
                Reason = reason,
                Becomes = new NamedClaim(becomes),
                Voids = voids,
            };
    }

    /// <summary>Id, publisher, date of publication and quote stay as they were filed; a corridor left out stays too.</summary>
    private static Claim? BecomesIn(JsonForm form, ReportFiled report, ClaimHistory history, DateOnly today)
    {
        var reading = new ClaimReader(
            report.Report,
            report.Publisher,
            report.Published,
            history.AsRecorded().Corridor,
            report.Claims,
            text: null,
            today
        );
        var draft = reading.Read(form, history.Id.Number);
        if (form.Has("quote"))
        {
            form.Refuse(
                "quote",
                "recording-error.quote-stays",
                "The quote stays as it was filed. Leave it out here; a quote that should not be kept is erased."
            );
        }

        return draft is null ? null : draft.Claim with { Quote = Filed(history).Quote };
    }

    private static Sequence<long>? VoidsIn(JsonForm form, ClaimHistory history)
    {
        var given = form.WholeNumbers("voids", Limits.Voids);
        var voidable = history
            .Entries.Where(entry => entry.Event is ClaimCorrected or ClaimWithdrawn)
            .Select(entry => entry.Version)
            .ToList();
        var known = voidable.Count == 0 ? "It has none." : $"It has: {string.Join(", ", voidable)}.";
        foreach (var (version, i) in (given ?? []).Select((version, i) => (version, i)))
        {
            if (!voidable.Contains(version))
            {
                form.Refuse(
                    $"voids/{i}",
                    "recording-error.voids-nothing",
                    $"Version {version} is no correction or withdrawal of this claim. {known}"
                );
            }
        }

        return given is { Count: > 0 }
            ? given.Select(version => (long)version).Distinct().Order().ToSequence()
            : null;
    }

    private static IEnumerable<Fault> SaysTheSame(RecordingErrorCorrected asked, ClaimHistory before)
    {
        var recorded = before.AsRecorded();
        var becomes = asked.Becomes.Claim with { Grade = asked.Becomes.Claim.Grade ?? recorded.Grade };
        if (becomes == recorded && (asked.Voids ?? []).All(before.Voided.Contains))
        {
            yield return new Fault(
                "/becomes",
                "recording-error.says-the-same",
                "That is how the claim is recorded now. Give it as it should be, or leave it alone."
            );
        }
    }

    private static Claim Filed(ClaimHistory history) => (Claim)history.Entries.First().Event;
}
