using Microsoft.AspNetCore.Http.HttpResults;
using TransferLedger.Server.Api;

namespace TransferLedger.Server.Pages.Layout;

/// <summary>What all pages have in common as endpoints.</summary>
internal static class PageEndpoints
{
    private const string Name = "part";
    private static readonly Parameter Parameter = new(Name, "view: only what the moment changes.");

    /// <summary>Whether only the view is asked for.</summary>
    public static bool IsAsked(HttpRequest request) => request.Query[Name] is ["view"];

    /// <summary>Also for who asks whether something stands there (HEAD), as those do to whom an address was sent.</summary>
    public static RouteHandlerBuilder MapPage(
        this IEndpointRouteBuilder app,
        string pattern,
        Delegate handler
    ) => app.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], handler);

    /// <summary>
    /// The endpoint answers a page to readers, and takes these parameters: its problems are pages too, for whoever asks for pages.
    /// </summary>
    public static RouteHandlerBuilder ForPages(this RouteHandlerBuilder endpoint, params Parameter[] takes) =>
        endpoint.WrittenAsPages().ForReaders().Takes([.. takes, Parameter]);

    /// <summary>The same of one that looks for a key in the form that it is sent.</summary>
    public static RouteHandlerBuilder ForFormsWithKeys(this RouteHandlerBuilder endpoint) =>
        endpoint.WrittenAsPages().Takes(Parameter);

    /// <summary>The endpoint answers a table that a page shows, as a file.</summary>
    public static RouteHandlerBuilder ForDownloads(
        this RouteHandlerBuilder endpoint,
        params Parameter[] takes
    ) => endpoint.ExcludeFromDescription().ForReaders().Takes([.. takes]);

    private static RouteHandlerBuilder WrittenAsPages(this RouteHandlerBuilder endpoint) =>
        endpoint
            .ExcludeFromDescription()
            .WithMetadata(new ProblemsAsPages())
            .AddEndpointFilter(
                async (context, next) =>
                {
                    PageHeaders.Set(context.HttpContext.Response);
                    var result = await next(context);
                    return result is JsonHttpResult<ProblemBody> problem
                        ? await PageProblems.Shown(context.HttpContext, problem)
                        : result;
                }
            );
}
