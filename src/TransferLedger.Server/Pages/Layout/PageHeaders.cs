using TransferLedger.Server.Pages.Assets;

namespace TransferLedger.Server.Pages.Layout;

/// <summary>What every page tells the browser that it may do: nothing but what this server itself gave it.</summary>
internal static class PageHeaders
{
    private static readonly string Policy =
        $"default-src 'none'; script-src 'self'; style-src 'self' {PageAssets.PlotStyle}"
        + "; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void Set(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "same-origin";
        response.Headers.CacheControl = "no-cache";
        // A page, its part and its problem share one address.
        response.Headers.Vary = "Accept";
    }
}
