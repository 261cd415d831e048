using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Items;
using TransferLedger.Core.Time;

namespace TransferLedger.Core.Tests.Filing;

/// <summary>Which figure a claim feeds, and on which day it counts as said.</summary>
public sealed class FiguresTests
{
    [Theory]
    [InlineData("""{"type":"containers-reported","quantity":"1"}""", "KP-RU/containers")]
    [InlineData(
        """{"type":"munitions-capacity-estimated","item":"artillery-round","calibreMm":152,"quantity":"1"}""",
        "KP-RU/capacity/artillery-round-152mm"
    )]
    [InlineData("""{"type":"items-reported","item":"tank"}""", "KP-RU/items/tank")]
    [InlineData("""{"type":"items-reported","item":"tank","stage":"staged"}""", "KP-RU/items/tank")]
    [InlineData("""{"type":"items-reported","item":"tank","stage":"used"}""", "KP-RU/items/tank")]
    [InlineData("""{"type":"items-reported","item":"tank","stage":"sought"}""", "KP-RU/sought/tank")]
    [InlineData("""{"type":"items-reported","item":"tank","stage":"forecast"}""", "KP-RU/forecast/tank")]
    [InlineData(
        """{"type":"shipment-route-observed","legs":[{"to":{"country":"RU"}}],"voyages":"25"}""",
        "KP-RU/voyages"
    )]
    [InlineData("""{"type":"shipment-route-observed","legs":[{"to":{"country":"RU"}}]}""", null)]
    [InlineData(
        """{"type":"quality-assessed","item":"artillery-round","share":"half","of":"shells"}""",
        "KP-RU/quality/artillery-round"
    )]
    [InlineData(
        """{"type":"share-reported","item":"artillery-round","share":"half","of":"shells"}""",
        "KP-RU/share/artillery-round"
    )]
    [InlineData("""{"type":"denial-issued","forms":["dismissal"],"targets":[{"corridor":"KP-RU"}]}""", null)]
    [InlineData("""{"type":"absence-observed","what":"ships","observed":"2024"}""", null)]
    [InlineData("""{"type":"production-observed","what":"shells"}""", null)]
    [InlineData("""{"type":"evidence-cited","kind":"imagery"}""", null)]
    public void A_claim_feeds_the_figure_of_its_measure(string claim, string? figure) =>
        Assert.Equal(figure, FigureId.FedBy(Drafts.ClaimOf(claim))?.ToString());

    [Fact]
    public void Every_figure_is_read_back_from_its_id()
    {
        var figures =
            from measure in Gen.Elements(Enum.GetValues<Measure>())
            from corridor in Gen.Elements("KP-RU", "AE-SD:RSF", "YE:HOUTHI-NORTH-IR", "XX-XX", "EU-UA")
            from item in Gen.Elements(ItemList.All.ToArray())
            select $"{corridor}/{measure.Word()}{(measure.HasItem() ? $"/{item}" : "")}";

        Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll(figures.ToArbitrary(), id => FigureId.Read(id).Value.ToString() == id)
        );
    }

    [Theory]
    [InlineData("KP-RU")]
    [InlineData("KP-RU/")]
    [InlineData("KP-RU/Containers")]
    [InlineData("KP-RU/0")]
    [InlineData("KP-RU/containers/tank")]
    [InlineData("KP-RU/items")]
    [InlineData("KP-RU/items/tank/x")]
    public void What_is_no_figure_is_refused(string text) =>
        Assert.Equal("figure.unreadable", Assert.Single(FigureId.Read(text).Faults).Code);

    [Theory]
    [InlineData("2024-02-28", null, null, "2024-02-28")]
    [InlineData("2024-02-28", "2024-02-26", null, "2024-02-26")]
    [InlineData("2024-02-28", "2024-02-20", "2024-02-27", "2024-02-27")]
    [InlineData("2024-02-28", "2024-02", null, "2024-02-28")]
    [InlineData("2024-02-28", "2024-02-20/..", null, "2024-02-28")]
    [InlineData("2024-02-28", "2024-02-20/2024-02-22", null, "2024-02-22")]
    [InlineData("2024-02", "2024-02-20", null, "2024-02-20")]
    [InlineData("2024-02", null, null, "2024-02-29")]
    [InlineData("2024-02/..", null, null, "2024-03-10")]
    [InlineData("2024", null, null, "2024-03-10")]
    [InlineData("2024", "2024", "2024", "2024-03-10")]
    [InlineData("2024-02-28", "2024-02-20", "2024-02-27/..", "2024-02-20")]
    public void A_claim_counts_as_said_when_it_became_known(
        string published,
        string? stated,
        string? disclosed,
        string said
    )
    {
        var claim = Drafts.ClaimOf(Drafts.Claim) with
        {
            Published = Edtf.Read(published).Value,
            Stated = stated is null ? null : Edtf.Read(stated).Value,
            Disclosed = disclosed is null ? null : Edtf.Read(disclosed).Value,
        };
        var recorded = new DateTime(2024, 3, 10, 23, 59, 0, DateTimeKind.Utc);

        Assert.Equal(said, new ClaimState(claim, new Position(0), recorded).Said.ToString("yyyy-MM-dd"));
    }
}
