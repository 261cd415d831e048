using System.Globalization;
using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Time;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Filing;

/// <summary>Claims about ways: legs, places, vessels.</summary>
internal sealed partial class ClaimReader
{
    private Claim? Route(JsonForm form, CommonPart common)
    {
        var legs = form.Objects("legs", Limits.Legs, required: true)?.Select(LegIn).ToList();
        if (legs is { Count: 0 })
        {
            form.Refuse("legs", "route.no-legs", "A route has at least one leg.");
        }

        var observed = form.Value<Edtf>("observed");
        var voyages = QuantityIn(form, "voyages", Unit.Voyage, required: false);
        return legs is null or { Count: 0 }
            ? null
            : With(
                common,
                new ShipmentRouteObserved
                {
                    Legs = legs.ToSequence(),
                    Observed = observed,
                    Voyages = voyages,
                }
            );
    }

    private static Leg LegIn(JsonForm form)
    {
        var from = form.Object("from") is { } start ? PlaceIn(start) : null;
        var to = form.Object("to") is { } end ? PlaceIn(end) : null;
        var mode = form.Word<TransportMode>("mode");
        var vessels = form.Objects("vessels", Limits.Vessels)?.Select(VesselIn).ToSequence();
        form.Done();
        if (from is null && to is null && !form.Has("from") && !form.Has("to"))
        {
            form.Refuse("", "route.leg-without-ends", "A leg needs from or to.");
        }

        return new Leg
        {
            From = from,
            To = to,
            Mode = mode,
            Vessels = vessels,
        };
    }

    private static readonly string[] PlaceMembers = ["name", "locode", "country", "lat"];

    private static Place PlaceIn(JsonForm form)
    {
        var place = new Place
        {
            Name = form.Text("name", Limits.Name),
            Locode = form.Text("locode", 10),
            Country = form.Value<Party>("country"),
            Lat = Degrees(form, "lat", 90),
            Lon = Degrees(form, "lon", 180),
        };
        form.Done();
        if (place.Locode is { } locode && !IsLocode(locode))
        {
            form.Refuse(
                "locode",
                "place.locode-unreadable",
                $"{Quote.Of(locode)} is no UN/LOCODE. Two letters of the country and three of the place, such as KPRJN."
            );
        }

        if (form.Has("lat") != form.Has("lon"))
        {
            form.Refuse(
                "",
                "place.half-a-coordinate",
                "Latitude and longitude stand together or not at all."
            );
        }

        if (!PlaceMembers.Any(form.Has))
        {
            form.Refuse(
                "",
                "place.unnamed",
                "A place has at least a name, a UN/LOCODE, a country or coordinates."
            );
        }

        return place;
    }

    private static bool IsLocode(string text) =>
        text.Length == 5
        && text[..2].All(char.IsAsciiLetterUpper)
        && text[2..].All(c => char.IsAsciiLetterUpper(c) || c is >= '2' and <= '9');

    private static string? Degrees(JsonForm form, string name, int most)
    {
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (form.Text(name, 20) is not { } text)
        {
            return null;
        }

        if (
            decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var degrees)
            && Math.Abs(degrees) <= most
        )
        {
            return text;
        }

        form.Refuse(
            name,
            "place.degrees-unreadable",
            $"{Quote.Of(text)} is no number of degrees from -{most} to {most}, such as \"42.217\"."
        );
        return null;
    }

    private static Vessel VesselIn(JsonForm form)
    {
        var vessel = new Vessel
        {
            Name = form.Text("name", Limits.Name),
            Imo = form.Text("imo", 20),
            Flag = form.Value<Party>("flag"),
        };
        form.Done();
        if (vessel.Imo is { } imo && !ImoNumber.IsValid(imo))
        {
            form.Refuse(
                "imo",
                "vessel.imo-check-digit",
                $"{Quote.Of(imo)} is no IMO number: seven digits, the last a check digit. Look for a digit that was mistyped."
            );
        }

        if (!form.Has("name") && !form.Has("imo") && !form.Has("flag"))
        {
            form.Refuse("", "vessel.unnamed", "A vessel has at least a name, an IMO number or a flag.");
        }

        return vessel;
    }
}
