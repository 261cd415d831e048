using System.Text.Json;
using TransferLedger.Core.Answers;
using TransferLedger.Core.Feed;
using TransferLedger.Core.Projections;
using TransferLedger.Postgres.Feed;
using TransferLedger.Postgres.Projections;
using TransferLedger.Server.Api;
using TransferLedger.Server.Pages.Shared;

namespace TransferLedger.Server.Pages.Home;

/// <summary><c>GET /</c>: search; corridors with their figures as they stand now, the newest revisions, open conflicts.</summary>
internal static class HomePage
{
    private const int MostFigures = 100;
    private const int MostRevisions = 8;
    private const int MostConflicts = 6;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/", Handle)
            .ForPages(
                new("q", "Find figures, corridors, claimants and reports of this name, or of one near it."),
                new("after", "The figures behind this one.")
            );

    private static async Task<IResult> Handle(
        HttpContext http,
        LedgerReads reads,
        FeedReads feed,
        FeedTail tail,
        Readers readers,
        KnownNames names
    )
    {
        var searched = http.Request.Query["q"].ToString();
        var found = await names.Near(searched, http.RequestAborted);
        if (found.Count > 0 && (found.Count == 1 || IsCalled(found[0], searched)))
        {
            return TypedResults.Redirect(found[0].Href);
        }

        var from = tail.Horizon;
        var after = http.Request.Query["after"].ToString();
        var model = new HomeModel
        {
            Searched = searched,
            Found = found,
            Figures = await Figures(reads, readers.Today, new(), after, MostFigures + 1, http),
            Conflicts = await Figures(reads, readers.Today, new(InConflict: true), "", MostConflicts, http),
            Revisions = await Newest(feed, http.RequestAborted),
            MostFigures = MostFigures,
        };
        return new Page("Corridors", Page.Show<HomeView, HomeModel>(model))
        {
            Live = new(from.ToString(), "/events/stream", Figure: null),
            Searched = searched,
        }.ToResult();
    }

    private static bool IsCalled(KnownName found, string searched) =>
        string.Equals(found.Id, searched.Trim().Trim('/'), StringComparison.OrdinalIgnoreCase);

    private static async Task<IReadOnlyList<FigureRow>> Figures(
        LedgerReads reads,
        DateOnly day,
        FigureFilter filter,
        string after,
        int most,
        HttpContext http
    ) => (await reads.Figures(filter, day, after, most, http.RequestAborted)).Rows;

    private static async Task<IReadOnlyList<EstimateRevisedBody>> Newest(
        FeedReads feed,
        CancellationToken cancellation
    ) =>
        [
            .. (await feed.Newest(FeedEvent.EstimateRevised, MostRevisions, cancellation)).Select(data =>
                JsonSerializer.Deserialize<EstimateRevisedBody>(data.Span, AnswerJson.Options)!
            ),
        ];
}

/// <summary>What the first page shows.</summary>
public sealed record HomeModel
{
    /// <summary>Empty: nothing was searched for.</summary>
    public required string Searched { get; init; }

    public required IReadOnlyList<KnownName> Found { get; init; }

    /// <summary>Ordinally; one more than <see cref="MostFigures"/> where there are more.</summary>
    public required IReadOnlyList<FigureRow> Figures { get; init; }

    public required int MostFigures { get; init; }

    /// <summary>Those of which claims do not hold together.</summary>
    public required IReadOnlyList<FigureRow> Conflicts { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<EstimateRevisedBody> Revisions { get; init; }
}
