using TransferLedger.Core.Estimates;

namespace TransferLedger.Core.Answers;

/// <summary>Claims that cannot all hold.</summary>
/// <param name="Between">Two perspectives; one, where a telling is superseded by others of its own.</param>
/// <param name="Claims">In the order of trust; without any of them the rest would hold.</param>
/// <param name="BearsOnPeriod">One of them is about a day of the figure's period.</param>
/// <param name="RestsOnDates">On other days that imprecise dates may mean, all could hold.</param>
/// <param name="Tolerance">any, or whole or half: with how much of the tolerance for "approximately" it is there.</param>
/// <param name="Steps">The arithmetic: floors, then the ceilings that leave no room for them.</param>
/// <param name="Text">The same in words.</param>
public sealed record ConflictBody(
    ConflictGrade Grade,
    IReadOnlyList<string> Between,
    IReadOnlyList<string> Claims,
    bool BearsOnPeriod,
    bool RestsOnDates,
    ToleranceTaken Tolerance,
    IReadOnlyList<StepBody> Steps,
    string Text
)
{
    public static ConflictBody Of(Conflict conflict, FigureNumber number) =>
        new(
            conflict.Grade,
            conflict.Between,
            [.. conflict.Claims.Select(claim => claim.ToString())],
            conflict.BearsOnPeriod,
            conflict.RestsOnDates,
            conflict.Tolerance,
            [.. conflict.Steps.Select(step => StepBody.Of(step, number))],
            conflict.Text
        );
}

/// <summary>One bound: which claim, which side, which number, which period.</summary>
public sealed record StepBody(string Claim, BoundSide Side, object? Number, DateOnly? From, DateOnly To)
{
    public static StepBody Of(Step step, FigureNumber number) =>
        new(step.Claim.ToString(), step.Side, number.Of(step.Number), step.From, step.To);
}
