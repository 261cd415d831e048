using System.Globalization;
using System.Text;

namespace TransferLedger.Core.Values;

/// <summary>
/// A text as an id: lower case, everything but letters and digits folded into single hyphens.
/// Letters keep their accents: taking them off depends on how a host is set up. Empty for a text without letters and digits.
/// </summary>
public static class Slug
{
    public static string Of(string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                Append(slug, Rune.ToLowerInvariant(rune));
            }
            else if (
                Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark
                && slug is { Length: > 0 }
                && slug[^1] != '-'
            )
            {
                slug.Append('-');
            }
        }

        return slug.ToString().TrimEnd('-');
    }

    private static void Append(StringBuilder to, Rune rune)
    {
        Span<char> chars = stackalloc char[2];
        to.Append(chars[..rune.EncodeToUtf16(chars)]);
    }

    /// <summary>The same with a-z and 0-9 alone; a text without any of them gives <c>x</c>.</summary>
    public static string Ascii(string text)
    {
        var ascii = Of(new string([.. Of(text).Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]));
        return ascii.Length == 0 ? "x" : ascii;
    }
}
