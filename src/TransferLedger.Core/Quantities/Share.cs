using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Quantities;

/// <summary>A part of a whole in percent, 0 to 100; a third is 33.3333. What the whole is stands beside it.</summary>
[JsonConverter(typeof(ShareConverter))]
public sealed record Share
{
    private const int Decimals = 4;

    private Share(decimal percent) => Percent = percent;

    public decimal Percent { get; }

    /// <summary>Fault: <c>share.out-of-range</c> outside 0 to 100. Kept to four decimals.</summary>
    public static Outcome<Share> Of(decimal percent) =>
        percent is >= 0 and <= 100
            ? new Share(decimal.Round(percent, Decimals))
            : Fault.At("share.out-of-range", $"{percent} percent is no part of a whole. Give 0 to 100.");

    /// <summary>
    /// Reads words (<c>half</c>, <c>40 percent</c>) or a decimal number of percent (<c>50</c>, <c>12.5</c>). Faults:
    /// <c>share.unreadable</c>, <c>share.out-of-range</c>.
    /// </summary>
    public static Outcome<Share> Read(string text)
    {
        if (
            decimal.TryParse(
                text,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var percent
            )
        )
        {
            return Of(percent);
        }

        var words = QuantityWords.Read(text);
        return words.IsOk && words.Value is WordsReading.OfWhole whole
            ? whole.Share
            : Fault.At(
                "share.unreadable",
                $"\"{text}\" is not a share. Write half, a third, 40 percent, full, or a decimal number of percent such as 12.5; "
                    + "leave \"about\" and \"more than\" to the summary."
            );
    }

    public override string ToString() => Percent.ToString("0.####", CultureInfo.InvariantCulture);
}

internal sealed class ShareConverter : JsonConverter<Share>
{
    public override Share Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => StoredText.Read(ref reader, Share.Read);

    public override void Write(Utf8JsonWriter writer, Share value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
