using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Quantities;

/// <summary>Reads the words of a quantity. Never guesses: what is not sure is refused, what has no number is unread.</summary>
public static class QuantityWords
{
    /// <summary>Fault: <c>quantity.unreadable</c>, with the place in the text.</summary>
    public static Outcome<WordsReading> Read(string words)
    {
        var digits = words.Trim();
        return long.TryParse(digits, System.Globalization.NumberStyles.None, null, out var point)
            ? Reading
                .Of(new QuantityFields(Point: point))
                .Map(WordsReading (r) => new WordsReading.Number(r, Per.Total))
            : Fault.At("quantity.unreadable", $"\"{words}\" cannot be read. Give plain digits, or fields.");
    }
}
