using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Net.Http.Headers;

namespace TransferLedger.Server.Pages.Shared;

/// <summary>Writes a page, or its view alone, whole before the first byte is sent, so that what fails can still be said.</summary>
internal sealed class PageResult(Page page) : IResult
{
    private const string Html = "text/html; charset=utf-8";
    private const int DigestBytes = 16;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var bytes = Encoding.UTF8.GetBytes(await Rendered(httpContext));
        httpContext.Response.StatusCode = page.Status;
        if (IsKept(httpContext) && IsKnown(httpContext, bytes))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        await TypedResults.Bytes(bytes, Html).ExecuteAsync(httpContext);
    }

    private async Task<string> Rendered(HttpContext http)
    {
        var services = http.RequestServices;
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = PageParts.IsAsked(http.Request)
                ? await renderer.RenderComponentAsync<Part>(Parameter(nameof(Part.Content), page.View))
                : await renderer.RenderComponentAsync<Shell>(Parameter(nameof(Shell.Page), page));
            return root.ToHtmlString();
        });
    }

    private static ParameterView Parameter(string name, object value) =>
        ParameterView.FromDictionary(
            new Dictionary<string, object?>(StringComparer.Ordinal) { [name] = value }
        );

    /// <summary>A browser may keep it and ask whether it is still so.</summary>
    private bool IsKept(HttpContext http) =>
        page.Status == StatusCodes.Status200OK
        && HttpMethods.IsGet(http.Request.Method)
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
