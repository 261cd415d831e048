using TransferLedger.Core.Answers;
using TransferLedger.Core.Events;
using TransferLedger.Core.Feed;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Postgres.Feed;
using TransferLedger.Server.Api;
using TransferLedger.Server.Pages.Shared;

namespace TransferLedger.Server.Pages.Corridors;

/// <summary><c>GET /{corridor}</c>: figures both ways, routes, observed periods, denials, evidence.</summary>
internal static class CorridorPage
{
    private const string Path = $"/{{corridor:{CorridorConstraint.Name}}}";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(
                Path,
                (HttpContext http, string corridor, Readers readers, FigureLists lists, FeedTail tail) =>
                {
                    // Before the corridor is read: an entry that comes between the two is told of once more, not lost.
                    var from = tail.Horizon;
                    return Read(http, corridor, readers, lists, model => Shown(model, from));
                }
            )
            .ForPages([.. Parameter.OfOne]);
        app.MapGet(
                $"{Path}/routes.csv",
                (HttpContext http, string corridor, Readers readers, FigureLists lists) =>
                    Read(
                        http,
                        corridor,
                        readers,
                        lists,
                        model => PageFile.Of(CorridorFiles.Routes, model.Legs, "routes.csv")
                    )
            )
            .ForDownloads([.. Parameter.OfOne]);
        app.MapGet(
                $"{Path}/periods.csv",
                (HttpContext http, string corridor, Readers readers, FigureLists lists) =>
                    Read(
                        http,
                        corridor,
                        readers,
                        lists,
                        model => PageFile.Of(CorridorFiles.Periods, model.Periods, "periods.csv")
                    )
            )
            .ForDownloads([.. Parameter.OfOne]);
    }

    private static async Task<IResult> Read(
        HttpContext http,
        string name,
        Readers readers,
        FigureLists lists,
        Func<CorridorModel, IResult> show
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

        if (await GetCorridors.On(at.Value, corridor.Value, lists.At, http.RequestAborted) is not { } found)
        {
            return await GetCorridors.Unknown(corridor.Value, at.Value, http.RequestAborted);
        }

        var denials = found.Of<DenialIssued>();
        var denied = await DeniedFigures.Of(denials, at.Value.Ledger, at.Value.AsOf, http.RequestAborted);
        return show(
            new CorridorModel
            {
                Found = found,
                BackRoutes = await BackRoutes(corridor.Value, at.Value, http.RequestAborted),
                Denied = [.. denials.Select(denial => (denial, denied[denial.Claim.Id].ToList()))],
                AsOf = at.Value.AsOf,
                Links = PageLinks.Of(http.Request),
            }
        );
    }

    private static async Task<IReadOnlyList<ClaimState>> BackRoutes(
        Corridor corridor,
        ReadAt at,
        CancellationToken cancellation
    ) =>
        Corridor.Between(corridor.Recipient, corridor.Supplier) is { IsOk: true } back
            ?
            [
                .. (await at.Ledger.ClaimsOfCorridor(back.Value, cancellation)).Where(state =>
                    state.Claim is ShipmentRouteObserved && state.StandsOn(at.AsOf)
                ),
            ]
            : [];

    private static IResult Shown(CorridorModel model, FeedPlace from) =>
        new Page(FigureWords.Of(model.Found.Corridor), Page.Show<CorridorView, CorridorModel>(model))
        {
            Live = new(
                from.ToString(),
                $"/events/stream?corridor={Uri.EscapeDataString(model.Found.Corridor.ToString())}",
                Figure: null
            ),
        }.ToResult();
}
