using TransferLedger.Core.Events;
using TransferLedger.Core.Filing;
using static TransferLedger.Core.Tests.Filing.ReportStream;

namespace TransferLedger.Core.Tests.Filing;

/// <summary>Given a report's stream, when we mend what we recorded wrongly, then this event or this refusal.</summary>
public sealed class CorrectRecordingTests
{
    private const string Shells =
        """{"type":"items-reported","item":"artillery-round","quantity":"5,000","stage":"shipped"}""";

    private static string Body(string becomes, string members = "") =>
        $$"""{"becomes":{{becomes}},"reason":"Misread"{{(members.Length == 0 ? "" : $",{members}")}}}""";

    [Fact]
    public void The_whole_claim_as_it_should_be_is_appended()
    {
        var mended = Appended<RecordingErrorCorrected>(
            ReportStream.Of().Mend(Body("""{"type":"containers-reported","quantity":"over 1,100"}"""))
        );

        var becomes = Assert.IsType<ContainersReported>(mended.Becomes.Claim);
        Assert.Equal("over 1,100", becomes.Quantity.Words);
        Assert.Equal(
            ("r#1", "Exercise Wire", "2024-02-28"),
            (becomes.Id.ToString(), becomes.Publisher, becomes.Published.Text)
        );
        Assert.Equal("KP-RU", becomes.Corridor.ToString());
        Assert.Null(mended.Voids);
    }

    [Fact]
    public void It_may_become_of_another_type_corridor_and_figure() =>
        Assert.Equal(
            ["IR-RU/items/rocket", "KP-RU/containers"],
            Appended<RecordingErrorCorrected>(
                ReportStream
                    .Of()
                    .Mend(
                        Body(
                            """{"type":"items-reported","item":"rocket","quantity":"5","corridor":"IR-RU"}"""
                        )
                    )
            ).Figures
        );

    [Fact]
    public void A_corridor_left_out_stays_as_it_was_mended_last()
    {
        var stream = ReportStream
            .Of()
            .Mended(Body("""{"type":"containers-reported","quantity":"5","corridor":"IR-RU"}"""));

        Assert.Equal(
            "IR-RU",
            Appended<RecordingErrorCorrected>(
                stream.Mend(Body("""{"type":"containers-reported","quantity":"6"}"""))
            )
                .Becomes.Claim.Corridor.ToString()
        );
    }

    [Fact]
    public void The_digest_of_the_quote_stays_as_it_was_filed()
    {
        var stream = ReportStream.Of("""{"type":"containers-reported","quantity":"1","quote":"one box"}""");

        var mended = Appended<RecordingErrorCorrected>(stream.Mend(Body(Drafts.Claim)));

        Assert.NotNull(mended.Becomes.Claim.Quote);
        Assert.Equal(stream[1].AsRecorded().Quote, mended.Becomes.Claim.Quote);
    }

    [Fact]
    public void A_quote_is_refused() =>
        Assert.Equal(
            ["/becomes/quote recording-error.quote-stays"],
            Refusals(
                ReportStream
                    .Of()
                    .Mend(Body("""{"type":"containers-reported","quantity":"5","quote":"five"}"""))
            )
        );

    [Fact]
    public void Evidence_supports_claims_of_its_report_alone() =>
        Assert.Equal(
            ["/becomes/supports evidence.supports-nothing", "/becomes/supports evidence.supports-nothing"],
            Refusals(
                ReportStream
                    .Of($"{Drafts.Claim},{Drafts.Claim}")
                    .Mend(Body("""{"type":"evidence-cited","kind":"debris","supports":[1,2,3]}"""))
            )
        );

    [Fact]
    public void Corrections_and_withdrawals_of_the_claim_can_be_voided()
    {
        var stream = ReportStream
            .Of()
            .Corrected("""{"quantity":"5","stated":"2024-03-05","reason":"r"}""")
            .Corrected("""{"quantity":"6","stated":"2024-03-06","reason":"r"}""")
            .Mended(Body(Drafts.Claim, """ "voids":[4,3] """));

        Assert.Equal([3, 4], stream[1].Voided.Order());
        Assert.Single(stream[1].States());
    }

    [Theory]
    [InlineData("[1]", "/voids/0 recording-error.voids-nothing")]
    [InlineData("[2]", "/voids/0 recording-error.voids-nothing")]
    [InlineData("[4,5]", "/voids/1 recording-error.voids-nothing")]
    [InlineData("[4,99]", "/voids/1 recording-error.voids-nothing")]
    [InlineData("[4,6]", "/voids/1 recording-error.voids-nothing")]
    [InlineData("[\"4\"]", "/voids/0 number.not-whole")]
    public void What_is_no_correction_or_withdrawal_of_this_claim_cannot_be_voided(string voids, string fault)
    {
        // 1 the filing, 2 and 3 the claims, 4 a correction of this claim, 5 of the other, 6 a grade.
        const string corrected = """{"quantity":"5","stated":"2024-03-05","reason":"r"}""";
        var stream = ReportStream
            .Of($"{Drafts.Claim},{Drafts.Claim}")
            .Corrected(corrected)
            .Corrected(corrected, number: 2)
            .Graded("""{"grade":{"reliability":"B","credibility":2},"reason":"r"}""");

        Assert.Equal([fault], Refusals(stream.Mend(Body(Drafts.Claim, $""" "voids":{voids} """))));
    }

    [Fact]
    public void More_voids_than_fit_are_refused() =>
        Assert.Equal(
            ["/voids list.too-long"],
            Refusals(
                ReportStream
                    .Of()
                    .Mend(Body(Drafts.Claim, $""" "voids":[{string.Join(',', Enumerable.Range(1, 101))}] """))
            )
        );

    [Fact]
    public void What_changes_nothing_is_refused() =>
        Assert.Equal(
            ["/becomes recording-error.says-the-same"],
            Refusals(ReportStream.Of().Mend(Body(Drafts.Claim)))
        );

    [Fact]
    public void A_correction_that_would_then_be_in_another_unit_has_to_be_voided()
    {
        var becomes = """{"type":"items-reported","item":"propellant","quantity":"90"}""";
        var stream = ReportStream
            .Of(Shells)
            .Corrected("""{"quantity":"6,000","stated":"2024-03-05","reason":"r"}""");

        Assert.Equal(["/becomes quantity.unit-disagrees"], Refusals(stream.Mend(Body(becomes))));
        Assert.IsType<LaterDecision.Append>(stream.Mend(Body(becomes, """ "voids":[3] """)));
    }

    [Fact]
    public void All_faults_come_at_once() =>
        Assert.Equal(
            [
                "/becomes/stated date.in-the-future",
                "/becomes/quantity quantity.unreadable",
                "/becomes/publisher json.unknown-member",
                "/voids/0 recording-error.voids-nothing",
                "/reason member.missing",
                "/because json.unknown-member",
            ],
            Refusals(
                ReportStream
                    .Of()
                    .Mend(
                        """
                        {"becomes":{"type":"containers-reported","quantity":"6,5 million","stated":"2025","publisher":"x"},"voids":[7],"because":"x"}
                        """
                    )
            )
        );

    [Fact]
    public void The_claim_and_the_reason_are_required() =>
        Assert.Equal(
            ["/becomes member.missing", "/reason member.missing"],
            Refusals(ReportStream.Of().Mend("{}"))
        );

    [Fact]
    public void Asked_twice_the_second_answer_is_nothing_whatever_the_expected_version()
    {
        var body = Body(Shells, """ "voids":[3] """);
        var stream = ReportStream
            .Of()
            .Corrected("""{"quantity":"5","stated":"2024-03-05","reason":"r"}""")
            .Mended(body);

        Assert.Equal(new LaterDecision.Unchanged(new Position(43), 4), stream.Mend(body, expected: 3));
    }

    [Fact]
    public void A_version_that_has_moved_on_is_told() =>
        Assert.Equal(new LaterDecision.VersionMoved(2), ReportStream.Of().Mend(Body(Shells), expected: 1));

    [Fact]
    public void A_claim_that_the_report_does_not_have_is_unknown() =>
        Assert.IsType<LaterDecision.Unknown>(ReportStream.Of().Mend(Body(Shells), number: 2));

    [Fact]
    public void A_claim_too_large_for_an_entry_is_refused()
    {
        var vessels = string.Join(',', Enumerable.Repeat($$"""{"name":"{{new string('v', 200)}}"}""", 50));
        var legs = string.Join(
            ',',
            Enumerable.Repeat($$"""{"from":{"name":"a"},"vessels":[{{vessels}}]}""", 10)
        );

        Assert.Equal(
            [" entry.too-large"],
            Refusals(
                ReportStream.Of().Mend(Body($$"""{"type":"shipment-route-observed","legs":[{{legs}}]}"""))
            )
        );
    }

    [Fact]
    public void The_report_as_filed_is_the_same_again_after_every_later_event()
    {
        var stream = ReportStream
            .Of()
            .Corrected("""{"quantity":"5","stated":"2024-03-05","reason":"r"}""")
            .Mended(Body(Shells, """ "voids":[3] """));

        Assert.IsType<FilingDecision.Unchanged>(
            FileReport.Decide(Drafts.Draft(), stream.Report, () => default)
        );
    }
}
