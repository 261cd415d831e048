using System.Globalization;
using TransferLedger.Core.Answers;
using TransferLedger.Core.Events;
using TransferLedger.Core.Filing;
using TransferLedger.Postgres.Keys;

namespace TransferLedger.Server.Api;

/// <summary><c>POST /reports</c>: files one report with its claims, whole or not at all.</summary>
internal static class PostReport
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/reports", Handle)
            .For(Role.Filer)
            .Takes()
            .WithSummary("File one report with its claims, whole or not at all")
            .Accepts<ReportInput>("application/json")
            .Produces<FiledBody>(StatusCodes.Status201Created)
            .Produces<FiledBody>()
            .Produces<ProblemBody>(StatusCodes.Status409Conflict, Problems.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status413PayloadTooLarge, Problems.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status422UnprocessableEntity, Problems.ContentType);

    private static async Task<IResult> Handle(
        HttpContext http,
        FilingDesk desk,
        CancellationToken cancellation
    )
    {
        var body = await Body.Read(http.Request, cancellation);
        var draft = body.Then(json => ReportReader.Read(json, desk.Today));
        if (!draft.IsOk)
        {
            return Problems.OfBody(draft.Faults);
        }

        var filed = await desk.File(draft.Value, http.Holder().Name, cancellation);
        return filed switch
        {
            Filed.New written => TypedResults.Created(
                FiledBody.Address(written.Report),
                await Answer(desk, written.Report, written.Last, written.Version, cancellation)
            ),
            Filed.Unchanged there => TypedResults.Ok(
                await Answer(desk, there.Report, there.Last, there.Version, cancellation)
            ),
            Filed.Differs differs => Problems.Of(
                StatusCodes.Status409Conflict,
                "report.differs",
                Differs(differs)
            ),
            Filed.Refused refused => Problems.OfBody(refused.Faults),
            Filed.Busy busy => TryLater(http, busy.RetryAfter),
            Filed.Stopped stopped => Stopped(stopped.Why),
            _ => throw new System.Diagnostics.UnreachableException($"{filed}"),
        };
    }

    internal static string Differs(Filed.Differs differs) =>
        $"Another report was filed as {differs.Report.Report} at position {differs.First}. "
        + "Give this one another id, or file what changed as a correction of its claims.";

    private static async Task<FiledBody> Answer(
        FilingDesk desk,
        ReportFiled report,
        Position last,
        long version,
        CancellationToken cancellation
    ) =>
        new(
            report.Report.Text,
            last.Value,
            $"v{version}",
            report.Claims,
            await desk.IsProjected(last, cancellation),
            new LinksBody(FiledBody.Address(report))
        );

    internal static IResult Stopped(string why) =>
        Problems.Of(
            StatusCodes.Status503ServiceUnavailable,
            "log.stopped",
            $"This node has stopped writing: {why.TrimEnd('.')}. An operator must look."
        );

    internal static IResult TryLater(HttpContext http, TimeSpan after)
    {
        var seconds = (int)Math.Ceiling(after.TotalSeconds);
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Problems.Of(
            StatusCodes.Status503ServiceUnavailable,
            "log.busy",
            $"Too many requests wait to be written. Try again in {seconds} s."
        );
    }
}

/// <summary>A report that stands in the log.</summary>
/// <param name="Position">Of its last entry.</param>
/// <param name="Version">Of its stream, for <c>If-Match</c>.</param>
/// <param name="Projected">Whether reads show it already.</param>
public sealed record FiledBody(
    string Report,
    long Position,
    string Version,
    int Claims,
    bool Projected,
    LinksBody Links
)
{
    internal static string Address(ReportFiled report) => $"/reports/{report.Report}";
}

/// <summary>A report as it is handed in; the whole format stands in the README.</summary>
public sealed record ReportInput(
    string? Id,
    string Title,
    string Publisher,
    string Medium,
    string? Language,
    string? Url,
    string Published,
    string? TextDigest,
    string? Text,
    string? Corridor,
    IReadOnlyList<System.Text.Json.Nodes.JsonObject> Claims
);
