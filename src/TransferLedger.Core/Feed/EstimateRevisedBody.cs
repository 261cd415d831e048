using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
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
    /// <summary>How many causes there are, where not all of them fit into an envelope; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Causes { get; init; }

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

    /// <summary>
    /// The same with so few causes, the first of them, that it is shorter by some bytes; <c>causes</c> says how many there are.
    /// </summary>
    /// <param name="data">As <see cref="ToJson"/> wrote it.</param>
    /// <param name="room">Bytes, less than none.</param>
    internal static byte[] Shortened(ReadOnlyMemory<byte> data, int room)
    {
        var body = JsonNode.Parse(data.Span)!.AsObject();
        var causes = body["cause"]!.AsArray();
        body["causes"] = causes.Count;
        var most = data.Length + room;
        for (var left = Written(body).Length; left > most && causes.Count > 0; )
        {
            left -= Written(causes[^1]!).Length + 1;
            causes.RemoveAt(causes.Count - 1);
        }

        return Written(body);
    }

    private static byte[] Written(JsonNode node) =>
        JsonSerializer.SerializeToUtf8Bytes(node, AnswerJson.Options);

    /// <summary>Compact UTF-8 JSON, as answers write it.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, AnswerJson.Options);
}
