using System.Globalization;

namespace TransferLedger.Core.Sealing;

/// <summary>Whole numbers from 0 on in their one spelling: ASCII digits without sign or leading zero.</summary>
internal static class Decimals
{
    private const int MostDigits = 19;

    /// <summary>Null for any other text, and for a number past 2^63 − 1.</summary>
    public static long? Read(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MostDigits
        && (text.Length == 1 || text[0] != '0')
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
