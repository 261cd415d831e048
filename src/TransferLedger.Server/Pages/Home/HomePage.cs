using Microsoft.AspNetCore.Components;
using TransferLedger.Core.Feed;
using TransferLedger.Core.Projections;
using TransferLedger.Postgres.Projections;
using TransferLedger.Server.Names;
using TransferLedger.Server.Pages.Layout;
using TransferLedger.Server.Pages.Parts;

namespace TransferLedger.Server.Pages.Home;

/// <summary><c>GET /</c>: search; corridors with their figures as they stand now, the newest revisions, open conflicts.</summary>
internal static class HomePage
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPage("/", Handle)
            .ForPages(
                new("q", "Find figures, corridors, claimants and reports of this name, or of one near it."),
                new("after", "The figures behind this one.")
            );

    private static Task<IResult> Handle(HttpContext http, NameSearch names, HomeReader reader)
    {
        var searched = http.Request.Query["q"].ToString().Trim();
        return searched.Length > 0 ? Search(http, searched, names) : Home(http, reader);
    }

    private static async Task<IResult> Search(HttpContext http, string searched, NameSearch names)
    {
        var found = await names.Find(searched, DateOnly.MaxValue, http.RequestAborted);
        return found.Count > 0 && (found.Count == 1 || IsCalled(found[0], searched))
            ? TypedResults.Redirect(KnownName.Of(found[0]).Href)
            : new Page(searched, Page.Show<SearchView, SearchModel>(new(searched, found)))
            {
                Searched = searched,
            }.ToResult();
    }

    private static async Task<IResult> Home(HttpContext http, HomeReader reader)
    {
        var (written, from) = await reader.Written(http, http.Request.Query["after"].ToString());
        return new Page("Corridors", PageText.Again(written))
        {
            Live = new(from.ToString(), "/events/stream", Figure: null),
        }.ToResult();
    }

    private static bool IsCalled(FoundName found, string searched) =>
        string.Equals(found.Id, searched.Trim().Trim('/'), StringComparison.OrdinalIgnoreCase);
}

/// <param name="Found">May be empty.</param>
public sealed record SearchModel(string Searched, IReadOnlyList<FoundName> Found);

/// <summary>What the first page shows.</summary>
public sealed record HomeModel
{
    /// <summary>Ordinally; one more than <see cref="MostFigures"/> where there are more.</summary>
    public required IReadOnlyList<FigureRow> Figures { get; init; }

    public required int MostFigures { get; init; }

    /// <summary>What cannot all be true, a figure each, that of which something was said last first.</summary>
    public required IReadOnlyList<RenderFragment> Conflicts { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<EstimateRevisedBody> Revisions { get; init; }
}
