using System.Net;
using System.Text.Json;

namespace TransferLedger.Scenarios.Http;

/// <summary>Grades, and readings narrowed to a perspective or to sources of a reliability.</summary>
public sealed class GradeTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    private const string January = "2024-01/2024-01-31";

    [Fact]
    public async Task A_grade_holds_for_every_day_and_the_better_one_leads()
    {
        var figure = await TwoOf("SE-UA", "trust", "2024-02-01", "2024-02-01");
        var before = new[]
        {
            await ledger.Client.Figure(figure, "2024-02-01"),
            await ledger.Client.Figure(figure, "2024-06-01"),
        };
        await ledger.Client.Grade("trust-b#1", "A");
        var after = new[]
        {
            await ledger.Client.Figure(figure, "2024-02-01"),
            await ledger.Client.Figure(figure, "2024-06-01"),
        };
        Assert.Equal(["trust-a#1", "trust-a#1"], before.Select(estimate => estimate.Of("leading")));
        Assert.Equal(["trust-b#1", "trust-b#1"], after.Select(estimate => estimate.Of("leading")));
    }

    [Fact]
    public async Task Of_two_grades_the_latest_stands()
    {
        await TwoOf("NO-UA", "latest", "2024-02-01", "2024-02-01");
        await ledger.Client.Grade("latest-b#1", "A");
        await ledger.Client.Grade("latest-b#1", "E", 5);
        var claim = (await ledger.Client.Ask("/claims?report=latest-b")).Items[0].GetProperty("data");
        Assert.Equal(
            ("E", 5),
            (claim.GetProperty("grade").Of("reliability"), claim.GetProperty("grade").Number("credibility"))
        );
        Assert.Equal(
            2,
            (await ledger.Client.Ask("/reports/latest-b"))
                .Json.GetProperty("claims")[0]
                .GetProperty("later")
                .GetArrayLength()
        );
    }

    [Fact]
    public async Task A_graded_source_is_seen_under_its_reliability_and_an_ungraded_one_is_not()
    {
        var figure = await TwoOf("FI-UA", "seen", "2024-02-01", "2024-02-01");
        Assert.Equal("empty", (await ledger.Client.Figure(figure, more: "&minReliability=F")).Of("status"));
        await ledger.Client.Grade("seen-b#1", "C");
        foreach (var asOf in new[] { "2024-02-01", "2024-06-01" })
        {
            Assert.Equal(
                "empty",
                (await ledger.Client.Figure(figure, asOf, "&minReliability=B")).Of("status")
            );
            var seen = await ledger.Client.Figure(figure, asOf, "&minReliability=C");
            Assert.Equal(
                (401, "C"),
                (seen.Number("low"), seen.GetProperty("narrowing").Of("minReliability"))
            );
        }
    }

    [Fact]
    public async Task Along_the_log_a_narrowed_reading_tells_when_the_grade_came()
    {
        var figure = await TwoOf("DK-UA", "when", "2024-02-01", "2024-02-01");
        var done = await ledger.Client.Grade("when-b#1", "B");
        var revision = Assert.Single(await ledger.Client.Revisions(figure, "recorded", "&minReliability=B"));
        Assert.Equal(done.Number("position"), revision.Number("position"));
        var cause = Assert.Single(revision.GetProperty("cause").EnumerateArray());
        Assert.Equal(("graded", "when-b#1"), (cause.Of("event"), cause.Of("claim")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/revisions")]
    [InlineData("/explanation")]
    [InlineData("/claims")]
    public async Task A_narrowed_answer_says_so_and_others_do_not(string part)
    {
        await TwoOf("CZ-UA", "says", "2024-02-01", "2024-02-01");
        var address = $"/figures/CZ-UA/containers{part}";
        var narrowed = (await ledger.Client.Ask($"{address}?perspective=PL")).Json.GetProperty("narrowing");
        Assert.Equal("PL", narrowed.Of("perspective"));
        var whole = (await ledger.Client.Ask(address)).Json;
        Assert.False(
            whole.TryGetProperty("narrowing", out var narrowing) && narrowing.ValueKind != JsonValueKind.Null
        );
    }

    [Fact]
    public async Task Every_part_of_a_figure_is_narrowed_to_one_perspective()
    {
        var figure = await TwoOf("SK-UA", "parts", "2024-02-01", "2024-02-10");
        const string Only = "&perspective=PL";
        var estimate = await ledger.Client.Figure(figure, more: Only);
        Assert.Equal((401, "single"), (estimate.Number("low"), estimate.Of("status")));
        Assert.Equal(["PL"], estimate.GetProperty("perspectives").All("perspective"));
        Assert.Equal(
            "2024-02-10",
            Assert.Single(await ledger.Client.Revisions(figure, "stated", Only)).Of("day")
        );
        var explanation = (await ledger.Client.Ask($"/figures/{figure}/explanation?perspective=PL")).Json;
        Assert.Equal(
            "parts-b#1",
            Assert.Single(explanation.GetProperty("low").GetProperty("steps").EnumerateArray()).Of("claim")
        );
        Assert.Equal(
            ["parts-b#1"],
            (await ledger.Client.Ask($"/figures/{figure}/claims?perspective=PL")).Items.All("claim")
        );
    }

    [Fact]
    public async Task The_claims_of_a_figure_are_narrowed_to_a_reliability()
    {
        var figure = await TwoOf("HU-UA", "of", "2024-02-01", "2024-02-01");
        await ledger.Client.Grade("of-a#1", "B");
        await ledger.Client.Grade("of-b#1", "D");
        Assert.Equal(
            ["of-a#1"],
            (await ledger.Client.Ask($"/figures/{figure}/claims?minReliability=C")).Items.All("claim")
        );
        Assert.Equal(
            ["of-a#1", "of-b#1"],
            (await ledger.Client.Ask($"/figures/{figure}/claims?minReliability=D")).Items.All("claim")
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("&asOf=2024-06-01")]
    public async Task The_list_of_figures_is_narrowed_and_says_so(string day)
    {
        await ledger.Client.Post(
            "/reports",
            Reports.Published("list-a", "RO-UA", "2024-02-01", Said("UA", "over 1,000"))
        );
        await ledger.Client.Post(
            "/reports",
            Reports.Published("list-b", "RO-UA", "2024-02-01", Said("PL", "over 400"))
        );
        var list = await ledger.Client.Ask($"/figures?corridor=RO-UA&perspective=PL{day}");
        Assert.Equal(401, Assert.Single(list.Items.EnumerateArray()).Number("low"));
        Assert.Equal("PL", list.Json.GetProperty("narrowing").Of("perspective"));
        var graded = await ledger.Client.Ask($"/figures?corridor=RO-UA&minReliability=A{day}");
        Assert.Equal("empty", Assert.Single(graded.Items.EnumerateArray()).Of("status"));
        Assert.Equal("A", graded.Json.GetProperty("narrowing").Of("minReliability"));
    }

    [Theory]
    [InlineData("/figures", "?minReliability=G", "reliability.unknown")]
    [InlineData("/figures", "?minReliability=b", "reliability.unknown")]
    [InlineData("/figures/BG-UA/containers", "?minReliability=1", "reliability.unknown")]
    [InlineData("/figures/BG-UA/containers/revisions", "?minReliability=AB", "reliability.unknown")]
    [InlineData("/figures/BG-UA/containers/claims", "?minReliability=-1", "reliability.unknown")]
    [InlineData("/figures/BG-UA/containers/explanation", "?perspective=%00", "text.nul")]
    [InlineData("/figures/BG-UA/containers/claims", "?perspective=K%00R", "text.nul")]
    [InlineData("/conflicts", "?minReliability=Z", "reliability.unknown")]
    public async Task A_value_that_is_none_is_refused(string address, string query, string code)
    {
        await ledger.Client.Post(
            "/reports",
            Reports.Published("wrong", "BG-UA", "2024-02-01", Said("UA", "over 1,000"))
        );
        var answer = await ledger.Client.Ask(address + query);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var fault = Assert.Single(answer.Faults);
        Assert.Equal(query.Split('=')[0].TrimStart('?'), fault.Pointer);
        Assert.Equal(code, fault.Code);
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_grade_is_said_at_once()
    {
        await ledger.Client.File(
            Reports.Published("faults", "EE-UA", "2024-02-01", Said("UA", "over 1,000"))
        );
        const string Body = """{"grade": {"reliability": "G", "credibility": 7}}""";
        var answer = await ledger.Client.Later("faults#1", "grade", Body, "\"v2\"");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(
            ["/grade/credibility", "/grade/reliability", "/reason"],
            answer.Faults.Select(fault => fault.Pointer).Order(StringComparer.Ordinal)
        );
    }

    private static string Said(string state, string quantity, string stated = "2024-02-01") =>
        Reports.ContainersOf(state, stated, quantity, January);

    /// <summary>Two claims by two states, filed once.</summary>
    private async Task<string> TwoOf(string corridor, string name, string first, string second)
    {
        await ledger.Client.Post(
            "/reports",
            Reports.Published($"{name}-a", corridor, first, Said("UA", "over 1,000", first))
        );
        await ledger.Client.Post(
            "/reports",
            Reports.Published($"{name}-b", corridor, second, Said("PL", "over 400", second))
        );
        return $"{corridor}/containers";
    }
}
