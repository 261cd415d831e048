using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Core.Parties;

namespace TransferLedger.Core.Tests.Filing;

/// <summary>Whose claims are read together, and what a claimant is called (domain.md section 1).</summary>
public sealed class SourcesTests
{
    [Theory]
    [InlineData("""{"kind":"state","name":"Shin Won-sik","country":"KR"}""", "KR")]
    [InlineData("""{"kind":"state","organisation":"GRU","code":"GRU","country":"RU"}""", "RU")]
    [InlineData(
        """{"kind":"organisation","organisation":"Multilateral Sanctions Monitoring Team","code":"MSMT"}""",
        "MSMT"
    )]
    [InlineData(
        """{"kind":"organisation","organisation":"Conflict Armament Research"}""",
        "conflict-armament-research"
    )]
    [InlineData("""{"kind":"organisation","name":"Open Source Centre"}""", "open-source-centre")]
    [InlineData(
        """{"kind":"joint","organisation":"Panel of Experts","members":["US","KR"]}""",
        "panel-of-experts"
    )]
    [InlineData("""{"kind":"unnamed","office":"officials"}""", "exercise-wire")]
    public void The_perspective_follows_from_the_claimant(string claimant, string perspective) =>
        Assert.Equal(perspective, Drafts.ClaimOf(Claim($"\"claimant\":{claimant}")).Perspective.Id);

    [Fact]
    public void The_unnamed_are_read_with_the_outlet_that_quotes_them_first() =>
        Assert.Equal(
            "yonhap-news",
            Drafts
                .ClaimOf(Claim("""  "claimant":{"kind":"unnamed"},"via":["Yonhap News","Reuters"]  """))
                .Perspective.Id
        );

    [Fact]
    public void Without_a_claimant_a_claim_is_unattributed() =>
        Assert.Equal(Perspective.Unattributed, Drafts.ClaimOf(Drafts.Claim).Perspective);

    [Theory]
    [InlineData(
        """{"kind":"state","name":"Shin Won-sik","office":"Minister","country":"KR"}""",
        "shin-won-sik-kr"
    )]
    [InlineData(
        """{"kind":"state","office":"Minister of Defence","country":"KR"}""",
        "minister-of-defence-kr"
    )]
    [InlineData(
        """{"kind":"state","organisation":"Ministry of Defence","country":"KR"}""",
        "ministry-of-defence-kr"
    )]
    [InlineData(
        """{"kind":"organisation","name":"Jens Stoltenberg","organisation":"NATO"}""",
        "jens-stoltenberg-nato"
    )]
    [InlineData("""{"kind":"organisation","organisation":"NATO"}""", "nato")]
    [InlineData("""{"kind":"unnamed","office":"officials"}""", "officials")]
    [InlineData("""{"kind":"unnamed"}""", "unnamed")]
    [InlineData("""{"kind":"state","name":"신원식","country":"KR"}""", "신원식-kr")]
    [InlineData("""{"kind":"state","name":"Türk Ordusu Sözcüsü","country":"TR"}""", "türk-ordusu-sözcüsü-tr")]
    public void A_claimants_id_is_made_of_name_office_or_organisation(string claimant, string id) =>
        Assert.Equal(id, Drafts.ClaimOf(Claim($"\"claimant\":{claimant}")).Claimant!.Id);

    [Theory]
    [InlineData("""{"kind":"state"}""", "/country claimant.country-missing")]
    [InlineData("""{"kind":"organisation","office":"spokesman"}""", "/organisation claimant.name-missing")]
    [InlineData("""{"kind":"joint"}""", "/organisation claimant.name-missing")]
    [InlineData("""{"kind":"unnamed","members":["US"]}""", "/members claimant.members-not-joint")]
    [InlineData("""{"name":"Kirby"}""", "/kind member.missing")]
    [InlineData("""{"kind":"state","country":"KR","name":"***"}""", "/name text.nameless")]
    [InlineData("""{"kind":"organisation","organisation":"🚢"}""", "/organisation text.nameless")]
    public void A_claimant_that_cannot_be_told_is_refused(string claimant, string fault) =>
        Assert.Equal(
            [$"/claims/0/claimant{fault}"],
            Drafts.Faults(Drafts.Report(Claim($"\"claimant\":{claimant}")))
        );

    [Fact]
    public void Every_claim_that_is_read_has_a_perspective_and_every_claimant_an_id() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500),
            Prop.ForAll(
                ArbMap.Default.ArbFor<NonEmptyString>(),
                Gen.Elements("state", "organisation", "joint", "unnamed").ToArbitrary(),
                (name, kind) =>
                {
                    var text = System.Text.Json.JsonSerializer.Serialize(name.Get);
                    var claimant = $$"""{"kind":"{{kind}}","name":{{text}},"country":"KR"}""";
                    var read = Drafts.Read(
                        Drafts.Report(
                            Claim($"\"claimant\":{claimant},\"via\":[{text}]"),
                            $"\"publisher\":{text}"
                        )
                    );
                    return !read.IsOk
                        || (
                            read.Value.Claims[0].Claim.Perspective.Id.Length > 0
                            && read.Value.Claims[0].Claim.Claimant!.Id.Length > 0
                        );
                }
            )
        );

    private static string Claim(string member) =>
        $$"""{"type":"containers-reported","quantity":"1",{{member}}}""";
}
