namespace TransferLedger.Core.Quantities;

/// <summary>Parts of a whole in words: <c>half</c>, <c>two thirds of the shells</c>, <c>40 percent</c>, <c>full</c>.</summary>
internal static class Shares
{
    /// <summary>The percent that the words say; null where they are no share, or are one with something else.</summary>
    public static decimal? Of(IReadOnlyList<Token> tokens) =>
        Found(tokens, 0) is var (percent, next)
        && Ends(tokens, next)
        && Remainder.Spoiling(tokens, next) is null
            ? percent
            : null;

    /// <summary>A share stands somewhere in the words, so they are not without a number.</summary>
    public static bool AnyIn(IReadOnlyList<Token> tokens) =>
        Enumerable
            .Range(0, tokens.Count)
            .Any(i => !tokens[i].Is("full") && Found(tokens, i) is var (_, next) && Ends(tokens, next));

    private static (decimal Percent, int Next)? Found(IReadOnlyList<Token> tokens, int at) =>
        tokens[at] switch
        {
            { Text: "at" } when at == 0 && Is(tokens, 1, "full") && Is(tokens, 2, "capacity") => (100, 3),
            { Text: "full" } => (100, at + (Is(tokens, at + 1, "capacity") ? 2 : 1)),
            { Kind: TokenKind.Half } => (50, at + 1),
            { Text: "one" } when KindAt(tokens, at + 1) == TokenKind.Half => (50, at + 2),
            { Text: "a" } when KindAt(tokens, at + 1) == TokenKind.Part => Parts(1, tokens[at + 1], at + 2),
            { Kind: TokenKind.Small } few when KindAt(tokens, at + 1) == TokenKind.Part => Parts(
                few.Value,
                tokens[at + 1],
                at + 2
            ),
            _ => Percent(tokens, at),
        };

    private static (decimal Percent, int Next) Parts(decimal few, Token part, int next) =>
        (few * 100 / part.Value, next);

    private static (decimal Percent, int Next)? Percent(IReadOnlyList<Token> tokens, int at)
    {
        if (Cardinal.At(tokens, at) is not { IsVague: false } number)
        {
            return null;
        }

        var next = number.Next;
        return Is(tokens, next, "percent") || Is(tokens, next, "%") || Is(tokens, next, "pct")
                ? (number.Value, next + 1)
            : Is(tokens, next, "per") && Is(tokens, next + 1, "cent") ? (number.Value, next + 2)
            : null;
    }

    /// <summary>A share is about something or stands alone; "a third shipment" is no share.</summary>
    private static bool Ends(IReadOnlyList<Token> tokens, int at) =>
        at == tokens.Count || tokens[at].Text is "of" or "the" or "," or ";";

    private static bool Is(IReadOnlyList<Token> tokens, int at, string word) =>
        at < tokens.Count && tokens[at].Is(word);

    private static TokenKind? KindAt(IReadOnlyList<Token> tokens, int at) =>
        at < tokens.Count ? tokens[at].Kind : null;
}
