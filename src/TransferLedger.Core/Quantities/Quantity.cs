using System.Diagnostics;
using System.Text.Json.Serialization;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Quantities;

/// <summary>
/// A number as it was said (domain.md section 3): the words verbatim where they are known, their reading, what it is for and
/// in which unit. Without a reading it is <em>unread</em>: the claim is kept and makes no bound.
/// </summary>
[JsonConverter(typeof(QuantityConverter))]
public sealed record Quantity
{
    /// <summary>Most characters that words may have.</summary>
    public const int MostCharacters = 500;

    internal Quantity(string? words, Reading? reading, Per per, Unit unit) =>
        (Words, Reading, Per, Unit) = (words, reading, per, unit);

    /// <summary>Verbatim; null where only fields were given.</summary>
    public string? Words { get; }

    /// <summary>Null where the quantity is unread.</summary>
    public Reading? Reading { get; }

    public Per Per { get; }

    public Unit Unit { get; }

    public bool IsRead => Reading is not null;

    /// <summary>
    /// Words, fields, or both, which must then agree as far as the words can be read. Where they cannot, the fields are the
    /// bounds and the words are kept as they are. Faults: those of <see cref="Reading.Of"/> and of
    /// <see cref="QuantityWords.Read"/>, <c>quantity.nothing-given</c>, <c>quantity.words-too-long</c>,
    /// <c>quantity.words-and-fields-disagree</c>, <c>quantity.words-and-per-disagree</c>, <c>quantity.is-a-share</c>.
    /// </summary>
    public static Outcome<Quantity> Of(string? words, QuantityFields? fields, Per per, Unit unit)
    {
        if (words?.Length > MostCharacters)
        {
            return Fault.At(
                "quantity.words-too-long",
                $"The words have {words.Length} characters, at most {MostCharacters} are kept. Give the phrase with the number."
            );
        }

        return (string.IsNullOrWhiteSpace(words), fields) switch
        {
            (true, null) => Fault.At("quantity.nothing-given", "Give words, a point, a low or a high."),
            (true, { } given) => Reading.Of(given).Map(reading => new Quantity(null, reading, per, unit)),
            (false, null) => OfWords(words!, per).Map(read => new Quantity(words, read.Reading, per, unit)),
            (false, { } given) => OfBoth(words!, given, per, unit),
        };
    }

    private static Outcome<Found> OfWords(string words, Per per) =>
        QuantityWords
            .Read(words)
            .Then<Found>(read =>
                read switch
                {
                    WordsReading.Number number when !number.Per.IsTotal && number.Per != per => Fault.At(
                        "quantity.words-and-per-disagree",
                        $"The words say per {number.Per}, the claim says {(per.IsTotal ? "total" : $"per {per}")}. Set per to {number.Per}."
                    ),
                    WordsReading.Number number => new Found(number.Reading),
                    WordsReading.OfWhole => Fault.At(
                        "quantity.is-a-share",
                        $"\"{words}\" is a part of a whole, not a number of things. File it as a share, or give the number in fields."
                    ),
                    WordsReading.Unread => new Found(null),
                    _ => throw new UnreachableException(read.ToString()),
                }
            );

    private static Outcome<Quantity> OfBoth(string words, QuantityFields fields, Per per, Unit unit)
    {
        var fromWords = OfWords(words, per);
        if (fromWords.IsOk && fromWords.Value.Reading is { } reading)
        {
            return Agree(words, reading, fields).Map(agreed => new Quantity(words, agreed, per, unit));
        }

        var disagree = fromWords.Faults.FirstOrDefault(f => f.Code is "quantity.words-and-per-disagree");
        return disagree is null
            ? Reading.Of(fields).Map(read => new Quantity(words, read, per, unit))
            : disagree;
    }

    /// <summary>The words say more ("exactly", "thousands") than fields can: where the two agree, theirs is the reading.</summary>
    private static Outcome<Reading> Agree(string words, Reading reading, QuantityFields fields)
    {
        var faults = QuantityFaults.Of(fields);
        var agree =
            (fields.Point ?? reading.Point) == reading.Point
            && (fields.Low ?? reading.Low) == reading.Low
            && (fields.High ?? reading.High) == reading.High
            && (fields.LowExclusive ?? reading.LowExclusive) == reading.LowExclusive
            && (fields.HighExclusive ?? reading.HighExclusive) == reading.HighExclusive
            && (fields.Approximate ?? reading.Approximate) == reading.Approximate;
        return (faults.IsEmpty, agree) switch
        {
            (false, _) => faults,
            (true, false) => Fault.At(
                "quantity.words-and-fields-disagree",
                $"\"{words}\" reads as {reading}, the fields say something else. Mend one, or leave the fields out."
            ),
            _ => reading,
        };
    }

    private readonly record struct Found(Reading? Reading);
}
