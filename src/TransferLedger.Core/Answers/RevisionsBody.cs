using TransferLedger.Core.Estimates;

namespace TransferLedger.Core.Answers;

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

    public static RevisionsBody Of(SeenFigure seen, string axis)
    {
        var number = new FigureNumber(seen.Figure);
        var history =
            axis == Recorded
                ? RevisionHistory.ByRecorded(
                    seen.Entries,
                    seen.At.AsOf,
                    Estimates.Policy.Current,
                    seen.Narrowing
                )
                : RevisionHistory.ByStated(
                    seen.Record,
                    seen.At.AsOf,
                    Estimates.Policy.Current,
                    seen.Narrowing
                );
        return new RevisionsBody(
            seen.Figure.ToString(),
            seen.Figure.Unit?.Name,
            seen.At.Day,
            seen.KnownAt,
            axis,
            NarrowingBody.Of(seen.Narrowing),
            Estimates.Policy.Current.Name,
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
    public static RevisionBody Of(Revision revision, FigureNumber number) =>
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
    public static CarriedBody Of(ProvenRange carried, FigureNumber number) =>
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
    public static StandingBody Of(Standing standing, FigureNumber number) =>
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
    public static CauseBody Of(Cause cause) => new(cause.Kind, cause.Claim?.ToString(), cause.Statements);
}
