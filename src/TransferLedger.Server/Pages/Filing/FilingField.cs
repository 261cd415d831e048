using TransferLedger.Core.Events;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Values;

namespace TransferLedger.Server.Pages.Filing;

/// <summary>How a field's text becomes JSON.</summary>
public enum FieldKind
{
    Text,

    /// <summary>Of several lines.</summary>
    Long,

    /// <summary>One of some words.</summary>
    Choice,

    /// <summary>Texts with commas between them.</summary>
    List,

    /// <summary>Whole numbers with commas between them.</summary>
    Numbers,

    /// <summary>What a denial aims at, with commas between them: corridors, figures, claims, statements.</summary>
    Targets,
}

/// <summary>One field of the form.</summary>
/// <param name="Path">Where its value stands in the report, or in its claim: <c>claimant.name</c>.</param>
public sealed record FilingField(string Path, string Label, FieldKind Kind = FieldKind.Text)
{
    public string? Hint { get; init; }

    /// <summary>Of a choice; the first is what is meant where nothing is chosen.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    public static readonly IReadOnlyList<FilingField> OfReport =
    [
        new("title", "Title"),
        new("publisher", "Publisher"),
        Choice<Medium>("medium", "Medium"),
        new("published", "Published") { Hint = "2024-02-28, 2024-06, 2024-06~" },
        new("corridor", "Corridor") { Hint = "supplier-recipient: KP-RU" },
        new("language", "Language") { Hint = "en" },
        new("url", "Address"),
        new("id", "Id") { Hint = "left out, one is made from publisher, date, address and title" },
        new("text", "Text", FieldKind.Long) { Hint = "checked for the quotes, digested, and not kept" },
    ];

    private static readonly FilingField Quantity = new("quantity", "Number, in the words that were used")
    {
        Hint = "over 13,000; approximately 6,700; dozens",
    };
    private static readonly FilingField Coverage = new("coverage", "Period that it is about")
    {
        Hint = "2023-09/2024-02-26, /2024-06-14",
    };
    private static readonly FilingField Observed = new("observed", "Observed")
    {
        Hint = "2023-09-07/2023-10-01",
    };
    private static readonly FilingField Goods = new("item", "Goods") { Hint = "artillery-round-152mm" };
    private static readonly FilingField Stage = Choice<Stage>("stage", "Stage", optional: true);
    private static readonly FilingField What = new("what", "What");
    private static readonly FilingField Share = new("share", "Share") { Hint = "half; 40 percent" };
    private static readonly FilingField Of = new("of", "Of what");

    /// <summary>By type of claim, in the order in which the form offers them.</summary>
    public static readonly IReadOnlyList<(string Type, IReadOnlyList<FilingField> Fields)> OfTypes =
    [
        (
            "containers-reported",
            [
                Quantity,
                Coverage,
                Stage,
                new("contents.item", "Contents"),
                Choice<Certainty>("contents.certainty", "How surely", optional: true),
            ]
        ),
        ("items-reported", [Goods, Quantity, Coverage, Stage]),
        (
            "munitions-capacity-estimated",
            [
                Goods,
                Quantity,
                Coverage,
                new("per", "Per") { Hint = "container, month; left out: in all" },
                Choice<CapacityBasis>("basis", "Basis", optional: true),
                new("alternative", "Alternative") { Hint = "the same letter for claims of which one holds" },
            ]
        ),
        (
            "denial-issued",
            [
                new("forms", "Forms", FieldKind.List)
                {
                    Hint = string.Join(", ", Enum.GetValues<DenialForm>().Select(Kebab.Of)),
                },
                new("targets", "What is denied", FieldKind.Targets)
                {
                    Hint = "KP-RU, KP-RU/containers, report#1, a statement",
                },
                new("item", "Goods"),
                Coverage,
            ]
        ),
        (
            "shipment-route-observed",
            [
                .. Place("legs.0.from", "From"),
                .. Place("legs.0.to", "To"),
                Choice<TransportMode>("legs.0.mode", "By", optional: true),
                new("legs.0.vessels.0.name", "Vessel"),
                Observed,
                new("voyages", "Voyages"),
            ]
        ),
        ("absence-observed", [What, Observed, new("item", "Goods")]),
        ("quality-assessed", [Goods, Share, Of, new("assessment", "Assessed as"), Coverage]),
        ("share-reported", [Goods, Share, Of, Coverage]),
        (
            "production-observed",
            [
                What,
                new("item", "Goods"),
                new("producer", "Producer"),
                new("utilisation", "Capacity in use"),
                Observed,
            ]
        ),
        (
            "evidence-cited",
            [
                Choice<EvidenceKind>("kind", "Kind"),
                What,
                new("supports", "For claims", FieldKind.Numbers) { Hint = "1, 2" },
            ]
        ),
    ];

    private static readonly IReadOnlyList<FilingField> OfWho =
    [
        Choice<ClaimantKind>("claimant.kind", "Who speaks for what", optional: true) with
        {
            Hint = "left out: nobody is named",
        },
        new("claimant.name", "Name"),
        new("claimant.office", "Office"),
        new("claimant.organisation", "Organisation"),
        new("claimant.country", "Country") { Hint = "KR" },
        new("via", "Heard through", FieldKind.List),
        new("statement", "Statement") { Hint = "the same for all reports of one statement: shin-2024-02-26" },
        new("stated", "Said on") { Hint = "2024-02-26" },
        Choice<Modality>("modality", "How", optional: true),
    ];

    private static readonly IReadOnlyList<FilingField> OfRest =
    [
        new("summary", "In our own words", FieldKind.Long),
        new("quote", "Quote", FieldKind.Long)
        {
            Hint = "exact words; they can be erased later, their digest stays",
        },
    ];

    /// <summary>Null: no such type.</summary>
    public static IReadOnlyList<FilingField>? OfClaim(string type) =>
        OfTypes.FirstOrDefault(of => of.Type == type).Fields is { } own
            ? [.. OfWho, .. own, .. OfRest]
            : null;

    private static FilingField Choice<T>(string path, string label, bool optional = false)
        where T : struct, Enum =>
        new(path, label, FieldKind.Choice)
        {
            Words = [.. (optional ? new[] { "" } : []), .. Enum.GetValues<T>().Select(Kebab.Of)],
        };

    private static IEnumerable<FilingField> Place(string path, string label) =>
        [
            new($"{path}.name", $"{label}, place"),
            new($"{path}.country", $"{label}, country"),
            new($"{path}.lat", $"{label}, latitude"),
            new($"{path}.lon", $"{label}, longitude"),
        ];
}
