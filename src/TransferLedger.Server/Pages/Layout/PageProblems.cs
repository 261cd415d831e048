using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using TransferLedger.Postgres.Projections;
using TransferLedger.Server.Api;
using TransferLedger.Server.Names;

namespace TransferLedger.Server.Pages.Layout;

/// <summary>Problems as pages for browsers, and as they are for everybody else.</summary>
internal static class PageProblems
{
    /// <summary>Answers that no endpoint wrote.</summary>
    public static async Task OfStatus(StatusCodeContext context)
    {
        var http = context.HttpContext;
        await (await Shown(http, Problems.OfStatus(http))).ExecuteAsync(http);
    }

    /// <summary>What was thrown.</summary>
    public static async Task OfException(HttpContext http) =>
        await (await Shown(http, Problems.OfException(http))).ExecuteAsync(http);

    /// <summary>The problem itself, or a page that says the same and names what is near.</summary>
    public static async Task<IResult> Shown(HttpContext http, JsonHttpResult<ProblemBody> problem)
    {
        http.Response.Headers.Vary = "Accept";
        if (!Accepts.Pages(http.Request))
        {
            return problem;
        }

        PageHeaders.Set(http.Response);
        var body = problem.Value!;
        var near =
            body.Status == StatusCodes.Status404NotFound && Access.MayRead(http)
                ? await http
                    .RequestServices.GetRequiredService<NameSearch>()
                    .Find(
                        Uri.UnescapeDataString(http.Request.Path.Value!),
                        DateOnly.MaxValue,
                        http.RequestAborted
                    )
                : [];
        var title = body.Status == StatusCodes.Status404NotFound ? "Not here" : body.Title;
        return new Page(title, Page.Show<ProblemView, ProblemModel>(new(title, body, near)))
        {
            Status = body.Status,
        }.ToResult();
    }
}

/// <param name="Near">Known names near the one that is not known; may be empty.</param>
public sealed record ProblemModel(string Title, ProblemBody Problem, IReadOnlyList<FoundName> Near);
