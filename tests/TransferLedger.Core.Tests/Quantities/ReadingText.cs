using TransferLedger.Core.Quantities;

namespace TransferLedger.Core.Tests.Quantities;

/// <summary>A reading in one short line, for tests to compare: <c>&gt;=3000 vague</c>, <c>~6700</c>, <c>share 50</c>.</summary>
internal static class ReadingText
{
    public static string Of(string words)
    {
        var read = QuantityWords.Read(words);
        return !read.IsOk
            ? "refused"
            : read.Value switch
            {
                WordsReading.Unread => "unread",
                WordsReading.OfWhole whole => $"share {whole.Share}",
                WordsReading.Number number => Of(number.Reading)
                    + (number.Per.IsTotal ? "" : $"/{number.Per}"),
                var other => other.ToString(),
            };
    }

    public static Reading ReadingOf(string words) =>
        ((WordsReading.Number)QuantityWords.Read(words).Value).Reading;

    public static string Of(Reading reading)
    {
        var about = reading.Approximate ? "~" : "";
        var (low, high) = (reading.LowExclusive ? ">" : "", reading.HighExclusive ? "<" : "");
        return reading.Shape switch
        {
            ReadingShape.Point when reading.Nearly => $"nearly {reading.Point}",
            ReadingShape.Point => $"{(reading.Exact ? "=" : about)}{reading.Point}",
            ReadingShape.Floor =>
                $"{(reading.LowExclusive ? ">" : ">=")}{about}{reading.Low}{(reading.Vague ? " vague" : "")}",
            ReadingShape.Ceiling => $"{(reading.HighExclusive ? "<" : "<=")}{about}{reading.High}",
            _ => $"{about}{low}{reading.Low}..{high}{reading.High}",
        };
    }
}
