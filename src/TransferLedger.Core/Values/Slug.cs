using System.Globalization;
using System.Text;

namespace TransferLedger.Core.Values;

/// <summary>
/// A text as an id: lower case, everything but letters and digits folded into single hyphens. Letters keep their accents:
/// taking them off needs tables that differ from one machine to the next. A text with neither letter nor digit stands as it
/// is, so that no id is empty.
/// </summary>
public static class Slug
{
    public static string Of(string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                slug.Append(char.ToLowerInvariant(c));
            }
            else if (
                CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark
                && slug is [.., not '-']
            )
            {
                slug.Append('-');
            }
        }

        var found = slug.ToString().TrimEnd('-');
        return found.Length == 0 ? text.Trim() : found;
    }

    /// <summary>The same with a-z and 0-9 alone; a text without any of them gives <c>x</c>.</summary>
    public static string Ascii(string text)
    {
        var ascii = Of(new string([.. Of(text).Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]));
        return ascii.Length == 0 ? "x" : ascii;
    }
}
