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
        reader.Answer(
            http,
            seen =>
                Task.FromResult(
                    Answers.Read(http, seen.Bookmark, seen.Validator, ExplanationBody.Of(seen.Estimate()))
                )
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
