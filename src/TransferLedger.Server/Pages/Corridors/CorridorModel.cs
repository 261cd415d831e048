using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Time;
using TransferLedger.Server.Api;
using TransferLedger.Server.Pages.Shared;

namespace TransferLedger.Server.Pages.Corridors;

/// <summary>A corridor at a moment, as its page shows it.</summary>
public sealed record CorridorModel
{
    public required CorridorOnDay Found { get; init; }

    /// <summary>Routes of goods in the opposite direction.</summary>
    public required IReadOnlyList<ClaimState> BackRoutes { get; init; }

    /// <summary>Each denial with the figures that it is about.</summary>
    public required IReadOnlyList<(ClaimState Denial, List<DeniedFigureBody> Figures)> Denied { get; init; }

    public required DateOnly AsOf { get; init; }

    public required PageLinks Links { get; init; }

    /// <summary>In the order of the log and of travel; those back behind.</summary>
    public IEnumerable<RouteLeg> Legs =>
        Found
            .Of<ShipmentRouteObserved>()
            .SelectMany(route => RouteLeg.Of(route, isBack: false))
            .Concat(BackRoutes.SelectMany(route => RouteLeg.Of(route, isBack: true)));

    /// <summary>Over which something was counted or observed, oldest start first.</summary>
    public IEnumerable<ObservedPeriod> Periods =>
        Found
            .Claims.Select(ObservedPeriod.Of)
            .OfType<ObservedPeriod>()
            .OrderBy(period => period.From ?? DateOnly.MinValue)
            .ThenBy(period => period.To);
}

/// <summary>One leg of a route, and which claim says so.</summary>
/// <param name="IsBack">Of goods in the opposite direction.</param>
public sealed record RouteLeg(ClaimState Route, Leg Leg, bool IsBack)
{
    internal static IEnumerable<RouteLeg> Of(ClaimState route, bool isBack) =>
        ((ShipmentRouteObserved)route.Claim).Legs.Select(leg => new RouteLeg(route, leg, isBack));
}

/// <summary>Days over which a claim counts or observed something.</summary>
/// <param name="From">Null: open or not known.</param>
/// <param name="To">Never after the day on which it was said.</param>
public sealed record ObservedPeriod(ClaimState State, string What, DateOnly? From, DateOnly To, string Text)
{
    internal static ObservedPeriod? Of(ClaimState state)
    {
        Edtf? period = state.Claim switch
        {
            ICounted counted => counted.Coverage,
            AbsenceObserved absence => absence.Observed,
            ProductionObserved production => production.Observed,
            _ => null,
        };
        if (period is null)
        {
            return null;
        }

        var to = period.Latest < state.Said ? period.Latest.Value : state.Said;
        var from = period.Earliest > to ? to : period.Earliest;
        return new(state, ClaimWords.Words(ClaimBody.TypeOf(state.Claim)), from, to, period.Text);
    }
}

/// <summary>Claims of a corridor by their type.</summary>
internal static class ClaimsOfCorridor
{
    public static List<ClaimState> Of<TClaim>(this CorridorOnDay corridor)
        where TClaim : Claim => corridor.Claims.Where(state => state.Claim is TClaim).ToList();
}
