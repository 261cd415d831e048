using TransferLedger.Core.Events;
using TransferLedger.Core.Filing;

namespace TransferLedger.Core.Tests.Filing;

/// <summary>Given what stands in the stream, when a report is handed in, then these events or none.</summary>
public sealed class FileReportTests
{
    private const string Quoted =
        """{"type":"containers-reported","quantity":"over 1,000","quote":"over 1,000 boxes"}""";
    private static readonly byte[] Salt = [.. Enumerable.Range(1, Excerpt.SaltBytes).Select(n => (byte)n)];

    [Fact]
    public void A_new_report_becomes_its_filing_and_one_event_a_claim()
    {
        var file = Assert.IsType<FilingDecision.File>(
            Decide(Drafts.Draft($"{Drafts.Claim},{Quoted}"), given: null)
        );

        Assert.Equal(
            [typeof(ReportFiled), typeof(ContainersReported), typeof(ContainersReported)],
            file.Events.Select(e => e.Event.GetType())
        );
        Assert.Equal(2, Assert.IsType<ReportFiled>(file.Events[0].Event).Claims);
    }

    [Fact]
    public void A_report_without_claims_is_its_filing_alone() =>
        Assert.Single(
            Assert.IsType<FilingDecision.File>(Decide(Drafts.Draft(claims: ""), given: null)).Events
        );

    [Fact]
    public void A_quote_goes_beside_the_event_which_holds_its_salted_digest_alone()
    {
        var quoted = Filed(Quoted).Events[1];

        Assert.Equal(new Excerpt(Salt, "over 1,000 boxes"), quoted.Excerpt, (a, b) => a!.Equals(b));
        Assert.Equal(quoted.Excerpt!.Digest, ((Claim)quoted.Event).Quote);
        Assert.DoesNotContain(
            "boxes",
            System.Text.Encoding.UTF8.GetString(quoted.Data.Span),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_same_report_again_changes_nothing() =>
        Assert.IsType<FilingDecision.Unchanged>(Decide(Drafts.Draft(Quoted), Given(Quoted, Salt)));

    [Fact]
    public void The_same_report_again_is_the_same_after_a_correction_too() =>
        Assert.IsType<FilingDecision.Unchanged>(
            Decide(Drafts.Draft(Quoted), Given(Quoted, Salt) with { Version = 7 })
        );

    [Theory]
    [InlineData("""{"type":"containers-reported","quantity":"over 1,000","quote":"over 1,000 boxeS"}""")]
    [InlineData("""{"type":"containers-reported","quantity":"over 1,001","quote":"over 1,000 boxes"}""")]
    [InlineData(Drafts.Claim)]
    [InlineData($"{Quoted},{Drafts.Claim}")]
    [InlineData("")]
    public void A_report_of_the_same_id_with_other_claims_or_another_quote_differs(string claims) =>
        Assert.IsType<FilingDecision.Differs>(Decide(Drafts.Draft(claims), Given(Quoted, Salt)));

    [Fact]
    public void A_report_of_the_same_id_with_another_title_differs() =>
        Assert.IsType<FilingDecision.Differs>(
            Decide(Drafts.Draft(Quoted, """ "title":"Another" """), Given(Quoted, Salt))
        );

    [Fact]
    public void An_erased_quote_is_equal_to_any_quote() =>
        Assert.IsType<FilingDecision.Unchanged>(
            Decide(
                Drafts.Draft(Quoted.Replace("boxes", "crates", StringComparison.Ordinal)),
                Given(Quoted, salt: null)
            )
        );

    [Fact]
    public void An_erased_quote_is_not_equal_to_none() =>
        Assert.IsType<FilingDecision.Differs>(Decide(Drafts.Draft(Drafts.Claim), Given(Quoted, salt: null)));

    [Fact]
    public void Claims_whose_entries_would_be_too_large_are_refused_all_at_once_with_their_places()
    {
        var vessels = string.Join(',', Enumerable.Repeat($$"""{"name":"{{new string('v', 200)}}"}""", 50));
        var legs = string.Join(
            ',',
            Enumerable.Repeat($$"""{"from":{"name":"a"},"vessels":[{{vessels}}]}""", 10)
        );
        var large = $$"""{"type":"shipment-route-observed","legs":[{{legs}}]}""";

        var refused = Assert.IsType<FilingDecision.Refused>(
            Decide(Drafts.Draft($"{large},{Drafts.Claim},{large}"), given: null)
        );

        Assert.Equal(["/claims/0", "/claims/2"], refused.Faults.Select(f => f.Place));
        Assert.All(refused.Faults, fault => Assert.Equal("entry.too-large", fault.Code));
    }

    private static FilingDecision Decide(ReportDraft draft, FiledReport? given) =>
        FileReport.Decide(draft, given, () => Salt);

    private static FilingDecision.File Filed(string claims) =>
        (FilingDecision.File)Decide(Drafts.Draft(claims), given: null);

    /// <summary>What the stream holds after a filing, through the stored form.</summary>
    private static FiledReport Given(string claims, byte[]? salt)
    {
        var stream = Filed(claims).Events.Select((e, i) => (Stored(e, i), Guid.CreateVersion7())).ToList();
        return FiledReports.From(stream, _ => salt is null ? null : (ReadOnlyMemory<byte>?)salt)!;
    }

    private static Recorded Stored(NewEvent filed, int i) =>
        new(
            new Position(40 + i),
            new StreamId("report/r"),
            i + 1,
            new DateTime(2024, 3, 1, 0, 0, 0, DateTimeKind.Utc),
            EventJson.Read(EventNames.Of(filed.Event), filed.Data.Span)
        );
}
