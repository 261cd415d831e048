using TransferLedger.Core.Answers;
using TransferLedger.Core.Faults;

namespace TransferLedger.Server.Api;

/// <summary><c>GET /figures/…/revisions</c>: how an estimate came to be, along either axis.</summary>
internal static class GetRevisions
{
    private static readonly Parameter Axis = new(
        "axis",
        "stated: the days on which something was said, corrected or withdrawn (default). recorded: the entries of the log."
    );

    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var path in FigureReader.Paths)
        {
            app.MapGet($"{path}/revisions", Handle)
                .ForReaders()
                .Takes([.. FigureReader.Takes, Axis])
                .WithSummary("How the estimate came to be")
                .Produces<RevisionsBody>();
        }
    }

    private static Task<IResult> Handle(HttpContext http, FigureReader reader)
    {
        var axis = http.Request.Query["axis"] is [{ Length: > 0 } asked] ? asked : RevisionsBody.Stated;
        return axis is RevisionsBody.Stated or RevisionsBody.Recorded
            ? reader.Answer(http, seen => Task.FromResult(RevisionsBody.Of(seen, axis)))
            : Task.FromResult<IResult>(
                Problems.Of(
                    StatusCodes.Status400BadRequest,
                    "axis.unknown",
                    $"{Quote.Of(axis)} is no axis; use {RevisionsBody.Stated} or {RevisionsBody.Recorded}."
                )
            );
    }
}
