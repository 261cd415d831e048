using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Quantities;

/// <summary>How the reading of words ends: in a number, in none, or in a refusal that names the place in the text.</summary>
internal sealed class Verdict(string words, IReadOnlyList<Token> tokens)
{
    /// <summary>Two bounds, where nothing behind them makes them unsure.</summary>
    public Outcome<WordsReading> Bounded(
        Cardinal low,
        Cardinal high,
        Func<QuantityFields, QuantityFields> with
    )
    {
        var (per, rest) = Remainder.TakeRate(tokens, high.Next);
        return Remainder.Spoiling(rest, high.Next) is { } spoiling
            ? RefusedAt(spoiling)
            : Whole(low, high, (l, h) => with(new QuantityFields(Low: l, High: h)), false, false, per);
    }

    public Outcome<WordsReading> Whole(
        Cardinal first,
        Cardinal second,
        Func<long, long, QuantityFields> fields,
        bool vague,
        bool exact,
        Per per
    )
    {
        if (first.HasDecimals || second.HasDecimals || !IsWhole(first.Value) || !IsWhole(second.Value))
        {
            return Refused(0, "a number that is not whole");
        }

        if (first.Value > Reading.Greatest || second.Value > Reading.Greatest)
        {
            return Fault.At(
                "quantity.too-large",
                $"\"{words}\" is over {Reading.Greatest}, the most that the ledger holds. Check the scale."
            );
        }

        var reading = Reading.Of(fields((long)first.Value, (long)second.Value), vague, exact);
        return reading.IsOk
            ? new WordsReading.Number(reading.Value, per)
            : Fault.At(reading.Faults[0].Code, $"\"{words}\": {reading.Faults[0].Says}");
    }

    private static bool IsWhole(decimal value) => value == decimal.Truncate(value);

    public Outcome<WordsReading> NoNumber(int at)
    {
        var first = tokens.FirstOrDefault(token => token.IsNumeric);
        return first.Kind == TokenKind.Broken ? RefusedAt(first)
            : tokens.Any(token => token.IsNumeric) || Shares.AnyIn(tokens)
                ? Refused(at, "not known before a number")
            : new WordsReading.Unread();
    }

    public Outcome<WordsReading> RefusedAt(Token token) =>
        Refusal(
            token.At,
            token.Text,
            token.Kind == TokenKind.Broken
                ? "Separators stand only before groups of exactly three digits, and a decimal point is a point."
                : "It may change the number before it, or is a second one."
        );

    public Outcome<WordsReading> Refused(int token, string why)
    {
        var at = tokens[token];
        return Refusal(at.At, at.Text, $"This is {why}.");
    }

    private Fault Refusal(int at, string text, string why) =>
        Fault.At(
            "quantity.unreadable",
            $"\"{words}\" cannot be read for sure, from character {at + 1} (\"{text}\") on. {why} Give the phrase with the number alone, or fields beside the words."
        );
}
