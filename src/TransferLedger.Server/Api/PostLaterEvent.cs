using TransferLedger.Core.Events;
using TransferLedger.Core.Filing;
using TransferLedger.Core.Parties;
using TransferLedger.Postgres.Keys;

namespace TransferLedger.Server.Api;

/// <summary>
/// <c>POST /reports/{id}/claims/{n}/correction</c>, <c>/withdrawal</c>, <c>/recording-error</c> and <c>/grade</c>: what
/// happened to a claim later. <c>If-Match</c> names the version that the sender has seen.
/// </summary>
internal static class PostLaterEvent
{
    private const string Claim = "/reports/{id}/claims/{n:int:min(1)}";

    public static void Map(IEndpointRouteBuilder app)
    {
        Map<CorrectionInput>(
            app,
            "correction",
            "The publisher corrected what it reported",
            (body, _, report, n, version, today) => CorrectClaim.Decide(body, report, n, version, today)
        );
        Map<WithdrawalInput>(
            app,
            "withdrawal",
            "A claim was withdrawn, by its claimant or as another says",
            (body, _, report, n, version, today) => WithdrawClaim.Decide(body, report, n, version, today)
        );
        Map<RecordingErrorInput>(
            app,
            "recording-error",
            "Our own mistake: the whole claim as it should be",
            (body, _, report, n, version, today) => CorrectRecording.Decide(body, report, n, version, today)
        );
        Map<GradeInput>(
            app,
            "grade",
            "Grade a claim: Admiralty reliability and credibility",
            GradeClaim.Decide
        );
    }

    private delegate LaterDecision Decision(
        ReadOnlyMemory<byte> body,
        string by,
        FiledReport? report,
        int number,
        long expectedVersion,
        DateOnly today
    );

    private static void Map<TInput>(IEndpointRouteBuilder app, string what, string summary, Decision decide)
        where TInput : notnull =>
        app.MapPost(
                $"{Claim}/{what}",
                (HttpContext http, string id, int n, EditingDesk editing, FilingDesk desk) =>
                    Handle(http, id, n, editing, desk, decide)
            )
            .For(Role.Editor)
            .Takes()
            .WithSummary(summary)
            .Accepts<TInput>("application/json")
            .ProducesEdited();

    private static async Task<IResult> Handle(
        HttpContext http,
        string id,
        int n,
        EditingDesk editing,
        FilingDesk desk,
        Decision decide
    )
    {
        var version = EditedAnswer.ExpectedVersion(http.Request);
        if (!version.IsOk)
        {
            return Problems.Of(EditedAnswer.StatusOf(version.Faults[0]), version.Faults);
        }

        var body = await Body.Read(http.Request, http.RequestAborted);
        if (!body.IsOk)
        {
            return Problems.OfBody(body.Faults);
        }

        var unknown = $"There is no claim {n} in a report {id}. GET /reports lists those that are here.";
        var report = ReportId.Read(id);
        if (!report.IsOk)
        {
            return Problems.NotFound("claim.unknown", unknown);
        }

        var by = http.Holder().Name;
        var edited = await editing.OnReport(
            report.Value,
            filed => decide(body.Value, by, filed, n, version.Value, editing.Today),
            by,
            http.RequestAborted
        );
        return await EditedAnswer.Of(http, desk, edited, unknown, $"/reports/{report.Value}");
    }
}

/// <summary>What the publisher says instead; what is left out stays as it was.</summary>
/// <param name="Quantity">Words, or an object of words and numbers.</param>
/// <param name="Stated">When it said so (EDTF): the correction holds from then on.</param>
public sealed record CorrectionInput(
    System.Text.Json.Nodes.JsonNode? Quantity,
    string? Per,
    string? Share,
    string? Coverage,
    string? Observed,
    Claimant? Claimant,
    IReadOnlyList<string>? Via,
    string? Item,
    int? CalibreMm,
    string Stated,
    string Reason
);

/// <param name="Claimant">Who says that it is withdrawn: only the claimant takes it out of force.</param>
/// <param name="Stated">When (EDTF): it holds from then on.</param>
public sealed record WithdrawalInput(Claimant Claimant, string Stated, string Reason);

/// <param name="Becomes">The whole claim as it should be, as in a report.</param>
/// <param name="Voids">Versions of corrections and withdrawals of this claim that should not have been recorded.</param>
public sealed record RecordingErrorInput(
    System.Text.Json.Nodes.JsonObject Becomes,
    IReadOnlyList<long>? Voids,
    string Reason
);

public sealed record GradeInput(Grade Grade, string Reason);
