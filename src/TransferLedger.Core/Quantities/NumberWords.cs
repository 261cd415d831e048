using System.Collections.Frozen;

namespace TransferLedger.Core.Quantities;

/// <summary>The words that number phrases are made of, in lower case.</summary>
internal static class NumberWords
{
    private static readonly string[] Smalls =
    [
        .. "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen".Split(' '),
        .. "fifteen sixteen seventeen eighteen nineteen".Split(' '),
    ];

    private static readonly string[] Tens = "twenty thirty forty fifty sixty seventy eighty ninety".Split(
        ' '
    );

    private static readonly FrozenDictionary<string, (TokenKind Kind, decimal Value)> Known = Smalls
        .Select((word, i) => (word, kind: TokenKind.Small, value: (decimal)i))
        .Concat(Tens.Select((word, i) => (word, TokenKind.Tens, (i + 2) * 10m)))
        .Concat([
            ("hundred", TokenKind.Hundred, 100m),
            ("thousand", TokenKind.Scale, 1_000m),
            ("million", TokenKind.Scale, 1_000_000m),
            ("billion", TokenKind.Scale, 1_000_000_000m),
            ("dozen", TokenKind.Dozen, 12m),
            ("tens", TokenKind.Plural, 10m),
            ("dozens", TokenKind.Plural, 12m),
            ("hundreds", TokenKind.Plural, 100m),
            ("thousands", TokenKind.Plural, 1_000m),
            ("millions", TokenKind.Plural, 1_000_000m),
            ("billions", TokenKind.Plural, 1_000_000_000m),
            ("several", TokenKind.Several, 3m),
            ("half", TokenKind.Half, 2m),
            ("third", TokenKind.Part, 3m),
            ("thirds", TokenKind.Part, 3m),
            ("quarter", TokenKind.Part, 4m),
            ("quarters", TokenKind.Part, 4m),
            ("fifth", TokenKind.Part, 5m),
            ("fifths", TokenKind.Part, 5m),
            ("tenth", TokenKind.Part, 10m),
            ("tenths", TokenKind.Part, 10m),
        ])
        .ToFrozenDictionary(x => x.Item1, x => (x.Item2, x.Item3), StringComparer.Ordinal);

    /// <summary>Letters that are a scale only right behind digits: <c>4.8m</c>.</summary>
    private static readonly FrozenDictionary<string, decimal> Letters = new Dictionary<string, decimal>(
        StringComparer.Ordinal
    )
    {
        ["k"] = 1_000m,
        ["m"] = 1_000_000m,
        ["bn"] = 1_000_000_000m,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Words that hold a hyphenated number together, or come behind one: <c>one-and-a-half</c>, <c>20,000-plus</c>.</summary>
    private static readonly FrozenSet<string> Joints = new[] { "and", "a", "to", "plus", "odd" }.ToFrozenSet(
        StringComparer.Ordinal
    );

    public static Token TokenOf(string word, int at, bool joined = false) =>
        Known.TryGetValue(word, out var known)
            ? new(known.Kind, word, at, known.Value, joined)
            : new(TokenKind.Word, word, at, Joined: joined);

    public static Token? LetterOf(string word, int at) =>
        Letters.TryGetValue(word, out var scale) ? new(TokenKind.Scale, word, at, scale) : null;

    /// <summary>It multiplies the number before it: <c>dozen</c>, <c>thousand</c>, <c>thousands</c>.</summary>
    public static bool IsMultiple(string word) =>
        TokenOf(word, 0).Kind is TokenKind.Hundred or TokenKind.Scale or TokenKind.Dozen or TokenKind.Plural;

    public static bool CanStandInHyphens(string part) =>
        Known.ContainsKey(part) || Joints.Contains(part) || (part.Length > 0 && part.All(char.IsAsciiDigit));
}
