using TransferLedger.Core.Events;
using TransferLedger.Core.Filing;
using TransferLedger.Core.Quantities;
using static TransferLedger.Core.Tests.Filing.ReportStream;

namespace TransferLedger.Core.Tests.Filing;

/// <summary>Given a report's stream, when its publisher corrects a claim, then this event or this refusal.</summary>
public sealed class CorrectClaimTests
{
    private const string Told = """ "stated":"2024-03-05","reason":"A new table" """;
    private const string Shells =
        """{"type":"items-reported","item":"artillery-round","quantity":"5,000","stage":"shipped"}""";
    private const string Route =
        """{"type":"shipment-route-observed","legs":[{"to":{"country":"RU"}}],"voyages":"25"}""";

    private static string Body(string members) => $"{{{members},{Told}}}";

    [Fact]
    public void A_correction_of_a_quantity_is_appended_with_its_figure()
    {
        var corrected = Appended<ClaimCorrected>(
            ReportStream.Of().Correct(Body(""" "quantity":"over 2,000" """))
        );

        Assert.Equal("r#1", corrected.Claim.ToString());
        Assert.Equal(
            (2000L, Unit.Container),
            (corrected.Quantity!.Reading!.Low!.Value, corrected.Quantity.Unit)
        );
        Assert.Equal(["KP-RU/containers"], corrected.Figures);
        Assert.Equal("A new table", corrected.Reason);
    }

    [Fact]
    public void Every_member_that_a_claim_has_can_be_corrected_at_once()
    {
        var corrected = Appended<ClaimCorrected>(
            ReportStream
                .Of(Shells)
                .Correct(
                    Body(
                        """
                        "quantity":{"point":7000},"coverage":"2024-01","claimant":{"kind":"state","country":"KR"},"via":[],
                        "item":"artillery-round","calibreMm":152
                        """
                    )
                )
        );

        Assert.Equal("artillery-round-152mm", corrected.Item!.Slug);
        Assert.Equal(Unit.Round, corrected.Quantity!.Unit);
        Assert.Equal("2024-01", corrected.Coverage!.Text);
        Assert.Equal("KR", corrected.Claimant!.Country!.Code);
        Assert.Empty(corrected.Via!);
        Assert.Equal(["KP-RU/items/artillery-round", "KP-RU/items/artillery-round-152mm"], corrected.Figures);
    }

    [Theory]
    [InlineData("observed")]
    [InlineData("coverage")]
    public void The_period_of_a_route_is_corrected_under_either_name(string name) =>
        Assert.Equal(
            "2024-01",
            Appended<ClaimCorrected>(
                ReportStream.Of(Route).Correct(Body($""" "{name}":"2024-01" """))
            ).Coverage!.Text
        );

    [Fact]
    public void The_quantity_of_a_route_is_in_voyages() =>
        Assert.Equal(
            Unit.Voyage,
            Appended<ClaimCorrected>(
                ReportStream.Of(Route).Correct(Body(""" "quantity":"26" """))
            ).Quantity!.Unit
        );

    [Fact]
    public void The_quantity_of_a_new_item_is_in_its_unit() =>
        Assert.Equal(
            Unit.Tonne,
            Appended<ClaimCorrected>(
                ReportStream.Of(Shells).Correct(Body(""" "item":"propellant","quantity":"90" """))
            ).Quantity!.Unit
        );

    [Fact]
    public void What_the_quantity_is_for_stays_unless_it_is_given()
    {
        var stream = ReportStream.Of(
            """{"type":"munitions-capacity-estimated","item":"artillery-round","quantity":"480","per":"container"}"""
        );

        Assert.Equal(
            Per.Container,
            Appended<ClaimCorrected>(stream.Correct(Body(""" "quantity":"490" """))).Quantity!.Per
        );
        Assert.Equal(
            Per.Total,
            Appended<ClaimCorrected>(
                stream.Correct(Body(""" "quantity":"490","per":"total" """))
            ).Quantity!.Per
        );
    }

    [Fact]
    public void A_share_is_corrected() =>
        Assert.Equal(
            40m,
            Appended<ClaimCorrected>(
                ReportStream
                    .Of(
                        """{"type":"quality-assessed","item":"artillery-round","share":"half","of":"shells"}"""
                    )
                    .Correct(Body(""" "share":"40 percent" """))
            ).Share!.Percent
        );

    [Theory]
    [InlineData(Drafts.Claim, """ "share":"half" """, "/share")]
    [InlineData(Drafts.Claim, """ "item":"tank" """, "/item")]
    [InlineData(Drafts.Claim, """ "observed":"2024-01" """, "/observed")]
    [InlineData(Route, """ "item":"tank" """, "/item")]
    [InlineData("""{"type":"evidence-cited","kind":"imagery"}""", """ "coverage":"2024-01" """, "/coverage")]
    [InlineData(
        """{"type":"quality-assessed","item":"tank","share":"half","of":"x"}""",
        """ "quantity":"5" """,
        "/quantity"
    )]
    [InlineData("""{"type":"production-observed","what":"shells"}""", """ "quantity":"5" """, "/quantity")]
    public void A_member_that_the_claim_does_not_have_is_refused(string claim, string member, string place) =>
        Assert.Equal(
            [$"{place} correction.not-of-this-claim"],
            Refusals(ReportStream.Of(claim).Correct(Body(member)))
        );

    [Fact]
    public void All_faults_come_at_once() =>
        Assert.Equal(
            [
                "/stated date.in-the-future",
                "/quantity quantity.unreadable",
                "/claimant/country claimant.country-missing",
                "/reason text.empty",
                "/share correction.not-of-this-claim",
                "/quantitty json.unknown-member",
            ],
            Refusals(
                ReportStream
                    .Of()
                    .Correct(
                        """
                        {"quantity":"6,5 million","share":"half","claimant":{"kind":"state"},"stated":"2025-01-01","reason":" ","quantitty":"5"}
                        """
                    )
            )
        );

    [Theory]
    [InlineData(""" "per":"month" """, " correction.empty,/per correction.per-alone")]
    [InlineData(""" "quantity":"5","quantity":"6" """, "/quantity json.duplicate-key")]
    [InlineData(""" "via":[""] """, "/via/0 text.empty")]
    public void A_body_that_says_nothing_or_twice_is_refused(string members, string faults) =>
        Assert.Equal(
            faults.Split(',').Order(StringComparer.Ordinal),
            Refusals(ReportStream.Of().Correct(Body(members))).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Both_names_of_the_period_are_one_too_many() =>
        Assert.Equal(
            ["/observed correction.coverage-twice"],
            Refusals(ReportStream.Of(Route).Correct(Body(""" "observed":"2024-01","coverage":"2024-01" """)))
        );

    [Fact]
    public void What_was_stated_and_the_reason_are_required() =>
        Assert.Equal(
            ["/stated member.missing", "/reason member.missing"],
            Refusals(ReportStream.Of().Correct("""{"quantity":"5"}"""))
        );

    [Fact]
    public void A_reason_has_a_longest_length() =>
        Assert.Equal(
            ["/reason text.too-long"],
            Refusals(
                ReportStream
                    .Of()
                    .Correct($$"""{"quantity":"5","stated":"2024-03","reason":"{{new string('r', 2001)}}"}""")
            )
        );

    [Theory]
    [InlineData("2024-02-27", true)]
    [InlineData("2024-01", true)]
    [InlineData("2024-02-28", false)]
    [InlineData("2024-02", false)]
    [InlineData("2024-01/..", false)]
    public void A_correction_before_the_claim_was_said_is_refused(string stated, bool refused)
    {
        var decision = ReportStream.Of().Correct($$"""{"quantity":"5","stated":"{{stated}}","reason":"r"}""");

        if (refused)
        {
            Assert.Equal(["/stated stated.before-claim"], Refusals(decision));
        }
        else
        {
            Assert.IsType<LaterDecision.Append>(decision);
        }
    }

    [Theory]
    [InlineData(""" "item":"propellant" """)]
    [InlineData(""" "item":"dual-use-goods" """)]
    public void An_item_in_whose_unit_the_quantity_is_not_is_refused(string member) =>
        Assert.Equal(
            ["/item quantity.unit-disagrees"],
            Refusals(ReportStream.Of(Shells).Correct(Body(member)))
        );

    [Fact]
    public void A_quantity_of_what_is_never_counted_is_refused() =>
        Assert.Equal(
            ["/quantity item.never-counted"],
            Refusals(
                ReportStream
                    .Of("""{"type":"items-reported","item":"dual-use-goods"}""")
                    .Correct(Body(""" "quantity":"5" """))
            )
        );

    [Fact]
    public void A_correction_that_a_later_one_would_bring_into_another_unit_is_refused()
    {
        var stream = ReportStream
            .Of(Shells)
            .Corrected("""{"quantity":"6,000","stated":"2024-06-01","reason":"r"}""");

        Assert.Equal(
            ["/item quantity.unit-disagrees"],
            Refusals(stream.Correct(Body(""" "item":"propellant","quantity":"90" """)))
        );
    }

    [Fact]
    public void Asked_twice_the_second_answer_is_nothing_whatever_the_expected_version()
    {
        var body = Body(""" "item":"propellant","quantity":"90" """);
        var stream = ReportStream.Of(Shells).Corrected(body);

        Assert.Equal(new LaterDecision.Unchanged(new Position(42), 3), stream.Correct(body, expected: 2));
    }

    [Fact]
    public void A_correction_asked_for_again_after_another_is_one_more()
    {
        var body = Body(""" "quantity":"90" """);
        var stream = ReportStream.Of().Corrected(body).Corrected(Body(""" "quantity":"95" """));

        Assert.IsType<LaterDecision.Append>(stream.Correct(body));
    }

    [Fact]
    public void A_correction_that_was_voided_can_be_made_again()
    {
        var body = Body(""" "quantity":"90" """);
        var stream = ReportStream
            .Of()
            .Corrected(body)
            .Mended($$"""{"becomes":{{Drafts.Claim}},"voids":[3],"reason":"Of another claim"}""");

        Assert.Equal(5, Assert.IsType<LaterDecision.Append>(stream.Correct(body)).Version);
    }

    [Theory]
    [InlineData(Drafts.Claim, """ "quantity":"5" """)]
    [InlineData(Drafts.Claim, """ "share":"unfit" """)]
    public void A_version_that_has_moved_on_is_told_before_any_fault(string claim, string member) =>
        Assert.Equal(
            new LaterDecision.VersionMoved(2),
            ReportStream.Of(claim).Correct(Body(member), expected: 1)
        );

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_claim_that_the_report_does_not_have_is_unknown(int number) =>
        Assert.IsType<LaterDecision.Unknown>(ReportStream.Of().Correct("{}", number));

    [Fact]
    public void A_claim_of_no_report_is_unknown() =>
        Assert.IsType<LaterDecision.Unknown>(CorrectClaim.Decide(Bytes("{}"), null, 1, 1, Drafts.Today));

    [Theory]
    [InlineData("", " body.empty")]
    [InlineData("[]", " json.not-an-object")]
    [InlineData("{", " json.unreadable")]
    public void What_is_no_object_is_refused(string body, string fault) =>
        Assert.Contains(fault, Refusals(ReportStream.Of().Correct(body)));

    [Fact]
    public void A_correction_that_would_not_fit_into_an_entry_is_refused()
    {
        var relay = string.Concat(Enumerable.Repeat("\\u0001", 198)) + "ab";
        var relays = string.Join(',', Enumerable.Repeat($"\"{relay}\"", 20));
        var members = string.Join(',', Enumerable.Repeat($"\"{relay}\"", 50));
        var body = Body(
            $$""" "via":[{{relays}}],"claimant":{"kind":"joint","code":"X","members":[{{members}}]} """
        );

        Assert.Equal([" entry.too-large"], Refusals(ReportStream.Of().Correct(body)));
    }

    [Fact]
    public void A_correction_names_every_figure_on_which_the_claim_ever_stood()
    {
        var stream = ReportStream
            .Of(Shells)
            .Mended(
                """{"becomes":{"type":"items-reported","item":"rocket","quantity":"5,000","stage":"shipped"},"reason":"Misread"}"""
            );

        Assert.Equal(
            ["KP-RU/items/artillery-round", "KP-RU/items/rocket"],
            Appended<ClaimCorrected>(stream.Correct(Body(""" "quantity":"6,000" """))).Figures
        );
    }

    [Fact]
    public void A_figure_on_which_only_a_voided_correction_put_the_claim_is_named_too()
    {
        var stream = ReportStream
            .Of(Shells)
            .Corrected(Body(""" "item":"rocket" """))
            .Mended($$"""{"becomes":{{Shells}},"voids":[3],"reason":"Of another claim"}""");

        Assert.Equal(
            ["KP-RU/items/artillery-round", "KP-RU/items/rocket"],
            Appended<ClaimCorrected>(stream.Correct(Body(""" "quantity":"6,000" """))).Figures
        );
    }

    [Fact]
    public void A_refusal_says_what_does_not_fit_and_what_to_do() =>
        Assert.Equal(
            "From 2024-03-05 on its quantity would be in round, but what it is about is counted in tonne. "
                + "Correct item and quantity together.",
            Assert
                .Single(
                    Assert
                        .IsType<LaterDecision.Refused>(
                            ReportStream.Of(Shells).Correct(Body(""" "item":"propellant" """))
                        )
                        .Faults
                )
                .Says
        );

    [Fact]
    public void A_correction_of_a_claim_without_a_figure_names_none() =>
        Assert.Empty(
            Appended<ClaimCorrected>(
                ReportStream
                    .Of("""{"type":"evidence-cited","kind":"imagery"}""")
                    .Correct(Body(""" "via":["a"] """))
            ).Figures
        );
}
