using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TransferLedger.Core.Quantities;

/// <summary>
/// Cuts words into tokens. Separators stand only before groups of exactly three digits; calibres and lengths ("152 mm",
/// "20-foot") are measures of the thing, not how many there are, and are left out; so are designations ("KN-23").
/// </summary>
internal static partial class Tokens
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private const int Timeout = 1000;

    /// <summary>Characters of one number: more than 10^15 with separators and decimals needs.</summary>
    private const int MostDigits = 28;

    public static List<Token> Of(string words)
    {
        var text = Measures().Replace(Plain(words), match => new string(' ', match.Length));
        var tokens = new List<Token>();
        for (var at = 0; at < text.Length; )
        {
            at = Take(text, at, tokens);
        }

        return tokens;
    }

    /// <summary>Lower case, one kind of space, dash and quote, character for character.</summary>
    private static string Plain(string words)
    {
        var plain = new StringBuilder(words.Length);
        foreach (var c in words)
        {
            plain.Append(
                c switch
                {
                    '[' or ']' or '"' or '“' or '”' or '„' or '«' or '»' or '*' => ' ',
                    _ when char.IsWhiteSpace(c) => ' ',
                    '‐' or '‑' or '‒' or '–' or '—' or '−' => '-',
                    '’' or '‘' => '\'',
                    _ => char.ToLowerInvariant(c),
                }
            );
        }

        return plain.ToString();
    }

    /// <summary>Takes one token, or a hyphenated chain of them, and returns where the next one starts.</summary>
    private static int Take(string text, int at, List<Token> tokens)
    {
        var c = text[at];
        return c switch
        {
            ' ' or '.' or '\'' => at + 1,
            _ when char.IsAsciiDigit(c) => TakeDigits(text, at, tokens),
            _ when char.IsLetter(c) => TakeWord(text, at, tokens),
            _ when char.IsNumber(c) => TakeBroken(text, at, tokens),
            '-' => TakeDash(text, at, tokens),
            '~' or '≈' or '>' or '<' or '≥' or '≤' or '%' or '+' => Add(TokenKind.Symbol, at, 1),
            ',' or ';' or ':' or '(' or ')' => Add(TokenKind.Pause, at, 1),
            _ => IsDigit(text, at + 1) ? TakeBroken(text, at, tokens) : at + 1,
        };

        int Add(TokenKind kind, int from, int length)
        {
            tokens.Add(new(kind, text.Substring(from, length), from));
            return from + length;
        }
    }

    private static int TakeDigits(string text, int at, List<Token> tokens)
    {
        var match = Digits().Match(text, at);
        if (!match.Success || match.Length > MostDigits || HasLeadingZero(match.ValueSpan))
        {
            return TakeBroken(text, at, tokens);
        }

        var next = at + match.Length;
        var number = new Token(TokenKind.Digits, match.Value, at, ValueOf(match.Value));
        if (next < text.Length && char.IsLetter(text[next]))
        {
            return TakeLetters(text, next, number, tokens);
        }

        if (
            next < text.Length
            && text[next] == '-'
            && next + 1 < text.Length
            && char.IsLetter(text[next + 1])
        )
        {
            return TakeJoined(text, next + 1, number, tokens);
        }

        if (next < text.Length && !" .,;:()'-~≈><≥≤%+".Contains(text[next], StringComparison.Ordinal))
        {
            return TakeBroken(text, at, tokens);
        }

        tokens.Add(number);
        return next;
    }

    private static bool HasLeadingZero(ReadOnlySpan<char> digits) =>
        digits.Length > 1 && digits[0] == '0' && digits[1] != '.';

    /// <summary>Cut to ten times the most that the ledger holds, so that no scale behind it can overflow.</summary>
    private static decimal ValueOf(string digits)
    {
        var plain = digits
            .Replace(",", "", StringComparison.Ordinal)
            .Replace(" ", "", StringComparison.Ordinal);
        return plain.Length > MostDigits
            ? Reading.Greatest * 10m
            : Math.Min(
                Reading.Greatest * 10m,
                decimal.Parse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
            );
    }

    /// <summary>Letters right behind digits: a scale (<c>10k</c>), tonnes (<c>500t</c>), or nothing that is known.</summary>
    private static int TakeLetters(string text, int at, Token number, List<Token> tokens)
    {
        var letters = Letters().Match(text, at).Value;
        var next = at + letters.Length;
        if (next < text.Length && char.IsAsciiDigit(text[next]))
        {
            return TakeBroken(text, number.At, tokens);
        }

        Token? behind = letters is "t" ? new(TokenKind.Word, letters, at) : ScaleOf(letters, at);
        if (behind is null)
        {
            return TakeBroken(text, number.At, tokens);
        }

        tokens.Add(number);
        tokens.Add(behind.Value);
        return next;
    }

    private static Token? ScaleOf(string word, int at) =>
        NumberWords.LetterOf(word, at)
        ?? (NumberWords.TokenOf(word, at) is { Kind: TokenKind.Scale } scale ? scale : null);

    /// <summary>Nothing is tied to the scale, or a second number is: "4 million–6 million".</summary>
    private static bool EndsChain(string[] parts) =>
        parts.Length == 1 || (parts[1].Length > 0 && char.IsAsciiDigit(parts[1][0]));

    /// <summary>A hyphen and words behind digits: <c>20,000-plus</c>, <c>2-million</c>; anything else is no number.</summary>
    private static int TakeJoined(string text, int at, Token number, List<Token> tokens)
    {
        var word = Word().Match(text, at).Value;
        var parts = word.Split('-');
        if (!parts.All(NumberWords.CanStandInHyphens))
        {
            return TakeBroken(text, number.At, tokens);
        }

        tokens.Add(number);
        AddParts(parts, at, firstIsJoined: true, tokens);
        return at + word.Length;
    }

    /// <summary>A word, or number words; "5 thousand-pound bombs" may be 5 and "4 million-round orders" 4 million, so they are neither.</summary>
    private static int TakeWord(string text, int at, List<Token> tokens)
    {
        var word = Word().Match(text, at).Value;
        var parts = word.Split('-');
        if (
            tokens is [.., { Kind: TokenKind.Digits }]
            && ScaleOf(parts[0], at) is { } scale
            && EndsChain(parts)
        )
        {
            tokens.Add(scale);
            return at + parts[0].Length;
        }

        if (
            parts.All(NumberWords.CanStandInHyphens)
            && parts.Any(part => NumberWords.TokenOf(part, at).IsNumeric || char.IsAsciiDigit(part[0]))
        )
        {
            AddParts(parts, at, firstIsJoined: false, tokens);
            return at + word.Length;
        }

        if (parts.Length > 1 && NumberWords.IsMultiple(parts[0]))
        {
            return TakeBroken(text, at, tokens);
        }

        tokens.Add(NumberWords.TokenOf(word, at));
        return at + word.Length;
    }

    private static void AddParts(string[] parts, int at, bool firstIsJoined, List<Token> tokens)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            var joined = firstIsJoined || i > 0;
            tokens.Add(
                char.IsAsciiDigit(parts[i][0])
                    ? new(TokenKind.Digits, parts[i], at, ValueOf(parts[i]), joined)
                    : NumberWords.TokenOf(parts[i], at, joined)
            );
            at += parts[i].Length + 1;
        }
    }

    /// <summary>A dash, unless nothing stands before it and a digit behind it: that would be a minus.</summary>
    private static int TakeDash(string text, int at, List<Token> tokens)
    {
        if (IsDigit(text, at + 1) && tokens is not [.., { IsNumeric: true }])
        {
            return TakeBroken(text, at, tokens);
        }

        tokens.Add(new(TokenKind.Dash, "-", at));
        return at + 1;
    }

    private static int TakeBroken(string text, int at, List<Token> tokens)
    {
        var end = text.IndexOf(' ', at);
        end = end < 0 ? text.Length : end;
        tokens.Add(new(TokenKind.Broken, text[at..end], at));
        return end;
    }

    private static bool IsDigit(string text, int at) => at < text.Length && char.IsAsciiDigit(text[at]);

    [GeneratedRegex(
        @"\G([0-9]{1,3}(,[0-9]{3})+|[0-9]{1,3}( [0-9]{3})+|[0-9]+)(\.[0-9]+)?(?![.,]?[0-9])(?! [0-9]{3}(?![0-9]))",
        Options,
        Timeout
    )]
    private static partial Regex Digits();

    [GeneratedRegex(@"\G\p{L}+", Options, Timeout)]
    private static partial Regex Letters();

    [GeneratedRegex(@"\G\p{L}[\p{L}\p{N}'-]*(?<!['-])", Options, Timeout)]
    private static partial Regex Word();

    [GeneratedRegex(
        @"(?<![0-9.,\-])([0-9]{2,3}(\.[0-9]{1,2})?[ -]?(mm|millimet(re|er)s?)|[0-9]{2}[ -]?(ft|foot|feet))(?![\p{L}\p{N}])",
        Options,
        Timeout
    )]
    private static partial Regex Measures();
}
