using TransferLedger.Core.Answers;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Time;
using TransferLedger.Server.Api;
using TransferLedger.Server.Pages.Parts;
using TransferLedger.Server.Pages.Words;

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

    /// <summary>How many claims stand that the page shows too few of to name all; null: it names every one.</summary>
    public long? Cut => Found.Counts?.Claims.Values.Sum() is { } all && all > Found.Claims.Count ? all : null;

    /// <summary>The address of all its claims, at the same moment.</summary>
    public string AllClaims => $"/claims{Links.With("corridor", Found.Corridor.ToString())}";

    public string AllFigures(Corridor corridor) => $"/figures{Links.With("corridor", corridor.ToString())}";

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
    /// <summary>As somebody reads its start: the day, <c>open</c>, or <c>not known</c>.</summary>
    public string Start =>
        From is { } from ? ClaimWords.Day(from)
        : Text.StartsWith("..", StringComparison.Ordinal) ? "open"
        : "not known";

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
        return new(state, WhatOf(state), from, to, period.Text);
    }

    /// <summary><c>Shipping containers, over 1,000</c>.</summary>
    private static string WhatOf(ClaimState state)
    {
        var what = state.Figure is { } figure ? new FigureWords(figure).Name : ClaimWords.Kind(state.Claim);
        return (state.Claim as ICounted)?.Quantity?.Words is { } words ? $"{what}, {words}" : what;
    }
}

/// <summary>Claims of a corridor by their type.</summary>
internal static class ClaimsOfCorridor
{
    public static List<ClaimState> Of<TClaim>(this CorridorOnDay corridor)
        where TClaim : Claim => corridor.Claims.Where(state => state.Claim is TClaim).ToList();
}
