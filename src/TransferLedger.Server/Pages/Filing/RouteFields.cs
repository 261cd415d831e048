using TransferLedger.Core.Events;

namespace TransferLedger.Server.Pages.Filing;

/// <summary>The fields of a route: its first leg in sight, the others folded away, always one more than were filled in.</summary>
internal static class RouteFields
{
    public const string Type = "shipment-route-observed";

    private const int LeastLegs = 2;
    private const int MostLegs = 20;
    private const int LeastVessels = 2;
    private const int MostVessels = 12;

    private static readonly string[] OfPlace = ["name", "locode", "country", "lat", "lon"];
    private static readonly string[] OfVessel = ["name", "imo", "flag"];

    /// <summary>One number a leg: so many of its vessels have fields.</summary>
    /// <param name="isFilled">Whether there is something at a path of the claim.</param>
    public static IReadOnlyList<int> Vessels(Func<string, bool> isFilled)
    {
        var legs = CountOf(LeastLegs, MostLegs, leg => IsLeg(leg, isFilled));
        return [.. Enumerable.Range(0, legs).Select(leg => VesselsOf(leg, isFilled))];
    }

    public static IEnumerable<FilingField> Of(IReadOnlyList<int> vessels) =>
        vessels.SelectMany((count, leg) => OfLeg(leg, count));

    private static int VesselsOf(int leg, Func<string, bool> isFilled) =>
        CountOf(
            LeastVessels,
            MostVessels,
            vessel => OfVessel.Any(name => isFilled($"legs.{leg}.vessels.{vessel}.{name}"))
        );

    private static bool IsLeg(int leg, Func<string, bool> isFilled) =>
        isFilled($"legs.{leg}.mode")
        || OfPlace.Any(name => isFilled($"legs.{leg}.from.{name}") || isFilled($"legs.{leg}.to.{name}"))
        || Enumerable
            .Range(0, MostVessels)
            .Any(vessel => OfVessel.Any(name => isFilled($"legs.{leg}.vessels.{vessel}.{name}")));

    private static int CountOf(int least, int most, Func<int, bool> isThere)
    {
        var last = Enumerable.Range(0, most).LastOrDefault(isThere, -1);
        return Math.Clamp(last + 2, least, most);
    }

    private static IEnumerable<FilingField> OfLeg(int leg, int vessels)
    {
        var at = $"legs.{leg}";
        var named = leg == 0 ? "First leg: codes, coordinates, more vessels" : $"Leg {leg + 1}";
        FilingField Folded(FilingField field) => field with { Under = named };
        FilingField InSight(FilingField field) => leg == 0 ? field : Folded(field);
        yield return InSight(new($"{at}.from.name", "From, place"));
        yield return InSight(new($"{at}.from.country", "From, country"));
        yield return InSight(new($"{at}.to.name", "To, place"));
        yield return InSight(new($"{at}.to.country", "To, country"));
        yield return InSight(FilingField.Choice<TransportMode>($"{at}.mode", "By", optional: true));
        yield return InSight(new($"{at}.vessels.0.name", "Vessel"));
        foreach (var (end, says) in new[] { ("from", "From"), ("to", "To") })
        {
            yield return Folded(new($"{at}.{end}.locode", $"{says}, UN/LOCODE") { Hint = "KPRJN" });
            yield return Folded(new($"{at}.{end}.lat", $"{says}, latitude") { Hint = "42.217" });
            yield return Folded(new($"{at}.{end}.lon", $"{says}, longitude") { Hint = "130.283" });
        }

        for (var n = 0; n < vessels; n++)
        {
            var vessel = n == 0 ? "Vessel" : $"Vessel {n + 1}";
            if (n > 0)
            {
                yield return Folded(new($"{at}.vessels.{n}.name", vessel));
            }

            yield return Folded(new($"{at}.vessels.{n}.imo", $"{vessel}, IMO number"));
            yield return Folded(new($"{at}.vessels.{n}.flag", $"{vessel}, flag") { Hint = "RU" });
        }
    }
}
