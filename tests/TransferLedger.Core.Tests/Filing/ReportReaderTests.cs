using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Core.Events;
using TransferLedger.Core.Filing;
using TransferLedger.Core.Tests.Sample;

namespace TransferLedger.Core.Tests.Filing;

public sealed class ReportReaderTests
{
    private static string RoomOfReports =>
        Path.Combine(SampleFolder.Root, "tests", "TransferLedger.Scenarios", "Reports", "varied.ndjson");

    public static TheoryData<string> GoodReports =>
        [
            .. SampleFolder.Paths.Select(File.ReadAllText),
            File.ReadAllText(SampleFolder.Beside("added-us-claim.json")),
            .. File.ReadLines(RoomOfReports),
        ];

    [Theory]
    [MemberData(nameof(GoodReports))]
    public void The_sample_and_the_invented_reports_are_filed_and_are_the_same_again(string json)
    {
        var draft = ReportReader.Read(Encoding.UTF8.GetBytes(json), new DateOnly(2026, 11, 22));
        Assert.Empty(draft.Faults);

        var file = Assert.IsType<FilingDecision.File>(FileReport.Decide(draft.Value, filed: null, Salt));
        var filed = FiledReports.From([.. file.Events.Select(Stored)], _ => Salt())!;

        Assert.IsType<FilingDecision.Unchanged>(FileReport.Decide(draft.Value, filed, Salt));
    }

    [Fact]
    public void All_faults_come_at_once_each_where_it_stands() =>
        Assert.Equal(
            [
                "/id report.id-unreadable",
                "/medium word.unknown",
                "/titel json.unknown-member",
                "/claims/0/quantity quantity.unreadable",
                "/claims/0/coverage date.unreadable",
                "/claims/1/type claim.type-unknown",
                "/claims/2 json.not-an-object",
                "/claims/3/claimant/country party.unknown",
                "/claims/3/grade/credibility grade.unknown",
                "/claims/3/quantity/high number.not-whole",
            ],
            Drafts.Faults(
                Drafts.Report(
                    """
                    {"type":"containers-reported","quantity":"6,5 million","coverage":"spring"},
                    {"type":"container-reported","quantity":"1"},
                    5,
                    {"type":"containers-reported","quantity":{"high":1.5},"claimant":{"kind":"state","country":"South Korea"},"grade":{"reliability":"B","credibility":7}}
                    """,
                    """ "id":"Ünlesbar","medium":"newspaper","titel":"x" """
                )
            )
        );

    [Fact]
    public void Pointers_escape_what_stands_in_member_names() =>
        Assert.Equal(
            [
                "/a~1b~0c json.unknown-member",
                "/claims/0/~01 json.unknown-member",
                "/claims/0/legs~10 json.unknown-member",
            ],
            Drafts.Faults(
                Drafts.Report(
                    """{"type":"containers-reported","quantity":"1","~1":0,"legs/0":0}""",
                    """ "a/b~c":1 """
                )
            )
        );

    [Theory]
    [InlineData("""{"id":"a","id":"b"}""", "/id json.duplicate-key")]
    [InlineData("""{"i\u0064":"a","id":"b"}""", "/id json.duplicate-key")]
    [InlineData("""{"\ud800":1}""", " text.not-unicode")]
    [InlineData("""{"title":"\ud800"}""", "/title text.not-unicode")]
    [InlineData("""{"title":"a\u0000b"}""", "/title text.nul")]
    [InlineData("""{"title":" "}""", "/title text.empty")]
    [InlineData("""{"title":5}""", "/title json.not-text")]
    [InlineData("""{"claims":{}}""", "/claims json.not-an-array")]
    [InlineData("""{"corridor":"KP-KP"}""", "/corridor corridor.same-party")]
    [InlineData("""{"textDigest":"sha256:0"}""", "/textDigest digest.unreadable")]
    [InlineData("[]", " json.not-an-object")]
    [InlineData("null", " json.not-an-object")]
    [InlineData("{", " json.unreadable")]
    [InlineData("{} {}", " json.unreadable")]
    [InlineData("", " body.empty")]
    public void What_is_wrong_with_the_form_has_a_code_and_a_place(string json, string fault) =>
        Assert.Contains(fault, Drafts.Faults(json));

    [Fact]
    public void Nesting_beyond_the_limit_is_refused() =>
        Assert.Equal(
            [" json.too-deep"],
            Drafts.Faults(new string('[', Limits.Depth + 1) + new string(']', Limits.Depth + 1))
        );

    [Fact]
    public void Bytes_that_are_no_utf8_are_refused() =>
        Assert.Equal(
            "text.not-utf8",
            ReportReader.Read(new byte[] { 0x22, 0xff, 0x22 }, Drafts.Today).Faults[0].Code
        );

    [Fact]
    public void A_body_over_the_limit_is_refused_unread() =>
        Assert.Equal(
            "body.too-large",
            ReportReader.Read(new byte[Limits.BodyBytes + 1], Drafts.Today).Faults[0].Code
        );

    [Theory]
    [InlineData(Limits.Claims, null)]
    [InlineData(Limits.Claims + 1, "/claims list.too-long")]
    public void There_is_a_limit_of_claims(int claims, string? fault) =>
        Assert.Equal(
            fault is null ? [] : [fault],
            Drafts.Faults(Drafts.Report(string.Join(',', Enumerable.Repeat(Drafts.Claim, claims))))
        );

    [Theory]
    [InlineData(Limits.QuoteCharacters, null)]
    [InlineData(Limits.QuoteCharacters + 1, "/claims/0/quote text.too-long")]
    public void There_is_a_limit_of_a_quotes_length(int length, string? fault) =>
        Assert.Equal(
            fault is null ? [] : [fault],
            Drafts.Faults(Drafts.Report(WithMember($"\"quote\":\"{new string('q', length)}\"")))
        );

    [Theory]
    [InlineData("the exact words", null)]
    [InlineData("The exact words", "/claims/0/quote quote.not-in-text")]
    [InlineData("the  exact words", "/claims/0/quote quote.not-in-text")]
    public void A_quote_is_an_exact_part_of_the_text(string quote, string? fault) =>
        Assert.Equal(
            fault is null ? [] : [fault],
            Drafts.Faults(
                Drafts.Report(
                    WithMember($"\"quote\":\"{quote}\""),
                    """ "text":"Here are the exact words, he said." """
                )
            )
        );

    [Theory]
    [InlineData("2025", null)]
    [InlineData("2024-12-31", "2024-12-31")]
    [InlineData("2024-12", "2024-12")]
    [InlineData("2024", "2024")]
    [InlineData("2025-01-01", null)]
    [InlineData("../2025-01-01", null)]
    [InlineData("2024-12-31/2025-06", "2024-12-31/2025-06")]
    public void Nothing_is_published_or_stated_after_today(string date, string? read)
    {
        var faults = Drafts.Faults(
            Drafts.Report(
                WithMember($"\"stated\":\"{date}\",\"disclosed\":\"{date}\""),
                $"\"published\":\"{date}\""
            )
        );

        Assert.Equal(
            read is not null
                ? []
                :
                [
                    "/published date.in-the-future",
                    "/claims/0/stated date.in-the-future",
                    "/claims/0/disclosed date.in-the-future",
                ],
            faults
        );
    }

    [Fact]
    public void A_derived_id_is_good_and_the_same_again_for_any_publisher_and_title() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(
                ArbMap.Default.ArbFor<NonEmptyString>(),
                ArbMap.Default.ArbFor<NonEmptyString>(),
                (publisher, title) =>
                {
                    var json = Nameless(publisher.Get, title.Get);
                    var (first, second) = (Drafts.Read(json), Drafts.Read(json));
                    return !first.IsOk
                        || (
                            first.Value.Report.Report == second.Value.Report.Report
                            && ReportId.Read(first.Value.Report.Report.Text).IsOk
                        );
                }
            )
        );

    [Theory]
    [InlineData("平壤日报")]
    [InlineData("--- Ünïted ---")]
    [InlineData("A very long name of a publisher that goes on and on and on without an end in sight, Ltd.")]
    public void A_derived_id_is_good_for_odd_publishers(string publisher) =>
        Assert.Matches(
            "^[a-z0-9]+(-[a-z0-9]+)*-2024-02-28-[0-9a-f]{12}$",
            Drafts.Read(Nameless(publisher, "T")).Value.Report.Report.Text
        );

    [Fact]
    public void Reports_with_another_title_have_another_derived_id() =>
        Assert.NotEqual(
            Drafts.Read(Nameless("P", "T")).Value.Report.Report,
            Drafts.Read(Nameless("P", "U")).Value.Report.Report
        );

    private static string WithMember(string member) =>
        $$"""{"type":"containers-reported","quantity":"1",{{member}}}""";

    private static string Nameless(string publisher, string title) =>
        $$"""{"title":{{Text(title)}},"publisher":{{Text(publisher)}},"medium":"press","published":"2024-02-28","claims":[]}""";

    private static string Text(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private static ReadOnlyMemory<byte> Salt() => new byte[Excerpt.SaltBytes];

    private static (Recorded, Guid) Stored(NewEvent filed, int i) =>
        (
            new Recorded(
                new Position(i),
                new StreamId("report/r"),
                i + 1,
                new DateTime(2026, 11, 22, 0, 0, 0, DateTimeKind.Utc),
                EventJson.Read(EventNames.Of(filed.Event), filed.Data.Span)
            ),
            Guid.CreateVersion7()
        );
}
