using System.Runtime.InteropServices;

namespace TransferLedger.Core.Quantities;

/// <summary>A part of a number up to and with its scale: <c>two hundred and fifty thousand</c>, <c>1.5 million</c>, <c>20</c>.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Group(
    decimal Value,
    decimal Scale,
    bool IsDigits,
    bool IsJoined,
    bool IsSeparated,
    bool HasHundred,
    bool HasDecimals,
    int Next
)
{
    public static Group? At(IReadOnlyList<Token> tokens, int at, bool isFirst)
    {
        var start = !isFirst && IsWord(at, "and") ? at + 1 : at;
        if (Count() is not { } count)
        {
            return null;
        }

        var (value, next, hundred) = count;
        var digits = tokens[start].Kind == TokenKind.Digits;
        (value, next) = AddHalf(value, next);
        if (
            Look(next) is { Kind: TokenKind.Scale or TokenKind.Plural or TokenKind.Dozen } scale
            && IsScale(scale)
        )
        {
            var after = next + 1;
            var extra = scale.Kind == TokenKind.Scale && IsHalf(after) ? scale.Value / 2 : 0;
            return new(
                value + (extra / scale.Value),
                scale.Value,
                digits,
                tokens[start].Joined,
                tokens[start].IsSeparated,
                hundred,
                tokens[start].HasDecimals,
                extra > 0 ? after + 3 : after
            );
        }

        return new(
            value,
            1,
            digits,
            tokens[start].Joined,
            tokens[start].IsSeparated,
            hundred,
            tokens[start].HasDecimals,
            next
        );

        Token? Look(int i) => i < tokens.Count ? tokens[i] : null;

        bool IsWord(int i, string word) => Look(i) is { } token && token.Is(word);

        bool IsHalf(int i) =>
            IsWord(i, "and") && IsWord(i + 1, "a") && Look(i + 2) is { Kind: TokenKind.Half };

        bool IsScale(Token token) => token.Kind != TokenKind.Plural || token.Value >= 1000;

        (decimal Value, int Next) AddHalf(decimal value, int next) =>
            IsHalf(next) && Look(next + 3) is { Kind: TokenKind.Scale }
                ? (value + 0.5m, next + 3)
                : (value, next);

        (decimal Value, int Next, bool HasHundred)? Count()
        {
            if (
                IsWord(start, "a")
                || Look(start) is { Kind: TokenKind.Hundred or TokenKind.Scale or TokenKind.Dozen }
            )
            {
                return isFirst || IsWord(start, "a") ? One() : null;
            }

            if (Look(start) is { Kind: TokenKind.Digits } digits)
            {
                return Look(start + 1) is { Kind: TokenKind.Hundred }
                    ? (digits.Value * 100, start + 2, true)
                    : (digits.Value, start + 1, false);
            }

            return Below100(start) is not { } below ? null
                : Look(below.Next) is { Kind: TokenKind.Hundred } ? WithHundred(below.Value, below.Next + 1)
                : (below.Value, below.Next, false);
        }

        (decimal Value, int Next, bool HasHundred)? One()
        {
            var noun = IsWord(start, "a") ? start + 1 : start;
            return Look(noun) switch
            {
                { Kind: TokenKind.Hundred } => WithHundred(1, noun + 1),
                { Kind: TokenKind.Scale or TokenKind.Dozen } => (1, noun, false),
                _ => null,
            };
        }

        (decimal Value, int Next, bool HasHundred) WithHundred(decimal hundreds, int from)
        {
            var rest = Below100(IsWord(from, "and") ? from + 1 : from);
            return rest is { } below
                ? ((hundreds * 100) + below.Value, below.Next, true)
                : (hundreds * 100, from, true);
        }

        (decimal Value, int Next)? Below100(int i) =>
            Look(i) switch
            {
                { Kind: TokenKind.Small } small => (small.Value, i + 1),
                { Kind: TokenKind.Tens } tens
                    when Look(i + 1) is { Kind: TokenKind.Small, Value: >= 1 and <= 9 } ones => (
                    tens.Value + ones.Value,
                    i + 2
                ),
                { Kind: TokenKind.Tens } tens => (tens.Value, i + 1),
                _ => null,
            };
    }
}
