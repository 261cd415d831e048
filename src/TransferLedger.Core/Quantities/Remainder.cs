using System.Collections.Frozen;

namespace TransferLedger.Core.Quantities;

/// <summary>
/// What stands behind a number. Nouns, places and times are fine; a second number, or a word that would change the first, is
/// not.
/// </summary>
internal static class Remainder
{
    private static readonly FrozenSet<string> Changing = Set(
        "more less fewer least most minimum maximum max min percent percentage per plus minus times fold each apiece "
            + "approximately approx roughly circa nearly almost exceeding estimated up versus not than short double twice triple "
            + "trillion trillions quadrillion lakh lakhs crore crores mln mn mio mrd milliard gross score pairs hour hourly"
    );

    /// <summary>Behind the number they are about a time or a place; at the very end they can only be about the number.</summary>
    private static readonly FrozenSet<string> ChangingAtTheEnd = Set(
        "over under above below about around to and or from"
    );

    /// <summary>Right behind the number they say that it counts something that no ledger of goods counts.</summary>
    private static readonly FrozenSet<string> Foreign = Set(
        "dollars euros pounds won rubles roubles usd eur mm cm m km kg kilograms kilogrammes kilometres kilometers metres "
            + "meters miles hours days weeks months years"
    );

    private static readonly FrozenDictionary<string, Per> Rates = new Dictionary<string, Per>(
        StringComparer.Ordinal
    )
    {
        ["daily"] = Per.Day,
        ["weekly"] = Per.Week,
        ["monthly"] = Per.Month,
        ["yearly"] = Per.Year,
        ["annually"] = Per.Year,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Prepositions = Set(
        "in within over for of after during by on from with as than about to into at through aboard"
    );

    /// <summary>The first token that makes the number unsure; null where none does.</summary>
    public static Token? Spoiling(IReadOnlyList<Token> tokens, int at)
    {
        for (var i = at; i < tokens.Count; i++)
        {
            var token = tokens[i];
            var last = i == tokens.Count - 1;
            if (
                token.IsNumeric
                || token.Kind is TokenKind.Symbol or TokenKind.Part
                || Changing.Contains(token.Text)
                || (i == at && Foreign.Contains(token.Text))
                || (last && ChangingAtTheEnd.Contains(token.Text))
                || Qualifiers.BehindAt(tokens, i).Qualifier != Qualifier.None
                || MayBeRate(tokens, i, at)
            )
            {
                return token;
            }
        }

        return null;
    }

    /// <summary>
    /// Takes the rate out of what stands behind a number ("a month", "per container", "daily"): the rate and the tokens
    /// without it. "In a month" is none.
    /// </summary>
    public static (Per Per, IReadOnlyList<Token> Tokens) TakeRate(IReadOnlyList<Token> tokens, int at)
    {
        for (var i = at; i < tokens.Count; i++)
        {
            if (Rates.TryGetValue(tokens[i].Text, out var rate))
            {
                return (rate, Without(tokens, i, 1));
            }

            var afterPreposition = i > at && Prepositions.Contains(tokens[i - 1].Text);
            if (
                tokens[i].Is("per")
                || (tokens[i].Text is "a" or "an" or "each" or "every" && !afterPreposition)
            )
            {
                if (
                    i + 1 < tokens.Count
                    && Per.Read(tokens[i + 1].Text) is { IsOk: true, Value.IsTotal: false } per
                )
                {
                    return (per.Value, Without(tokens, i, 2));
                }
            }
        }

        return (Per.Total, tokens);
    }

    /// <summary>"200 shells a wagon" is no total; "containers carrying a range of weapons" and "in a month" are.</summary>
    private static bool MayBeRate(IReadOnlyList<Token> tokens, int i, int at)
    {
        if (tokens[i].Text is not ("a" or "an" or "every"))
        {
            return false;
        }

        if (i == at)
        {
            return true;
        }

        var before = tokens[i - 1];
        var isThing = i + 1 < tokens.Count && tokens[i + 1].Text is "container" or "shipment" or "voyage";
        return before.Kind == TokenKind.Word
            && (isThing || !Prepositions.Contains(before.Text))
            && !before.Text.EndsWith("ing", StringComparison.Ordinal)
            && !before.Text.EndsWith("ed", StringComparison.Ordinal);
    }

    public static IReadOnlyList<Token> Without(IReadOnlyList<Token> tokens, int at, int count) =>
        [.. tokens.Take(at), .. tokens.Skip(at + count)];

    private static FrozenSet<string> Set(string words) =>
        words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
