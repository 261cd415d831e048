using System.Runtime.InteropServices;

namespace TransferLedger.Core.Quantities;

/// <summary>One number, in digits, words or both: <c>6,700</c>, <c>one and a half million</c>, <c>six-thousand-700</c>.</summary>
/// <param name="IsVague">It is the floor that "several" or "thousands" stands for.</param>
/// <param name="Scale">Its last scale from thousand up, or 1.</param>
/// <param name="HasOwnScale">It has a scale or a separator of its own, so a scale behind a range is not meant for it.</param>
/// <param name="IsAmbiguousInRange">Its only scale is a hundred: "two hundred to three hundred thousand".</param>
/// <param name="HasDecimals">It is written with decimals.</param>
/// <param name="Next">The token behind it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Cardinal(
    decimal Value,
    bool IsVague,
    decimal Scale,
    bool HasOwnScale,
    bool IsAmbiguousInRange,
    bool HasDecimals,
    int Next
)
{
    private static readonly decimal Unlimited = decimal.MaxValue;

    /// <summary>The number that starts at <paramref name="at"/>, as long as it can be; null where none does.</summary>
    public static Cardinal? At(IReadOnlyList<Token> tokens, int at)
    {
        if (at >= tokens.Count)
        {
            return null;
        }

        return tokens[at].Kind switch
        {
            TokenKind.Several => Several(tokens, at),
            TokenKind.Plural => Plural(tokens, at, factor: 1),
            _ => Fraction(tokens, at) ?? Groups(tokens, at),
        };
    }

    private static Token? Look(IReadOnlyList<Token> tokens, int at) => at < tokens.Count ? tokens[at] : null;

    private static bool IsWord(IReadOnlyList<Token> tokens, int at, params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (Look(tokens, at + i) is not { } token || !token.Is(words[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary><c>several</c>, <c>several hundred thousand</c>, <c>several tens of thousands</c>: three of them at least.</summary>
    private static Cardinal Several(IReadOnlyList<Token> tokens, int at)
    {
        if (Look(tokens, at + 1) is { Kind: TokenKind.Plural })
        {
            return Plural(tokens, at + 1, factor: 3);
        }

        var (value, next) = (3m, at + 1);
        var last = 0m;
        while (
            Look(tokens, next) is { Kind: TokenKind.Hundred or TokenKind.Scale or TokenKind.Dozen } token
            && token.Value > last
            && (last == 0 || (last == 100 && token.Kind == TokenKind.Scale))
        )
        {
            (value, last, next) = (value * token.Value, token.Value, next + 1);
        }

        return new(value, true, last, last > 0, false, false, next);
    }

    /// <summary><c>thousands</c>, <c>tens of thousands</c>: each at least once what it is called.</summary>
    private static Cardinal Plural(IReadOnlyList<Token> tokens, int at, int factor)
    {
        var value = factor * tokens[at].Value;
        var (last, next) = (tokens[at].Value, at + 1);
        while (
            IsWord(tokens, next, "of")
            && Look(tokens, next + 1) is { Kind: TokenKind.Plural } more
            && more.Value >= 1000
            && more.Value > last
        )
        {
            (value, last, next) = (value * more.Value, more.Value, next + 2);
        }

        return new(value, true, last, true, false, false, next);
    }

    /// <summary><c>half a million</c>, <c>a half-million</c>, <c>half a dozen</c>, <c>a quarter of a million</c>.</summary>
    private static Cardinal? Fraction(IReadOnlyList<Token> tokens, int at)
    {
        var (parts, next) = tokens[at] switch
        {
            { Kind: TokenKind.Half } when Look(tokens, at + 1) is { Kind: TokenKind.Scale } => (2m, at + 1),
            { Text: "a" } when IsWord(tokens, at + 1, "half") => (2m, at + 2),
            { Kind: TokenKind.Half } when IsWord(tokens, at + 1, "a") => (2m, at + 2),
            { Kind: TokenKind.Half } when IsWord(tokens, at + 1, "of", "a") => (2m, at + 3),
            { Text: "a" or "one" } when IsWord(tokens, at + 1, "quarter", "of", "a") => (4m, at + 4),
            _ => (0m, at),
        };
        return
            parts > 0
            && Look(tokens, next) is { Kind: TokenKind.Scale or TokenKind.Dozen or TokenKind.Hundred } scale
            ? new(scale.Value / parts, false, scale.Value, true, false, false, next + 1)
            : null;
    }

    /// <summary>Groups with falling scales: <c>three million five hundred thousand and two</c>.</summary>
    private static Cardinal? Groups(IReadOnlyList<Token> tokens, int at)
    {
        var (total, next, limit) = (0m, at, Unlimited);
        var (scale, separated, hundred, decimals) = (1m, false, false, false);
        while (Group.At(tokens, next, isFirst: next == at) is { } group)
        {
            if (
                group.Value * group.Scale >= limit
                || (group.IsDigits && next != at && !group.IsJoined && group.Scale == 1)
            )
            {
                break;
            }

            total += group.Value * group.Scale;
            separated |= group.IsSeparated;
            hundred |= group.HasHundred;
            decimals |= group.HasDecimals && group.Scale == 1;
            (next, limit) = (group.Next, group.Scale);
            scale = Math.Max(scale, group.Scale);
            if (limit < 1000)
            {
                break;
            }
        }

        return next == at
            ? null
            : new(total, false, scale, separated || scale > 1, hundred && scale == 1, decimals, next);
    }
}
