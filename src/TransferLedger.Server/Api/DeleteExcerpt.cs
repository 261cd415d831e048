using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Filing;
using TransferLedger.Core.Log;
using TransferLedger.Postgres.Keys;

namespace TransferLedger.Server.Api;

/// <summary>
/// <c>DELETE /excerpts/{report}/{n}</c>: the quote of a claim is erased. The log says so first, then the words go; asking again
/// finishes what was broken off between the two.
/// </summary>
internal static class DeleteExcerpt
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapDelete("/excerpts/{report}/{n:int:min(1)}", Handle)
            .For(Role.Editor)
            .Takes()
            .WithSummary("Erase the quote of a claim")
            .Accepts<ErasureInput>("application/json")
            .WithMetadata(new TakesVersion(Required: false))
            .Produces<EditedBody>()
            .Produces<ProblemBody>(StatusCodes.Status412PreconditionFailed, Problems.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status413PayloadTooLarge, Problems.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status422UnprocessableEntity, Problems.ContentType);

    private static async Task<IResult> Handle(
        HttpContext http,
        string report,
        int n,
        EditingDesk editing,
        FilingDesk desk,
        ILog log
    )
    {
        var isVersioned = http.Request.Headers.IfMatch.Count > 0;
        var version = isVersioned ? EditedAnswer.ExpectedVersion(http.Request) : default;
        if (isVersioned && !version.IsOk)
        {
            return Problems.Of(EditedAnswer.StatusOf(version.Faults[0]), version.Faults);
        }

        var body = await Body.Read(http.Request, http.RequestAborted);
        if (!body.IsOk)
        {
            return Problems.OfBody(body.Faults);
        }

        var unknown = $"There is no claim {n} in a report {report}. GET /reports lists those that are here.";
        var id = ReportId.Read(report);
        if (!id.IsOk)
        {
            return Problems.NotFound("claim.unknown", unknown);
        }

        var by = http.Holder().Name;
        FiledReport? seen = null;
        var edited = await editing.OnReport(
            id.Value,
            filed =>
            {
                seen = filed;
                return EraseExcerpt.Decide(body.Value, by, filed, n, isVersioned ? version.Value : null);
            },
            by,
            http.RequestAborted
        );
        if (IsInTheLog(edited))
        {
            // Also for a caller who has gone meanwhile.
            await log.EraseExcerpt(seen!.Entries[n - 1], CancellationToken.None);
        }

        return WithoutQuote(edited) is { } none
            ? Problems.NotFound(none.Code, none.Says)
            : await EditedAnswer.Of(http, desk, edited, unknown, $"/reports/{id.Value}", isCreated: false);
    }

    private static bool IsInTheLog(Edited edited) =>
        edited
            is Edited.Handed { Result: AppendResult.Appended }
                or Edited.Decided { Decision: LaterDecision.Unchanged };

    private static Fault? WithoutQuote(Edited edited) =>
        edited
            is Edited.Decided
            {
                Decision: LaterDecision.Refused { Faults: [{ Code: EraseExcerpt.None } none] }
            }
            ? none
            : null;
}

/// <summary>Why a quote is erased; it is written into the log, and stands where the quote was.</summary>
public sealed record ErasureInput(string Reason);
