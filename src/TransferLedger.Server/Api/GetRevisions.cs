using TransferLedger.Core.Estimates;
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

/// <summary>The revision history of a figure.</summary>
public sealed record RevisionsBody(
    string Figure,
    string? Unit,
    string AsOf,
    KnownAtBody? KnownAt,
    string Axis,
    NarrowingBody? Narrowing,
    string Policy,
    IReadOnlyList<RevisionBody> Items
)
{
    public const string Stated = "stated";
    public const string Recorded = "recorded";

    internal static RevisionsBody Of(SeenFigure seen, string axis)
    {
        var number = new FigureNumber(seen.Figure);
        var history =
            axis == Recorded
                ? RevisionHistory.ByRecorded(
                    seen.Entries,
                    seen.At.AsOf,
                    Core.Estimates.Policy.Current,
                    seen.Narrowing
                )
                : RevisionHistory.ByStated(
                    seen.Record,
                    seen.At.AsOf,
                    Core.Estimates.Policy.Current,
                    seen.Narrowing
                );
        return new RevisionsBody(
            seen.Figure.ToString(),
            seen.Figure.Unit?.Name,
            seen.At.Day,
            seen.KnownAt,
            axis,
            NarrowingBody.Of(seen.Narrowing),
            Core.Estimates.Policy.Current.Name,
            [.. history.Select(revision => RevisionBody.Of(revision, number))]
        );
    }
}

/// <param name="Day">Of what had been said, or on which it was recorded.</param>
/// <param name="Position">Of the entry, on the axis of what was recorded.</param>
/// <param name="Carried">What the claims of the step before prove over the new period.</param>
public sealed record RevisionBody(
    DateOnly Day,
    long? Position,
    DateTime? RecordedAt,
    RevisionKind Kind,
    StandingBody Before,
    CarriedBody Carried,
    StandingBody After,
    IReadOnlyList<CauseBody> Cause
)
{
    internal static RevisionBody Of(Revision revision, FigureNumber number) =>
        new(
            revision.At.Day,
            revision.At.Position?.Value,
            revision.At.RecordedAt,
            revision.Kind,
            StandingBody.Of(revision.Before, number),
            CarriedBody.Of(revision.Carried, number),
            StandingBody.Of(revision.After, number),
            [.. revision.Cause.Select(CauseBody.Of)]
        );
}

public sealed record CarriedBody(object? Low, object? High)
{
    internal static CarriedBody Of(ProvenRange carried, FigureNumber number) =>
        new(number.Of(carried.Low), number.Of(carried.High));
}

public sealed record StandingBody(
    EstimateStatus Status,
    object? Low,
    object? High,
    object? Point,
    string? Words,
    PeriodBody? Period,
    string? Leading
)
{
    internal static StandingBody Of(Standing standing, FigureNumber number) =>
        new(
            standing.Status,
            number.Of(standing.Low),
            number.Of(standing.High),
            number.Of(standing.Point),
            standing.Words,
            PeriodBody.Of(standing.Period),
            standing.Leading?.ToString()
        );
}

/// <summary>One thing that happened: what, and to which claim or statements.</summary>
public sealed record CauseBody(CauseKind Event, string? Claim, IReadOnlyList<string> Statements)
{
    internal static CauseBody Of(Cause cause) => new(cause.Kind, cause.Claim?.ToString(), cause.Statements);
}
