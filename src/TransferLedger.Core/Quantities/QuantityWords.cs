using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Quantities;

/// <summary>
/// Reads the words of a quantity (domain.md section 3), as a newspaper, a panel or a ministry would write them. Never
/// guesses: what is not sure is refused, what has no number in it is unread.
/// </summary>
public static class QuantityWords
{
    /// <summary>
    /// Faults: <c>quantity.unreadable</c> with the place in the text, <c>quantity.upside-down</c>,
    /// <c>quantity.too-large</c>, <c>share.out-of-range</c>.
    /// </summary>
    public static Outcome<WordsReading> Read(string words)
    {
        var tokens = Tokens.Of(words);
        if (Nothing.IsSaid(tokens))
        {
            return Reading
                .Of(new QuantityFields(Point: 0))
                .Map(WordsReading (zero) => new WordsReading.Number(zero, Per.Total));
        }

        return tokens.Count > 0 && Shares.Of(tokens) is { } percent
            ? Share.Of(percent).Map(WordsReading (share) => new WordsReading.OfWhole(share))
            : new QuantityPhrase(tokens, new Verdict(words, tokens)).Read();
    }
}
