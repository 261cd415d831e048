using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace TransferLedger.Server.Pages.Layout;

/// <summary>Writes a page, or its view alone, whole before the first byte is sent, so that what fails can still be said.</summary>
internal sealed class PageResult(Page page) : IResult
{
    private const string Html = "text/html; charset=utf-8";
    private const int DigestBytes = 16;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var bytes = PageEndpoints.IsAsked(httpContext.Request)
            ? await PageText.Of(services, page.View)
            : await PageText.Of<Shell>(services, nameof(Shell.Page), page);
        httpContext.Response.StatusCode = page.Status;
        if (IsKept(httpContext) && IsKnown(httpContext, bytes))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        await TypedResults.Bytes(bytes, Html).ExecuteAsync(httpContext);
    }

    /// <summary>A browser may keep it and ask whether it is still so.</summary>
    private bool IsKept(HttpContext http) =>
        page.Status == StatusCodes.Status200OK
        && !HttpMethods.IsPost(http.Request.Method)
        && http.Response.GetTypedHeaders().CacheControl is { NoStore: false };

    private static bool IsKnown(HttpContext http, byte[] bytes)
    {
        var digest = Base64Url.EncodeToString(SHA256.HashData(bytes).AsSpan(0, DigestBytes));
        var etag = new EntityTagHeaderValue($"\"{digest}\"");
        http.Response.GetTypedHeaders().ETag = etag;
        return http
            .Request.GetTypedHeaders()
            .IfNoneMatch.Any(known => known.Compare(etag, useStrongComparison: false));
    }
}
