using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Items;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Time;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>A claim as a test writes it: what is left out does not matter to it.</summary>
public sealed record Saying
{
    public required string Id { get; init; }

    public string Words { get; init; } = "";

    /// <summary>Of the claimant, a state; null: unattributed.</summary>
    public string? By { get; init; } = "KR";

    public Claimant? Claimant { get; init; }

    public string? Coverage { get; init; }

    public string? Stated { get; init; } = "2024-02-26";

    public string? Disclosed { get; init; }

    /// <summary>Left out: ten days after the end of <see cref="Stated"/>.</summary>
    public string? Published { get; init; }

    public string Publisher { get; init; } = "Yonhap";

    public string? Statement { get; init; }

    public string[]? Via { get; init; }

    public Grade? Grade { get; init; }

    public Stage? Stage { get; init; }

    public string? Repeats { get; init; }

    public Per Per { get; init; }

    public Item? Item { get; init; }

    public Share? Share { get; init; }

    public string? Recorded { get; init; }

    public ClaimState Claim => new(ToClaim(), Position.First, RecordedAt);

    private DateTime RecordedAt =>
        (Recorded is null ? new DateOnly(2030, 1, 1) : Day(Recorded)).ToDateTime(default, DateTimeKind.Utc);

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");

    private Claim ToClaim()
    {
        Claim claim = (Item, Share) switch
        {
            ({ } item, { } share) => new QualityAssessed
            {
                Item = item,
                Share = share,
                Of = "all",
            },
            ({ } item, null) => new ItemsReported
            {
                Item = item,
                Quantity = Words.Length == 0 ? null : Number(item.Unit!),
                Coverage = Date(Coverage),
                Stage = Stage,
            },
            _ => new ContainersReported
            {
                Quantity = Number(Unit.Container),
                Coverage = Date(Coverage),
                Stage = Stage,
            },
        };
        var id = Id.Contains('#', StringComparison.Ordinal) ? Id : $"{Id}#1";
        return claim with
        {
            Id = ClaimId.Read(id).Value,
            Corridor = Corridor.Read("KP-RU").Value,
            Claimant = Claimant ?? (By is null ? null : Minister(By)),
            Statement = Statement,
            Stated = Date(Stated),
            Disclosed = Date(Disclosed),
            Published = Date(Published ?? LaterThanStated())!,
            Publisher = Publisher,
            Via = Via is { } relays ? [.. relays] : null,
            Grade = Grade,
            Repeats = Repeats,
        };
    }

    private static Claimant Minister(string country) =>
        new()
        {
            Kind = ClaimantKind.State,
            Name = "Minister",
            Country = Party.Read(country).Value,
        };

    private Quantity Number(Unit unit) => Quantity.Of(Words, null, Per, unit).Value;

    private string LaterThanStated() =>
        (Date(Stated)?.Latest ?? new DateOnly(2024, 12, 21)).AddDays(10).ToString("yyyy-MM-dd");

    private static Edtf? Date(string? text) => text is null ? null : Edtf.Read(text).Value;
}
