using System.Collections.Frozen;

namespace TransferLedger.Core.Quantities;

internal enum Qualifier
{
    None,
    Exactly,
    About,
    Over,
    AtLeast,
    AtMost,
    Under,
    Nearly,
    Only,
    Between,
}

/// <summary>The phrases that stand before a number, or behind it, and what they make of it.</summary>
internal static class Qualifiers
{
    /// <summary>By their first word, the longest first.</summary>
    private static readonly FrozenDictionary<string, Phrase[]> Before = ByFirstWord(
        Row(Qualifier.Exactly, "exactly", "precisely"),
        Row(
            Qualifier.About,
            "approximately",
            "approx",
            "about",
            "around",
            "roughly",
            "some",
            "an estimated",
            "estimated"
        ),
        Row(
            Qualifier.About,
            "circa",
            "ca",
            "c",
            "~",
            "≈",
            "in the region of",
            "on the order of",
            "in the order of"
        ),
        Row(Qualifier.About, "somewhere around"),
        Row(Qualifier.Over, "over", "more than", "above", "exceeding", "in excess of", ">"),
        Row(
            Qualifier.AtLeast,
            "at least",
            "no fewer than",
            "no less than",
            "not fewer than",
            "not less than"
        ),
        Row(Qualifier.AtLeast, "a minimum of", "minimum of", "upwards of", "at the very least", "≥"),
        Row(
            Qualifier.AtMost,
            "up to",
            "at most",
            "no more than",
            "not more than",
            "as many as",
            "as much as"
        ),
        Row(Qualifier.AtMost, "a maximum of", "maximum of", "≤"),
        Row(Qualifier.Under, "under", "fewer than", "less than", "below", "<"),
        Row(Qualifier.Nearly, "nearly", "almost", "close to"),
        Row(Qualifier.Only, "only", "just"),
        Row(Qualifier.Between, "between", "from", "somewhere between", "anywhere between", "anywhere from")
    );

    private static readonly FrozenDictionary<string, Phrase[]> Behind = ByFirstWord(
        Row(
            Qualifier.AtLeast,
            "or more",
            "plus",
            "+",
            "at least",
            "at the least",
            "at the very least",
            "at a minimum"
        ),
        Row(Qualifier.AtMost, "or fewer", "or less", "at most", "at the most", "at a maximum"),
        Row(Qualifier.About, "or so", "odd", "or thereabouts", "give or take")
    );

    /// <summary>How far beyond the bound ("well over", "just under") does not move the bound.</summary>
    private static readonly string[][] Degrees =
    [
        ["well"],
        ["far"],
        ["just"],
        ["slightly"],
        ["a", "little"],
        ["much"],
        ["considerably"],
        ["significantly"],
        ["substantially"],
    ];

    /// <summary>The qualifier that starts here and the token behind it; <see cref="Qualifier.None"/> where none does.</summary>
    public static (Qualifier Qualifier, int Next) At(IReadOnlyList<Token> tokens, int at)
    {
        foreach (var degree in Degrees.Where(degree => Matches(tokens, at, degree)))
        {
            if (Find(Before, tokens, at + degree.Length) is (Qualifier.Over or Qualifier.Under, _) moved)
            {
                return moved;
            }
        }

        return Find(Before, tokens, at);
    }

    /// <summary>The same for what stands behind a number.</summary>
    public static (Qualifier Qualifier, int Next) BehindAt(IReadOnlyList<Token> tokens, int at) =>
        Find(Behind, tokens, at);

    public static bool Matches(IReadOnlyList<Token> tokens, int at, string[] phrase)
    {
        for (var i = 0; i < phrase.Length; i++)
        {
            if (at + i >= tokens.Count || !tokens[at + i].Is(phrase[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static (Qualifier Qualifier, int Next) Find(
        FrozenDictionary<string, Phrase[]> phrases,
        IReadOnlyList<Token> tokens,
        int at
    )
    {
        if (at < tokens.Count && phrases.TryGetValue(tokens[at].Text, out var beginning))
        {
            foreach (var phrase in beginning)
            {
                if (Matches(tokens, at, phrase.Words))
                {
                    return (phrase.Qualifier, at + phrase.Words.Length);
                }
            }
        }

        return (Qualifier.None, at);
    }

    private static FrozenDictionary<string, Phrase[]> ByFirstWord(params IEnumerable<Phrase>[] rows) =>
        rows.SelectMany(row => row)
            .GroupBy(phrase => phrase.Words[0], StringComparer.Ordinal)
            .ToFrozenDictionary(
                of => of.Key,
                of => of.OrderByDescending(phrase => phrase.Words.Length).ToArray(),
                StringComparer.Ordinal
            );

    private static IEnumerable<Phrase> Row(Qualifier qualifier, params string[] phrases) =>
        phrases.Select(phrase => new Phrase(qualifier, phrase.Split(' ')));

    private sealed record Phrase(Qualifier Qualifier, string[] Words);
}
