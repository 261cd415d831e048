using TransferLedger.Core.Events;
using TransferLedger.Core.Filing;
using static TransferLedger.Core.Tests.Filing.ReportStream;

namespace TransferLedger.Core.Tests.Filing;

/// <summary>Given a report's stream, when the quote of a claim is erased, then this event or this refusal.</summary>
public sealed class EraseExcerptTests
{
    private const string Asked = """{"reason":"The speaker asked for it"}""";

    private static readonly string Claims =
        $"{Drafts.Claim[..^1]},\"quote\":\"exact words\"}},{Drafts.Claim}";

    private static ReportStream Quoted => ReportStream.Of(Claims);

    [Fact]
    public void An_erasure_names_the_entry_whose_quote_it_was_and_who_erased_it()
    {
        var erased = Appended<ExcerptErased>(Quoted.Erase(Asked, by: "desk-7"));

        Assert.Equal(
            (EntryId(2), "r#1", "desk-7", "The speaker asked for it"),
            (erased.Entry, erased.Claim.ToString(), erased.By, erased.Reason)
        );
        Assert.Equal(["KP-RU/containers"], erased.Figures);
    }

    [Fact]
    public void It_does_not_matter_which_version_was_seen_unless_one_is_named()
    {
        Assert.IsType<LaterDecision.Append>(Quoted.Erase(Asked));
        Assert.IsType<LaterDecision.Append>(Quoted.Erase(Asked, expected: 3));
        Assert.Equal(new LaterDecision.VersionMoved(3), Quoted.Erase(Asked, expected: 2));
    }

    [Theory]
    [InlineData(Asked)]
    [InlineData("""{"reason":"For another reason"}""")]
    public void A_quote_is_erased_once_whatever_is_said_the_second_time(string again) =>
        Assert.Equal(
            new LaterDecision.Unchanged(new Position(43), 4),
            Quoted.Erased(Asked).Erase(again, expected: 1, by: "desk-2")
        );

    [Fact]
    public void After_an_erasure_the_claim_stands_as_it_did()
    {
        var erased = Quoted.Erased(Asked);

        Assert.Equal(Quoted[1].AsRecorded(), erased[1].AsRecorded());
        Assert.NotNull(erased[1].AsRecorded().Quote);
    }

    [Fact]
    public void A_claim_without_a_quote_has_nothing_to_erase() =>
        Assert.Equal([" excerpt.none"], Refusals(Quoted.Erase(Asked, number: 2)));

    [Fact]
    public void A_claim_that_the_report_does_not_have_is_unknown() =>
        Assert.IsType<LaterDecision.Unknown>(Quoted.Erase(Asked, number: 9));

    [Theory]
    [InlineData("{}", "/reason member.missing")]
    [InlineData("""{"reason":"  "}""", "/reason text.empty")]
    [InlineData("""{"reason":5}""", "/reason json.not-text")]
    [InlineData("""{"reason":"r","quote":"exact words"}""", "/quote json.unknown-member")]
    [InlineData("", " body.empty")]
    public void What_gives_no_reason_is_refused(string body, string fault) =>
        Assert.Equal([fault], Refusals(Quoted.Erase(body)));
}
