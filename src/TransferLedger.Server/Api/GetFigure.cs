using System.Collections.Immutable;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Projections;
using TransferLedger.Postgres.Projections;

namespace TransferLedger.Server.Api;

/// <summary>
/// <c>GET /figures/{corridor}/{measure}[/{item}]</c> and what belongs to it: revisions, claims, explanation. All four work
/// the answer out from the claims of that one figure.
/// </summary>
internal static class GetFigure
{
    private const string NoItem = "/figures/{corridor}/{measure}";
    private const string WithItem = "/figures/{corridor}/{measure}/{item}";

    private static readonly Parameter Axis = new(
        "axis",
        "The axis that is walked. Default and only one: stated."
    );

    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var path in new[] { NoItem, WithItem })
        {
            app.MapGet(path, Estimate)
                .ForReaders()
                .Takes(Parameter.OfOne)
                .WithSummary("The estimate of a figure, with its reasons")
                .Produces<EstimateBody>();
            app.MapGet($"{path}/revisions", Revisions)
                .ForReaders()
                .Takes([.. Parameter.OfOne, Axis])
                .WithSummary("How the estimate came to be")
                .Produces<RevisionsBody>();
            app.MapGet($"{path}/claims", Claims)
                .ForReaders()
                .Takes(Parameter.OfList)
                .WithSummary("Every claim of the figure and its fate")
                .Produces<ListBody<ClaimBody>>();
            app.MapGet($"{path}/explanation", Explanation)
                .ForReaders()
                .Takes(Parameter.OfOne)
                .WithSummary("Low and high as steps")
                .Produces<ExplanationBody>();
        }
    }

    private static Task<IResult> Estimate(HttpContext http, FigureReader reader) =>
        reader.Answer(
            http,
            async seen =>
            {
                var denials = await reader.DenialsOf(seen, http.RequestAborted);
                var with = seen with { Denials = denials };
                var body = EstimateBody.Of(seen.Estimate(), with.KnownAt, denials);
                return Answers.Read(http, seen.Bookmark, with.Validator, body);
            }
        );

    private static Task<IResult> Revisions(HttpContext http, FigureReader reader) =>
        http.Request.Query["axis"] is [{ } axis] && axis != "stated"
            ? Task.FromResult<IResult>(
                Problems.Of(
                    StatusCodes.Status400BadRequest,
                    "axis.unknown",
                    $"{Quote.Of(axis)} is no axis that this version answers; use stated."
                )
            )
            : reader.Answer(
                http,
                seen =>
                {
                    var history = RevisionHistory.ByStated(
                        seen.Figure,
                        seen.FigureClaims,
                        seen.At.AsOf,
                        Policy.Current
                    );
                    return Task.FromResult(
                        Answers.Read(http, seen.Bookmark, seen.Validator, RevisionsBody.Of(seen, history))
                    );
                }
            );

    private static Task<IResult> Claims(HttpContext http, FigureReader reader) =>
        reader.Answer(
            http,
            seen =>
            {
                var fates = ClaimBody.Fates(seen.Estimate());
                var after = long.TryParse(seen.At.After, out var position) ? position : -1;
                var rows = seen
                    .Claims.Where(row => row.Said <= seen.At.AsOf && row.Position.Value > after)
                    .ToList();
                return Task.FromResult(
                    Answers.List(
                        http,
                        seen.At,
                        seen.Bookmark,
                        rows,
                        row => row.Position.ToString(),
                        row => ClaimBody.Of(row, fates.GetValueOrDefault(row.Claim.Id))
                    )
                );
            }
        );

    private static Task<IResult> Explanation(HttpContext http, FigureReader reader) =>
        reader.Answer(
            http,
            seen =>
            {
                var body = ExplanationBody.Of(seen.Estimate());
                return Task.FromResult(Answers.Read(http, seen.Bookmark, seen.Validator, body));
            }
        );
}

/// <summary>Reads one figure's claims and finds out what the address means.</summary>
internal sealed class FigureReader(LedgerReads reads, FilingDesk desk)
{
    private const int MostSuggested = 10_000;

    public async Task<IResult> Answer(HttpContext http, Func<SeenFigure, Task<IResult>> answer)
    {
        var at = ReadAt.Of(http.Request, desk.Today);
        if (!at.IsOk)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, at.Faults);
        }

        var address = AddressOf(http);
        var figure = FigureId.Read(address);
        if (!figure.IsOk)
        {
            return await Unknown(address, figure.Faults, http.RequestAborted);
        }

        var page = await reads.ClaimsOfFigure(figure.Value, http.RequestAborted);
        return page.Rows.Count == 0
            ? await Unknown(
                address,
                [Fault.At("figure.unknown", $"Nobody has claimed anything about {address}.")],
                http.RequestAborted
            )
            : await answer(new SeenFigure(figure.Value, at.Value, page.Bookmark, page.Rows));
    }

    /// <summary>The denials said by then that target the figure, its corridor, or one of its claims or statements.</summary>
    public async Task<IReadOnlyList<ClaimState>> DenialsOf(SeenFigure seen, CancellationToken cancellation) =>
        (await reads.Denials(TargetsOf(seen), seen.At.AsOf, cancellation)).Rows;

    private static IEnumerable<DenialTarget> TargetsOf(SeenFigure seen)
    {
        yield return new DenialTarget { Figure = seen.Figure.ToString() };
        yield return new DenialTarget { Corridor = seen.Figure.Corridor.ToString() };
        yield return new DenialTarget { Corridor = $"{seen.Figure.Corridor.Supplier}-*" };
        foreach (var row in seen.Claims)
        {
            yield return new DenialTarget { Claim = row.Claim.Id };
        }

        foreach (
            var statement in seen
                .Claims.Select(row => row.Claim.Statement)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
        )
        {
            yield return new DenialTarget { Statement = statement };
        }
    }

    private static string AddressOf(HttpContext http)
    {
        var (corridor, measure, item) = (Part(http, "corridor"), Part(http, "measure"), Part(http, "item"));
        return item is null ? $"{corridor}/{measure}" : $"{corridor}/{measure}/{item}";
    }

    private static string? Part(HttpContext http, string name) => http.GetRouteValue(name)?.ToString();

    private async Task<IResult> Unknown(
        string address,
        ImmutableArray<Fault> faults,
        CancellationToken cancellation
    )
    {
        var known = await reads.Figures(
            new FigureFilter(),
            DateOnly.MaxValue,
            "",
            MostSuggested,
            cancellation
        );
        var ids = known.Rows.Select(row => row.Figure.ToString());
        var suggestion = Nearest.Suggest(address, ids, "GET /figures lists those that are.");
        return Problems.Of(
            StatusCodes.Status404NotFound,
            [.. faults.Select(fault => fault with { Says = $"{fault.Says} {suggestion}" })]
        );
    }
}

/// <summary>One figure as a reader sees it: all its claims, and the day at which they stand.</summary>
internal sealed record SeenFigure(FigureId Figure, ReadAt At, long Bookmark, IReadOnlyList<ClaimState> Claims)
{
    public IReadOnlyList<ClaimState> FigureClaims { get; } = [.. Claims.Select(row => row.AsFigureClaim)];

    /// <summary>Those that are part of the answer; denials never move a number.</summary>
    public IReadOnlyList<ClaimState> Denials { get; init; } = [];

    /// <summary>The last entry that concerns what was asked.</summary>
    public KnownAtBody KnownAt
    {
        get
        {
            var last = Claims.Concat(Denials).MaxBy(row => row.Position.Value)!;
            return new KnownAtBody(last.Position.Value, last.RecordedAt);
        }
    }

    /// <summary>An append elsewhere does not change it.</summary>
    public string Validator => $"{KnownAt.Position}-{At.Validator}";

    public Estimate Estimate() => Estimator.Of(Figure, FigureClaims, At.AsOf, Policy.Current);
}

/// <summary>The revision history of a figure.</summary>
public sealed record RevisionsBody(
    string Figure,
    string? Unit,
    string AsOf,
    KnownAtBody? KnownAt,
    string Axis,
    string Policy,
    IReadOnlyList<RevisionBody> Items
)
{
    internal static RevisionsBody Of(SeenFigure seen, IReadOnlyList<Revision> history)
    {
        var number = new FigureNumber(seen.Figure);
        return new RevisionsBody(
            seen.Figure.ToString(),
            seen.Figure.Unit?.Name,
            seen.At.Day,
            seen.KnownAt,
            "stated",
            Core.Estimates.Policy.Current.Name,
            [.. history.Select(revision => RevisionBody.Of(revision, number))]
        );
    }
}

/// <param name="Carried">What the claims of the step before prove over the new period.</param>
public sealed record RevisionBody(
    DateOnly Day,
    RevisionKind Kind,
    StandingBody Before,
    CarriedBody Carried,
    StandingBody After,
    IReadOnlyList<string> Cause
)
{
    internal static RevisionBody Of(Revision revision, FigureNumber number) =>
        new(
            revision.Day,
            revision.Kind,
            StandingBody.Of(revision.Before, number),
            new CarriedBody(number.Of(revision.Carried.Low), number.Of(revision.Carried.High)),
            StandingBody.Of(revision.After, number),
            [.. revision.Cause.Select(claim => claim.ToString())]
        );
}

public sealed record CarriedBody(object? Low, object? High);

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

/// <summary>Low and high as steps: which claim, which bound, which number, which period.</summary>
public sealed record ExplanationBody(
    string Figure,
    DateOnly AsOf,
    IReadOnlyList<StepBody> Low,
    IReadOnlyList<StepBody> High
)
{
    internal static ExplanationBody Of(Estimate estimate)
    {
        var number = new FigureNumber(estimate.Figure);
        return new ExplanationBody(
            estimate.Figure.ToString(),
            estimate.AsOf,
            [.. estimate.Because.Low.Select(step => StepBody.Of(step, number))],
            [.. estimate.Because.High.Select(step => StepBody.Of(step, number))]
        );
    }
}

public sealed record StepBody(string Claim, BoundSide Side, object? Number, DateOnly? From, DateOnly To)
{
    internal static StepBody Of(Step step, FigureNumber number) =>
        new(step.Claim.ToString(), step.Side, number.Of(step.Number), step.From, step.To);
}
