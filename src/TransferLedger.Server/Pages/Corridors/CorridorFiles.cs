using System.Collections.Immutable;
using System.Globalization;
using TransferLedger.Core.Events;
using TransferLedger.Core.Values;
using TransferLedger.Server.Pages.Parts;
using TransferLedger.Server.Pages.Words;

namespace TransferLedger.Server.Pages.Corridors;

/// <summary>What the map and the time line of a corridor are drawn from, and the same as files.</summary>
internal static class CorridorFiles
{
    public static readonly ImmutableArray<PageColumn<RouteLeg>> Routes =
    [
        new("claim", row => row.Route.Claim.Id.ToString()),
        new("direction", row => Direction(row)),
        new("from", row => ClaimFacts.Of(row.Leg.From)),
        new("from_lat", row => row.Leg.From?.Lat),
        new("from_lon", row => row.Leg.From?.Lon),
        new("to", row => ClaimFacts.Of(row.Leg.To)),
        new("to_lat", row => row.Leg.To?.Lat),
        new("to_lon", row => row.Leg.To?.Lon),
        new("mode", row => Mode(row)),
        new("vessels", row => string.Join("; ", Vessels(row))),
        new("observed", row => ((ShipmentRouteObserved)row.Route.Claim).Observed?.Text),
    ];

    public static readonly ImmutableArray<PageColumn<ObservedPeriod>> Periods =
    [
        new("claim", row => row.State.Claim.Id.ToString()),
        new("what", row => row.What),
        new("from", row => row.From),
        new("to", row => row.To),
        new("as_said", row => row.Text),
    ];

    public static string RoutesJson(CorridorModel model) =>
        PageJson.Of(
            new
            {
                legs = model
                    .Legs.Where(row => IsPlaced(row.Leg.From) && IsPlaced(row.Leg.To))
                    .Select(row => new
                    {
                        from = Place(row.Leg.From!),
                        to = Place(row.Leg.To!),
                        mode = Mode(row),
                        vessels = Vessels(row),
                        href = PageLinks.To(row.Route.Claim.Id),
                        label = ClaimFacts.Of(row.Leg),
                        direction = Direction(row),
                    }),
                countries = new[] { model.Found.Corridor.Supplier.Code, model.Found.Corridor.Recipient.Code },
            }
        );

    public static string PeriodsJson(CorridorModel model)
    {
        var periods = model.Periods.ToList();
        var first = periods
            .SelectMany(period => new[] { period.From ?? period.To, period.To })
            .Append(model.AsOf)
            .Min();
        return PageJson.Of(
            new
            {
                periods = periods.Select(period => new
                {
                    label = $"{ClaimWords.Who(period.State.Claim)}: {period.What}",
                    from = period.From ?? first,
                    to = period.To,
                    href = PageLinks.To(period.State.Claim.Id),
                    open = period.From is null,
                }),
                from = first,
                to = model.AsOf,
            }
        );
    }

    public static string Direction(RouteLeg leg) => leg.IsBack ? "back" : "out";

    private static string? Mode(RouteLeg leg) => leg.Leg.Mode is { } mode ? Kebab.Of(mode) : null;

    private static IEnumerable<string> Vessels(RouteLeg leg) => (leg.Leg.Vessels ?? []).Select(ClaimFacts.Of);

    private static bool IsPlaced(Place? place) => place is { Lat: not null, Lon: not null };

    private static object Place(Place place) =>
        new
        {
            name = ClaimFacts.Of(place),
            lat = decimal.Parse(place.Lat!, CultureInfo.InvariantCulture),
            lon = decimal.Parse(place.Lon!, CultureInfo.InvariantCulture),
        };
}
