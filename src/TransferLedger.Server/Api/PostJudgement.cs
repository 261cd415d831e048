using TransferLedger.Core.Events;
using TransferLedger.Core.Filing;
using TransferLedger.Postgres.Keys;

namespace TransferLedger.Server.Api;

/// <summary>
/// <c>POST /judgements</c>: two statements are the same, different, or nobody can say. Of judgements on a pair the latest stands.
/// </summary>
internal static class PostJudgement
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/judgements", Handle)
            .For(Role.Editor)
            .Takes()
            .WithSummary("Judge whether two statements are one")
            .Accepts<JudgementInput>("application/json")
            .ProducesEdited(versionRequired: false);

    private static async Task<IResult> Handle(HttpContext http, EditingDesk editing, FilingDesk desk)
    {
        var body = await Body.Read(http.Request, http.RequestAborted);
        if (!body.IsOk)
        {
            return Problems.OfBody(body.Faults);
        }

        long? expected = null;
        if (http.Request.Headers.IfMatch.Count > 0)
        {
            var version = EditedAnswer.ExpectedVersion(http.Request);
            if (!version.IsOk)
            {
                return Problems.Of(EditedAnswer.StatusOf(version.Faults[0]), version.Faults);
            }

            expected = version.Value;
        }

        var by = http.Holder().Name;
        var edited = await editing.OnJudgements(
            judged => JudgeStatements.Decide(body.Value, by, judged, expected),
            by,
            http.RequestAborted
        );
        var first = JudgeStatements.Read(body.Value, by);
        var address = first.IsOk ? $"/statements/{Uri.EscapeDataString(first.Value.First)}" : "/statements";
        return await EditedAnswer.Of(http, desk, edited, unknown: "", address);
    }
}

/// <summary>A judgement on two statements, by their ids.</summary>
public sealed record JudgementInput(string First, string Second, Judgement Judgement, string Reason);
