using System.Globalization;
using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Items;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Time;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Filing;

/// <summary>What each type of claim adds to the common part.</summary>
internal sealed partial class ClaimReader
{
    /// <summary>Types of claims as a filer writes them: stored names without their version.</summary>
    public static readonly string[] ClaimTypes =
    [
        .. EventNames
            .All.Where(name => EventNames.TypeOf(name).IsSubclassOf(typeof(Claim)))
            .Select(name => name[..name.IndexOf(".v", StringComparison.Ordinal)])
            .Distinct(StringComparer.Ordinal),
    ];

    private Claim? OfType(string type, JsonForm form, CommonPart common)
    {
        switch (type)
        {
            case "containers-reported":
                return Containers(form, common);
            case "munitions-capacity-estimated":
                return Capacity(form, common);
            case "items-reported":
                return Items(form, common);
            case "shipment-route-observed":
                return Route(form, common);
            case "denial-issued":
                return Denial(form, common);
            case "absence-observed":
                return Absence(form, common);
            case "quality-assessed":
                return Quality(form, common);
            case "share-reported":
                return ShareOf(form, common);
            case "production-observed":
                return Production(form, common);
            case "evidence-cited":
                return Evidence(form, common);
            default:
                var known = $"Known: {string.Join(", ", ClaimTypes)}.";
                var says =
                    $"{Quote.Of(type)} is no type of claim. {Nearest.Suggest(type, ClaimTypes, known)}";
                form.Refuse("type", "claim.type-unknown", says);
                return null;
        }
    }

    private Claim? Containers(JsonForm form, CommonPart common)
    {
        var quantity = QuantityIn(form, "quantity", Unit.Container, required: true);
        var coverage = form.Value<Edtf>("coverage");
        var stage = form.Word<Stage>("stage");
        var contents = form.Object("contents") is { } inside ? ContentsIn(inside) : null;
        if (stage?.BeforeGoodsMove() == true)
        {
            form.Refuse(
                "stage",
                "containers.not-moved",
                $"Containers are counted once they move; {Kebab.Of(stage.Value)} goods are items-reported of that stage."
            );
        }

        return quantity is null
            ? null
            : With(
                common,
                new ContainersReported
                {
                    Quantity = quantity,
                    Coverage = coverage,
                    Stage = stage,
                    Contents = contents,
                }
            );
    }

    private static Contents? ContentsIn(JsonForm form)
    {
        var item = ItemIn(form, required: true);
        var certainty = form.Word<Certainty>("certainty", required: true);
        form.Done();
        return item is null || certainty is null ? null : new Contents(item, certainty.Value);
    }

    private Claim? Capacity(JsonForm form, CommonPart common)
    {
        var item = ItemIn(form, required: true);
        var quantity = CountedIn(form, item, required: true);
        var coverage = form.Value<Edtf>("coverage");
        var basis = form.Word<CapacityBasis>("basis") ?? CapacityBasis.Capacity;
        var alternative = form.Text("alternative", Limits.Name);
        return item is null || quantity is null
            ? null
            : With(
                common,
                new MunitionsCapacityEstimated
                {
                    Item = item,
                    Quantity = quantity,
                    Coverage = coverage,
                    Basis = basis,
                    Alternative = alternative,
                }
            );
    }

    private Claim? Items(JsonForm form, CommonPart common)
    {
        var item = ItemIn(form, required: true);
        var quantity = CountedIn(form, item, required: false);
        var coverage = form.Value<Edtf>("coverage");
        var stage = form.Word<Stage>("stage");
        return item is null
            ? null
            : With(
                common,
                new ItemsReported
                {
                    Item = item,
                    Quantity = quantity,
                    Coverage = coverage,
                    Stage = stage,
                }
            );
    }

    private static Quantity? CountedIn(JsonForm form, Item? item, bool required)
    {
        if (item is not { Unit: null })
        {
            return QuantityIn(form, "quantity", item?.Unit ?? Unit.Piece, required);
        }

        if (form.Has("quantity") || required)
        {
            form.Refuse(
                "quantity",
                "item.never-counted",
                $"{item.Slug} is never counted. Leave the quantity out and keep it in the summary."
            );
        }

        return null;
    }

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

    private Claim? Denial(JsonForm form, CommonPart common)
    {
        var forms = form.ArrayOfWords<DenialForm>("forms", Limits.Forms, required: true);
        var targets = form.Objects("targets", Limits.Targets, required: true)?.Select(TargetIn).ToList();
        var item = ItemIn(form);
        var coverage = form.Value<Edtf>("coverage");
        if (forms is { Count: 0 })
        {
            form.Refuse("forms", "denial.no-form", "A denial has at least one form; unspecified is one.");
        }

        if (targets is { Count: 0 })
        {
            form.Refuse(
                "targets",
                "denial.no-target",
                "A denial has at least one target: a corridor, figure, claim or statement."
            );
        }

        return forms is null or { Count: 0 } || targets is null or { Count: 0 }
            ? null
            : With(
                common,
                new DenialIssued
                {
                    Forms = forms.ToSequence(),
                    Targets = targets.ToSequence(),
                    Item = item,
                    Coverage = coverage,
                }
            );
    }

    private static readonly string[] KindsOfTarget = ["corridor", "figure", "claim", "statement"];

    private static DenialTarget TargetIn(JsonForm form)
    {
        var target = new DenialTarget
        {
            Corridor = form.Text("corridor", Limits.Name),
            Figure = form.Value<FigureId>("figure")?.ToString(),
            Claim = form.Value<ClaimId>("claim"),
            Statement = form.Text("statement", Limits.Name),
        };
        form.Done();
        if (target.Corridor is { } corridor)
        {
            _ = corridor.EndsWith("-*", StringComparison.Ordinal)
                ? (object?)form.Take("corridor", Party.Read(corridor[..^2]))
                : form.Take("corridor", Corridor.Read(corridor));
        }

        if (KindsOfTarget.Count(form.Has) != 1)
        {
            form.Refuse(
                "",
                "denial.target-unclear",
                "A target is exactly one of corridor, figure, claim or statement."
            );
        }

        return target;
    }

    private Claim? Absence(JsonForm form, CommonPart common)
    {
        var item = ItemIn(form);
        var what = form.Text("what", Limits.Summary, required: true);
        var observed = form.Value<Edtf>("observed", required: true);
        return what is null || observed is null
            ? null
            : With(
                common,
                new AbsenceObserved
                {
                    Item = item,
                    What = what,
                    Observed = observed,
                }
            );
    }

    private Claim? Quality(JsonForm form, CommonPart common)
    {
        var item = ItemIn(form, required: true);
        var share = ShareIn(form, "share", required: true);
        var of = form.Text("of", Limits.Name, required: true);
        var assessment = form.Text("assessment", Limits.Name);
        var coverage = form.Value<Edtf>("coverage");
        return item is null || share is null || of is null
            ? null
            : With(
                common,
                new QualityAssessed
                {
                    Item = item,
                    Share = share,
                    Of = of,
                    Assessment = assessment,
                    Coverage = coverage,
                }
            );
    }

    private Claim? ShareOf(JsonForm form, CommonPart common)
    {
        var item = ItemIn(form, required: true);
        var share = ShareIn(form, "share", required: true);
        var of = form.Text("of", Limits.Name, required: true);
        var coverage = form.Value<Edtf>("coverage");
        return item is null || share is null || of is null
            ? null
            : With(
                common,
                new ShareReported
                {
                    Item = item,
                    Share = share,
                    Of = of,
                    Coverage = coverage,
                }
            );
    }

    private Claim? Production(JsonForm form, CommonPart common)
    {
        var item = ItemIn(form);
        var what = form.Text("what", Limits.Summary, required: true);
        var producer = form.Text("producer", Limits.Name);
        var utilisation = ShareIn(form, "utilisation", required: false);
        var observed = form.Value<Edtf>("observed");
        return what is null
            ? null
            : With(
                common,
                new ProductionObserved
                {
                    Item = item,
                    What = what,
                    Producer = producer,
                    Utilisation = utilisation,
                    Observed = observed,
                }
            );
    }

    private Claim? Evidence(JsonForm form, CommonPart common)
    {
        var kind = form.Word<EvidenceKind>("kind", required: true);
        var what = form.Text("what", Limits.Summary);
        var supports = form.WholeNumbers("supports", Limits.Claims) ?? [];
        foreach (var number in supports.Where(n => n < 1 || n > claimsInReport || n == common.Id.Number))
        {
            form.Refuse(
                "supports",
                "evidence.supports-nothing",
                $"{number} is no other claim of this report; it has {claimsInReport}."
            );
        }

        return kind is null
            ? null
            : With(
                common,
                new EvidenceCited
                {
                    Kind = kind.Value,
                    What = what,
                    Supports = supports.ToSequence(),
                }
            );
    }

    private Claim With(CommonPart common, Claim claim) =>
        claim with
        {
            Id = common.Id,
            Corridor = common.Corridor,
            Publisher = publisher,
            Published = published,
            Through = common.Through,
            Claimant = common.Claimant,
            Via = common.Via,
            Statement = common.Statement,
            Stated = common.Stated,
            Disclosed = common.Disclosed,
            Modality = common.Modality,
            RespondsTo = common.RespondsTo,
            Repeats = common.Repeats,
            InReturnFor = common.InReturnFor,
            Grade = common.Grade,
            Summary = common.Summary,
        };
}
