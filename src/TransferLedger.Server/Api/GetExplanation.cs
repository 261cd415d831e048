using TransferLedger.Core.Answers;
using TransferLedger.Core.Estimates;

namespace TransferLedger.Server.Api;

/// <summary><c>GET /figures/…/explanation</c>: low and high as steps.</summary>
internal static class GetExplanation
{
    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var path in FigureReader.Paths)
        {
            app.MapGet($"{path}/explanation", Handle)
                .ForReaders()
                .Takes(FigureReader.Takes)
                .WithSummary("Low and high as steps")
                .Produces<ExplanationBody>();
        }
    }

    private static Task<IResult> Handle(HttpContext http, FigureReader reader) =>
        reader.Answer(http, seen => Task.FromResult(ExplanationBody.Of(seen)));
}

/// <summary>Low and high as sums that a reader can check, of the figure and of each perspective over its own period.</summary>
public sealed record ExplanationBody(
    string Figure,
    string? Unit,
    string AsOf,
    KnownAtBody? KnownAt,
    NarrowingBody? Narrowing,
    EstimateStatus Status,
    PeriodBody? Period,
    BoundExplanationBody Low,
    BoundExplanationBody High,
    IReadOnlyList<PerspectiveExplanationBody> Perspectives
)
{
    internal static ExplanationBody Of(SeenFigure seen)
    {
        var estimate = seen.Estimate();
        var explanation = Explanation.Of(seen.Record, estimate);
        var number = new FigureNumber(seen.Figure);
        return new ExplanationBody(
            seen.Figure.ToString(),
            seen.Figure.Unit?.Name,
            seen.At.Day,
            seen.KnownAt,
            NarrowingBody.Of(seen.Narrowing),
            estimate.Status,
            PeriodBody.Of(estimate.Period),
            BoundExplanationBody.Of(explanation.Low, number),
            BoundExplanationBody.Of(explanation.High, number),
            [.. explanation.Perspectives.Select(p => PerspectiveExplanationBody.Of(p, number))]
        );
    }
}

public sealed record PerspectiveExplanationBody(
    string Perspective,
    BoundExplanationBody Low,
    BoundExplanationBody High
)
{
    internal static PerspectiveExplanationBody Of(PerspectiveExplanation perspective, FigureNumber number) =>
        new(
            perspective.Perspective,
            BoundExplanationBody.Of(perspective.Low, number),
            BoundExplanationBody.Of(perspective.High, number)
        );
}

/// <param name="Number">What the steps add up to; null: no upper limit, or no estimate at all.</param>
public sealed record BoundExplanationBody(
    object? Number,
    string Sentence,
    IReadOnlyList<ExplainedStepBody> Steps
)
{
    internal static BoundExplanationBody Of(BoundExplanation bound, FigureNumber number) =>
        new(
            number.Of(bound.Number),
            bound.Sentence,
            [.. bound.Steps.Select(step => ExplainedStepBody.Of(step, number))]
        );
}

/// <summary>One claim's part in a sum.</summary>
/// <param name="Effect">What it adds; below 0: takes away.</param>
/// <param name="Sum">Up to here.</param>
public sealed record ExplainedStepBody(
    string Claim,
    Core.Parties.Claimant? Claimant,
    string Perspective,
    string Words,
    string? Stated,
    BoundSide Side,
    object? Number,
    DateOnly? From,
    DateOnly To,
    object? Effect,
    object? Sum
)
{
    internal static ExplainedStepBody Of(ExplainedStep step, FigureNumber number) =>
        new(
            step.Claim.ToString(),
            step.Claimant,
            step.Perspective,
            step.Words,
            step.Stated,
            step.Side,
            number.Of(step.Number),
            step.From,
            step.To,
            number.Of(step.Effect),
            number.Of(step.Sum)
        );
}
