using System.Globalization;
using System.Text.Json;
using TransferLedger.Core.Answers;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;

namespace TransferLedger.Core.Feed;

/// <summary>
/// The data of <c>estimate-revised.v1</c>: how the estimate of a figure changed with an entry, for a reader who stands at the day
/// on which it was recorded (UTC).
/// </summary>
/// <param name="AsOf">That day.</param>
/// <param name="KnownAt">Position of the entry, the last of its report: the estimate at this pair is <paramref name="After"/>.</param>
/// <param name="Carried">What the claims before prove over the new period: what <paramref name="Kind"/> compares with.</param>
public sealed record EstimateRevisedBody(
    string Figure,
    string? Unit,
    string AsOf,
    long KnownAt,
    string Policy,
    RevisionKind Kind,
    StandingBody Before,
    CarriedBody Carried,
    StandingBody After,
    IReadOnlyList<CauseBody> Cause
)
{
    public static EstimateRevisedBody Of(FigureId figure, Revision revision, Position knownAt)
    {
        var number = new FigureNumber(figure);
        return new(
            figure.ToString(),
            figure.Unit?.Name,
            revision.At.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            knownAt.Value,
            Estimates.Policy.Current.Name,
            revision.Kind,
            StandingBody.Of(revision.Before, number),
            CarriedBody.Of(revision.Carried, number),
            StandingBody.Of(revision.After, number),
            [.. revision.Cause.Select(CauseBody.Of)]
        );
    }

    /// <summary>Compact UTF-8 JSON, as answers write it.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, AnswerJson.Options);
}
