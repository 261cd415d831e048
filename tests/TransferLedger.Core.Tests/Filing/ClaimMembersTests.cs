using TransferLedger.Core.Events;

namespace TransferLedger.Core.Tests.Filing;

/// <summary>What the members of a claim may say, and what they become.</summary>
public sealed class ClaimMembersTests
{
    [Theory]
    [InlineData("artillery-round-152mm", 152, "artillery-round-152mm")]
    [InlineData("artillery-round", 152, "artillery-round-152mm")]
    [InlineData("artillery-ammunition", 152, "artillery-round-152mm")]
    [InlineData("artillery-ammunition", 122, "ammunition-122mm")]
    [InlineData("rocket", 240, "rocket-240mm")]
    public void An_item_with_a_calibre_is_its_nearest_part_of_that_calibre(
        string item,
        int calibreMm,
        string part
    ) => Assert.Equal(part, ((ItemsReported)Drafts.ClaimOf(Items(item, calibreMm))).Item.Slug);

    [Theory]
    [InlineData("artillery-round-152mm", 122, "item.calibre-disagrees")]
    [InlineData("artillery-round", 153, "item.calibre-unknown")]
    [InlineData("tank", 125, "item.calibre-unknown")]
    [InlineData("artillery-rounds", 152, "item.unknown")]
    public void A_calibre_that_does_not_fit_is_refused_where_the_item_stands(
        string item,
        int calibreMm,
        string code
    ) => Assert.Equal([$"/claims/0/item {code}"], Drafts.Faults(Drafts.Report(Items(item, calibreMm))));

    [Fact]
    public void A_calibre_alone_is_refused() =>
        Assert.Equal(
            ["/claims/0/calibreMm item.calibre-alone"],
            Drafts.Faults(
                Drafts.Report(
                    """{"type":"absence-observed","what":"trains","observed":"2024-01","calibreMm":152}"""
                )
            )
        );

    [Fact]
    public void A_capacity_without_an_item_is_refused() =>
        Assert.Equal(
            ["/claims/0/item member.missing"],
            Drafts.Faults(Drafts.Report("""{"type":"munitions-capacity-estimated","quantity":"3 million"}"""))
        );

    [Fact]
    public void An_unknown_item_names_the_nearest_ones() =>
        Assert.Contains(
            "ballistic-missile",
            Drafts
                .Read(Drafts.Report("""{"type":"items-reported","item":"balistic-missile"}"""))
                .Faults[0]
                .Says,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("KP-RU", "KP", "RU")]
    [InlineData("AE-SD:RSF", "AE", "SD:RSF")]
    [InlineData("SD:RSF-TD", "SD:RSF", "TD")]
    [InlineData("SD:RSF-LY:LNA", "SD:RSF", "LY:LNA")]
    [InlineData("YE:HOUTHI-NORTH-IR", "YE:HOUTHI-NORTH", "IR")]
    [InlineData("EU-UA", "EU", "UA")]
    [InlineData("KP-XX", "KP", "XX")]
    [InlineData("XX-XX", "XX", "XX")]
    public void A_corridor_is_supplier_and_recipient(string text, string supplier, string recipient)
    {
        var corridor = Drafts.ClaimOf(Containers($"\"corridor\":\"{text}\"")).Corridor;

        Assert.Equal((supplier, recipient), (corridor.Supplier.Code, corridor.Recipient.Code));
        Assert.Equal(text, corridor.ToString());
    }

    [Theory]
    [InlineData("KPRU", "corridor.unreadable")]
    [InlineData("kp-ru", "party.unknown")]
    [InlineData("KP-", "party.unknown")]
    [InlineData("-RU", "party.unknown")]
    [InlineData("KP-ZZ", "party.unknown")]
    [InlineData("KP-RU-US", "party.unknown")]
    [InlineData("SD:RSF-SD:RSF", "corridor.same-party")]
    public void What_is_no_corridor_is_refused(string text, string code) =>
        Assert.Contains(
            $"/claims/0/corridor {code}",
            Drafts.Faults(Drafts.Report(Containers($"\"corridor\":\"{text}\"")))
        );

    [Theory]
    [InlineData("South Korea", "KR (South Korea)")]
    [InlineData("south korea", "KR (South Korea)")]
    [InlineData("Rusia", "RU (Russia)")]
    [InlineData("kp", "KP (North Korea)")]
    public void An_unknown_party_names_the_nearest_ones(string party, string near) =>
        Assert.Contains(
            near,
            Drafts.Read(Drafts.Report(Containers($"\"through\":[\"{party}\"]"))).Faults[0].Says,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("9074729", true)]
    [InlineData("9074728", false)]
    [InlineData("9704729", false)]
    [InlineData("907472", false)]
    [InlineData("90747290", false)]
    [InlineData("IMO9074729", false)]
    [InlineData("９０７４７２９", false)]
    public void An_imo_number_has_a_check_digit(string imo, bool good) =>
        Assert.Equal(
            good ? [] : ["/claims/0/legs/0/vessels/0/imo vessel.imo-check-digit"],
            Drafts.Faults(
                Drafts.Report(
                    $$"""{"type":"shipment-route-observed","legs":[{"to":{"name":"Dunay"},"vessels":[{"imo":"{{imo}}"}]}]}"""
                )
            )
        );

    [Theory]
    [InlineData("""{"from":{"lat":"42.217","lon":"130.283"}}""", null)]
    [InlineData("""{"from":{"lat":"42.217"}}""", " place.half-a-coordinate")]
    [InlineData("""{"from":{"lat":"90.1","lon":"0"}}""", "/lat place.degrees-unreadable")]
    [InlineData("""{"from":{"lat":"4,2","lon":"0"}}""", "/lat place.degrees-unreadable")]
    [InlineData("""{"from":{"locode":"KPRJN"}}""", null)]
    [InlineData("""{"from":{"locode":"RAJIN"}}""", null)]
    [InlineData("""{"from":{"locode":"kprjn"}}""", "/locode place.locode-unreadable")]
    [InlineData("""{"from":{}}""", " place.unnamed")]
    public void A_place_is_named_or_has_both_coordinates(string leg, string? fault) =>
        Assert.Equal(
            fault is null ? [] : [$"/claims/0/legs/0/from{fault}"],
            Drafts.Faults(Drafts.Report($$"""{"type":"shipment-route-observed","legs":[{{leg}}]}"""))
        );

    [Theory]
    [InlineData("""{"corridor":"KP-*"}""", null)]
    [InlineData("""{"corridor":"KP-RU"}""", null)]
    [InlineData("""{"figure":"KP-RU/items/tank"}""", null)]
    [InlineData("""{"claim":"r#1"}""", null)]
    [InlineData("""{"statement":"shin-2024-02-26"}""", null)]
    [InlineData("""{"corridor":"*-RU"}""", "/corridor party.unknown")]
    [InlineData("""{"figure":"KP-RU/tanks"}""", "/figure figure.unreadable")]
    [InlineData("""{"claim":"r#0"}""", "/claim claim.id-unreadable")]
    [InlineData("""{}""", " denial.target-unclear")]
    [InlineData("""{"corridor":"KP-RU","statement":"s"}""", " denial.target-unclear")]
    public void A_target_of_a_denial_is_exactly_one_thing(string target, string? fault) =>
        Assert.Equal(
            fault is null ? [] : [$"/claims/0/targets/0{fault}"],
            Drafts
                .Faults(
                    Drafts.Report(
                        $$"""{"type":"denial-issued","forms":["categorical"],"targets":[{{target}}]}"""
                    )
                )
                .Distinct()
        );

    [Theory]
    [InlineData("[2]", null)]
    [InlineData("[1]", "/claims/0/supports evidence.supports-nothing")]
    [InlineData("[3]", "/claims/0/supports evidence.supports-nothing")]
    [InlineData("[0]", "/claims/0/supports evidence.supports-nothing")]
    [InlineData("[2.5]", "/claims/0/supports/0 number.not-whole")]
    public void Evidence_supports_other_claims_of_its_report(string supports, string? fault) =>
        Assert.Equal(
            fault is null ? [] : [fault],
            Drafts.Faults(
                Drafts.Report(
                    $$"""{"type":"evidence-cited","kind":"imagery","supports":{{supports}}},{{Drafts.Claim}}"""
                )
            )
        );

    [Theory]
    [InlineData("\"quantity\":\"6,5 million\"", " quantity.unreadable")]
    [InlineData("\"quantity\":{\"low\":5,\"high\":4}", "/low quantity.upside-down")]
    [InlineData("\"quantity\":{\"words\":\"over 5\",\"low\":6}", " quantity.words-and-fields-disagree")]
    [InlineData("\"quantity\":{}", " quantity.nothing-given")]
    [InlineData("\"quantity\":\"half\"", " quantity.is-a-share")]
    public void What_is_no_quantity_is_refused(string quantity, string code) =>
        Assert.Equal(
            [$"/claims/0/quantity{code}"],
            Drafts.Faults(Drafts.Report($$"""{"type":"containers-reported",{{quantity}}}"""))
        );

    private static string Containers(string member) =>
        $$"""{"type":"containers-reported","quantity":"1",{{member}}}""";

    private static string Items(string item, int calibreMm) =>
        $$"""{"type":"items-reported","item":"{{item}}","calibreMm":{{calibreMm}}}""";
}
