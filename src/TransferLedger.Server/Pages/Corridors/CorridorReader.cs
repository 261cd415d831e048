using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Projections;
using TransferLedger.Postgres.Projections;
using TransferLedger.Server.Api;
using TransferLedger.Server.Pages.Parts;

namespace TransferLedger.Server.Pages.Corridors;

/// <summary>
/// Reads a corridor for its page: the newest claims of each type and the first figures, so that the page of a corridor with many
/// claims is no larger than it can be read; or, for files, all of them.
/// </summary>
internal sealed class CorridorReader(LedgerReads reads, FigureLists lists)
{
    /// <summary>Claims of each type, and figures each way, that a page shows.</summary>
    public const int Most = 100;

    private static readonly string Route = EventNames.WithoutVersion(EventNames.Of<ShipmentRouteObserved>());

    /// <summary>Null: nobody has ever claimed anything about it.</summary>
    public async Task<CorridorModel?> Newest(
        HttpContext http,
        ReadAt at,
        Corridor corridor,
        CancellationToken cancellation
    )
    {
        var newest = await NewestOn(corridor, at, type: null, cancellation);
        if (newest.Counts is null && !await at.Ledger.EverKnew(corridor, cancellation))
        {
            return null;
        }

        var back = Back(corridor);
        var found = new CorridorOnDay(
            corridor,
            newest.Counts,
            newest.Claims,
            await FiguresOf(corridor, at, cancellation),
            back is null ? [] : await FiguresOf(back, at, cancellation),
            Last: null
        );
        var routes = back is null ? null : await NewestOn(back, at, Route, cancellation);
        return await Model(http, at, found, routes?.Claims.Where(IsRoute) ?? [], cancellation);
    }

    /// <summary>The same with every claim and figure.</summary>
    public async Task<CorridorModel?> Whole(
        HttpContext http,
        ReadAt at,
        Corridor corridor,
        CancellationToken cancellation
    )
    {
        if (await GetCorridors.On(at, corridor, lists.At, cancellation) is not { } found)
        {
            return null;
        }

        var returning = Back(corridor) is { } back
            ? (await at.Ledger.ClaimsOfCorridor(back, cancellation)).Where(state =>
                IsRoute(state) && state.StandsOn(at.AsOf)
            )
            : [];
        return await Model(http, at, found, returning, cancellation);
    }

    private static async Task<CorridorModel> Model(
        HttpContext http,
        ReadAt at,
        CorridorOnDay found,
        IEnumerable<ClaimState> backRoutes,
        CancellationToken cancellation
    )
    {
        var denials = found.Of<DenialIssued>();
        var denied = await DeniedFigures.Of(denials, at.Ledger, at.AsOf, cancellation);
        return new CorridorModel
        {
            Found = found,
            BackRoutes = [.. backRoutes],
            Denied = [.. denials.Select(denial => (denial, denied[denial.Claim.Id].ToList()))],
            AsOf = at.AsOf,
            Links = PageLinks.Of(http.Request),
        };
    }

    private async Task<NewestOnCorridor> NewestOn(
        Corridor corridor,
        ReadAt at,
        string? type,
        CancellationToken cancellation
    ) =>
        at.Asked.KnownAt is null
            ? await reads.NewestOn(corridor, at.AsOf, Most, type, cancellation)
            : NewestOnCorridor.Of(
                corridor,
                await at.Ledger.ClaimsOfCorridor(corridor, cancellation),
                at.AsOf,
                Most
            );

    private async Task<IReadOnlyList<FigureRow>> FiguresOf(
        Corridor corridor,
        ReadAt at,
        CancellationToken cancellation
    ) =>
        (
            await lists.At(
                at with
                {
                    Limit = Most,
                    After = null,
                },
                new FiguresAsked { Corridor = corridor },
                cancellation
            )
        ).Rows;

    private static bool IsRoute(ClaimState state) => state.Claim is ShipmentRouteObserved;

    private static Corridor? Back(Corridor corridor) =>
        Corridor.Between(corridor.Recipient, corridor.Supplier) is { IsOk: true } back ? back.Value : null;
}
