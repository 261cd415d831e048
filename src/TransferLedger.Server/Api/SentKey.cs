using System.Text;

namespace TransferLedger.Server.Api;

/// <summary>
/// Where a request has its key: <c>Authorization: Bearer</c>; of a reader also the password of <c>Basic</c> (RFC 7617), which is what
/// a browser can ask a person for. Never for what writes: a browser adds it to every request, also to one that another site
/// made it send.
/// </summary>
internal static class SentKey
{
    private const string Bearer = "Bearer ";
    private const string Basic = "Basic ";
    private const string BasicChallenge = "Basic realm=\"TransferLedger\", charset=\"UTF-8\"";
    private static readonly UTF8Encoding Utf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>The text of the key; null: there is none, or it cannot be read.</summary>
    public static string? Of(HttpRequest request, bool forReaders)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return header[Bearer.Length..];
        }

        return forReaders && IsRead(request) && header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase)
            ? Password(header[Basic.Length..].Trim())
            : null;
    }

    /// <summary><c>WWW-Authenticate</c>: in the words that make a browser ask a person, or in those of programs.</summary>
    /// <param name="wrong">A key came, and is none.</param>
    public static string Challenge(HttpRequest request, bool forReaders, bool wrong) =>
        forReaders && IsRead(request) && IsOfBrowser(request) ? BasicChallenge
        : wrong ? "Bearer error=\"invalid_token\""
        : "Bearer";

    private static bool IsRead(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    /// <summary>
    /// Whether a browser asks: for a page, or by the script of one. To a script's request a browser adds what was typed only if it
    /// is asked in these words again, for an address that does not lie below the one where it was typed.
    /// </summary>
    private static bool IsOfBrowser(HttpRequest request) =>
        Accepts.Pages(request) || request.Headers["Sec-Fetch-Site"] is ["same-origin"];

    private static string? Password(string encoded)
    {
        try
        {
            var pair = Utf8.GetString(Convert.FromBase64String(encoded));
            var colon = pair.IndexOf(':', StringComparison.Ordinal);
            return colon < 0 ? null : pair[(colon + 1)..];
        }
        catch (Exception broken) when (broken is FormatException or DecoderFallbackException)
        {
            // No key is sent that can be read; the answer says what is needed.
            return null;
        }
    }
}
