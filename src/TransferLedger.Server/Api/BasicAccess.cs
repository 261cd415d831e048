using System.Text;
using TransferLedger.Postgres.Keys;

namespace TransferLedger.Server.Api;

/// <summary>
/// Keys as browsers send them: HTTP Basic authentication (RFC 7617), with the key as the password, so that pages can be read where reads
/// need a key. For reads alone: a browser sends it along whoever made it ask, also another site's page.
/// </summary>
internal static class BasicAccess
{
    public const string Challenge = "Basic realm=\"TransferLedger\", charset=\"UTF-8\"";
    private const string Scheme = "Basic ";

    /// <param name="role">What the endpoint asks of a key; null: any good one.</param>
    public static bool IsFor(HttpRequest request, Role? role) =>
        role is null && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method));

    /// <summary>The password; null: the header is not of this scheme, or not formed as it is to be.</summary>
    public static string? KeyIn(string header)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var given = header[Scheme.Length..].Trim();
        var bytes = new byte[given.Length];
        return
            Convert.TryFromBase64String(given, bytes, out var count)
            && Encoding.UTF8.GetString(bytes.AsSpan(0, count)).Split(':', 2) is [_, var password]
            ? password
            : null;
    }
}
