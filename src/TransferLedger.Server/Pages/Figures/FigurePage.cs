using Microsoft.AspNetCore.Components;
using TransferLedger.Core.Answers;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Retellings;
using TransferLedger.Postgres.Feed;
using TransferLedger.Server.Api;
using TransferLedger.Server.Pages.Layout;
using TransferLedger.Server.Pages.Parts;

namespace TransferLedger.Server.Pages.Figures;

/// <summary><c>GET /{corridor}/{measure}[/{item}]</c>: what is claimed of a figure, how it moved, who denies it, and why.</summary>
internal static class FigurePage
{
    public static readonly string[] Paths =
    [
        $"/{{corridor:{CorridorConstraint.Name}}}/{{measure}}",
        $"/{{corridor:{CorridorConstraint.Name}}}/{{measure}}/{{item}}",
    ];

    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var path in Paths)
        {
            app.MapPage(path, Handle).ForPages([.. FigureReader.Takes]);
            FigureFiles.Map(app, path);
        }
    }

    private static Task<IResult> Handle(HttpContext http, FigureReader reader, TimeStops stops, FeedTail tail)
    {
        // Before the figure is read: an entry that comes between the two is told of once more, not lost.
        var from = tail.Horizon.ToString();
        return reader.Written(
            http,
            async seen =>
            {
                var page = await Of(http, seen, stops);
                var part = PageEndpoints.IsAsked(http.Request) ? page.View : page.Body;
                return await PageText.Of(http.RequestServices, part);
            },
            (figure, written) => Shown(figure, PageText.Again(written), from)
        );
    }

    private static async Task<Page> Of(HttpContext http, SeenFigure seen, TimeStops stops)
    {
        var model = await ModelOf(http, seen);
        var page = new Page("", Page.Show<FigureView, FigureModel>(model));
        return PageEndpoints.IsAsked(http.Request)
            ? page
            : page with
            {
                Above = Page.Show<FigureHead, FigureHeadModel>(
                    new(seen.Figure, await stops.Of(http, seen.Figure, model.Seen.Beside))
                ),
            };
    }

    private static IResult Shown(FigureId figure, RenderFragment written, string from) =>
        new Page($"{new FigureWords(figure).Name}, {FigureWords.Of(figure.Corridor)}", written)
        {
            Whole = written,
            Live = new(
                from,
                $"/events/stream?corridor={Uri.EscapeDataString(figure.Corridor.ToString())}",
                figure.ToString()
            ),
        }.ToResult();

    private static async Task<FigureModel> ModelOf(HttpContext http, SeenFigure figure)
    {
        var seen = await figure.Whole(http.RequestAborted);
        var estimate = seen.Estimate();
        return new FigureModel
        {
            Seen = seen,
            Estimate = estimate,
            Revisions = RevisionHistory.ByStated(seen.Record, seen.At.AsOf, Policy.Current, seen.Narrowing),
            Explanation = Explanation.Of(seen.Record, estimate),
            Denials = seen.Denials(estimate.Leading),
            Lineages = Lineage.All(seen.Record.Claims, seen.Record.Statements, seen.At.AsOf),
            Ratios = RatiosBody.AreOf(seen.Figure) ? await RatiosBody.Of(seen, http.RequestAborted) : null,
            Links = PageLinks.Of(http.Request),
        };
    }
}

/// <summary>What stays above the view of a figure.</summary>
public sealed record FigureHeadModel(FigureId Figure, TimeModel Time);
