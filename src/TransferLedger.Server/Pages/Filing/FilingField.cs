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

    /// <summary>A whole number; one of some where the field has words.</summary>
    Number,

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

    /// <summary>What the fields are called together that are folded away with this one; null: it is always in sight.</summary>
    public string? Under { get; init; }

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
        ("shipment-route-observed", [Observed, new("voyages", "Voyages")]),
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

    private const string Further =
        "More about this claim: how far it is trusted, whom it repeats, other dates, another corridor";

    private static readonly IReadOnlyList<FilingField> OfFurther =
    [
        .. new FilingField[]
        {
            new("grade.reliability", "Reliability of the source", FieldKind.Choice)
            {
                Words = ["", "A", "B", "C", "D", "E", "F"],
                Hint = "A: best, F: cannot be judged",
            },
            new("grade.credibility", "Credibility of what it says", FieldKind.Number)
            {
                Words = ["", "1", "2", "3", "4", "5", "6"],
                Hint = "1: best, 6: cannot be judged",
            },
            new("repeats", "Repeats the statement") { Hint = "of another claimant: shin-2024-02-26" },
            new("respondsTo", "Responds to the statement"),
            new("disclosed", "Made public on") { Hint = "where that was later than it was said" },
            new("inReturnFor", "In return for") { Hint = "the corridor of the other way: RU-KP" },
            new("corridor", "Corridor") { Hint = "where it is not the report's" },
            new("through", "Through", FieldKind.List) { Hint = "countries on the way: CN" },
            new("claimant.code", "Claimant's code") { Hint = "MSMT" },
            new("claimant.members", "Claimant's members", FieldKind.List)
            {
                Hint = "of those who speak jointly: KR, US, JP",
            },
        }.Select(field => field with { Under = Further }),
    ];

    /// <summary>Null: no such type.</summary>
    /// <param name="vessels">Of a route: how many vessels each of its legs has fields for.</param>
    public static IReadOnlyList<FilingField>? OfClaim(string type, IReadOnlyList<int> vessels) =>
        OfTypes.FirstOrDefault(of => of.Type == type).Fields is { } own
            ?
            [
                .. OfWho,
                .. own,
                .. type == RouteFields.Type ? RouteFields.Of(vessels) : Calibre(own),
                .. OfRest,
                .. OfFurther,
            ]
            : null;

    private static IEnumerable<FilingField> Calibre(IEnumerable<FilingField> own) =>
        own.Any(field => field.Path == "item")
            ? [new("calibreMm", "Calibre in mm", FieldKind.Number) { Under = Further }]
            : [];

    internal static FilingField Choice<T>(string path, string label, bool optional = false)
        where T : struct, Enum =>
        new(path, label, FieldKind.Choice)
        {
            Words = [.. (optional ? new[] { "" } : []), .. Enum.GetValues<T>().Select(Kebab.Of)],
        };
}
