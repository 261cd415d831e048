using TransferLedger.Core.Answers;
using TransferLedger.Core.Parties;
using TransferLedger.Postgres.Feed;
using TransferLedger.Server.Api;
using TransferLedger.Server.Names;
using TransferLedger.Server.Pages.Layout;
using TransferLedger.Server.Pages.Parts;

namespace TransferLedger.Server.Pages.Corridors;

/// <summary><c>GET /{corridor}</c>: figures both ways, routes, observed periods, denials, evidence.</summary>
internal static class CorridorPage
{
    private const string Path = $"/{{corridor:{CorridorConstraint.Name}}}";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path, Handle).ForPages([.. Parameter.OfOne]);
        MapFile(
            app,
            "routes.csv",
            model => PageFile.Of(CorridorFiles.Routes, model.Legs, $"{model.Found.Corridor}/routes.csv")
        );
        MapFile(
            app,
            "periods.csv",
            model => PageFile.Of(CorridorFiles.Periods, model.Periods, $"{model.Found.Corridor}/periods.csv")
        );
    }

    private static void MapFile(IEndpointRouteBuilder app, string name, Func<CorridorModel, IResult> write) =>
        app.MapPage(
                $"{Path}/{name}",
                (
                    HttpContext http,
                    string corridor,
                    Readers readers,
                    UnknownNames unknown,
                    CorridorReader reader
                ) =>
                    Asked(
                        http,
                        corridor,
                        readers,
                        unknown,
                        async (at, of) =>
                            await reader.Whole(http, at, of, http.RequestAborted) is { } model
                                ? write(model)
                                : null
                    )
            )
            .ForDownloads([.. Parameter.OfOne]);

    private static Task<IResult> Handle(
        HttpContext http,
        string corridor,
        Readers readers,
        UnknownNames unknown,
        CorridorReader reader,
        RememberedAnswers remembered,
        FeedTail tail
    )
    {
        // Before the corridor is read: an entry that comes between the two is told of once more, not lost.
        var from = tail.Horizon.ToString();
        return Asked(
            http,
            corridor,
            readers,
            unknown,
            async (at, of) =>
                await remembered.Of(
                    $"written {http.Request.Path}{http.Request.QueryString} {at.Day}",
                    at.Ledger.End,
                    () => Written(http, at, of, reader),
                    http.RequestAborted
                )
                    is { } answer
                    ? Shown(of, answer.Bytes, from)
                    : null
        );
    }

    /// <param name="answer">Null: nobody has ever claimed anything about it.</param>
    private static async Task<IResult> Asked(
        HttpContext http,
        string name,
        Readers readers,
        UnknownNames unknown,
        Func<ReadAt, Corridor, Task<IResult?>> answer
    )
    {
        var at = await readers.At(http);
        var corridor = Corridor.Read(name);
        if (!at.IsOk || !corridor.IsOk)
        {
            return Problems.Of(
                at.IsOk ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest,
                at.Faults.AddRange(corridor.Faults)
            );
        }

        return await answer(at.Value, corridor.Value)
            ?? await unknown.Corridor(corridor.Value, at.Value, http);
    }

    private static async Task<Remembered?> Written(
        HttpContext http,
        ReadAt at,
        Corridor corridor,
        CorridorReader reader
    )
    {
        if (await reader.Newest(http, at, corridor, http.RequestAborted) is not { } model)
        {
            return null;
        }

        var page = new Page("", Page.Show<CorridorView, CorridorModel>(model));
        var part = PageEndpoints.IsAsked(http.Request) ? page.View : page.Body;
        return new(
            Answer.Written(at.Ledger.End, await PageText.Of(http.RequestServices, part)),
            new CorridorConcern(model).May
        );
    }

    private static IResult Shown(Corridor corridor, ReadOnlyMemory<byte> bytes, string from)
    {
        var written = PageText.Again(bytes);
        return new Page(FigureWords.Of(corridor), written)
        {
            Whole = written,
            Live = new(
                from,
                $"/events/stream?corridor={Uri.EscapeDataString(corridor.ToString())}",
                Figure: null
            ),
        }.ToResult();
    }
}
