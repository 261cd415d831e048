using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Filing;

/// <summary>What each type of claim adds to the common part.</summary>
internal sealed partial class ClaimReader
{
    /// <summary>Types of claims as a filer writes them: stored names without their version.</summary>
    public static readonly string[] ClaimTypes =
    [
        .. EventNames
            .All.Where(name => EventNames.TypeOf(name).IsSubclassOf(typeof(Claim)))
            .Select(EventNames.WithoutVersion)
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>The type of a claim as a filer writes it.</summary>
    public static string TypeOf(Claim claim) => EventNames.WithoutVersion(EventNames.Of(claim));

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
