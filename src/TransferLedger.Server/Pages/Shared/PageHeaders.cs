namespace TransferLedger.Server.Pages.Shared;

/// <summary>What every page tells the browser that it may do: nothing but what this server itself gave it.</summary>
internal static class PageHeaders
{
    /// <summary>Of the one style that Observable Plot writes into its drawings.</summary>
    private const string PlotStyle = "'sha256-+TfQir1nvDucAdvE6XUQBt4ayUjpAWkbw2kCdSfekHM='";

    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' "
        + PlotStyle
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
