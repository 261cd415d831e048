using System.Net;
using System.Text.Json;

namespace TransferLedger.Scenarios.Http;

/// <summary>Our own mistake in recording: mended, it never was for any day; only the log's axis tells.</summary>
public sealed class RecordingErrorTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    private const string January = "2024-01/2024-01-31";

    [Theory]
    [InlineData("2024-02-01")]
    [InlineData("2024-06-01")]
    public async Task It_holds_for_every_day(string asOf)
    {
        await ledger.Client.Post("/reports", Report("every", "IR-RU", Said("over 1,000")));
        await ledger.Client.Later("every#1", "recording-error", Error(Said("over 100")), "\"v2\"");
        Assert.Equal(101, (await ledger.Client.Figure("IR-RU/containers", asOf)).Number("low"));
    }

    [Fact]
    public async Task Along_the_days_it_leaves_no_step_and_along_the_log_it_does()
    {
        await File("log", "IR-SY", Said("over 1,000"));
        var done = await ledger.Client.Mend("log#1", Said("over 100"));
        var stated = Assert.Single(await ledger.Client.Revisions("IR-SY/containers", "stated"));
        Assert.Equal(101, stated.GetProperty("after").Number("low"));
        var recorded = await ledger.Client.Revisions("IR-SY/containers", "recorded");
        Assert.Equal(
            [1_001L, 101L],
            recorded.Select(revision => revision.GetProperty("after").Number("low"))
        );
        Assert.Equal(done.Number("position"), recorded[1].Number("position"));
        var cause = Assert.Single(recorded[1].GetProperty("cause").EnumerateArray());
        Assert.Equal(("recording-error", "log#1"), (cause.Of("event"), cause.Of("claim")));
    }

    [Fact]
    public async Task It_may_move_the_claim_to_another_figure_and_both_tell_along_the_log()
    {
        await File("figure", "IR-YE", Said("over 1,000"));
        var done = await ledger.Client.Mend(
            "figure#1",
            Reports.ItemsOf("UA", "2024-02-01", "artillery-round-152mm", "over 1,000", January)
        );
        Assert.Equal("empty", (await ledger.Client.Figure("IR-YE/containers", "2024-02-01")).Of("status"));
        Assert.Equal(
            1_001,
            (await ledger.Client.Figure("IR-YE/items/artillery-round-152mm", "2024-02-01")).Number("low")
        );
        var left = await ledger.Client.Revisions("IR-YE/containers", "recorded");
        Assert.Equal(
            ["single", "empty"],
            left.Select(revision => revision.GetProperty("after").Of("status"))
        );
        var joined = await ledger.Client.Revisions("IR-YE/items/artillery-round-152mm", "recorded");
        Assert.Equal(
            [done.Number("position"), done.Number("position")],
            new[] { left[1], joined.Single() }.Select(r => r.Number("position"))
        );
        Assert.Equal(
            ["items-reported"],
            (await ledger.Client.Ask("/claims?report=figure")).Items.All("type")
        );
    }

    [Fact]
    public async Task Lists_follow_a_claim_to_another_corridor_claimant_and_statement()
    {
        await File("lists", "IR-IQ", Said("over 1,000", "LV", """, "statement": "said-by-lv" """));
        var becomes = Reports.ContainersOf(
            "EE",
            "2024-02-01",
            "over 1,000",
            January,
            """, "corridor": "IR-KW", "statement": "said-by-ee" """
        );
        await ledger.Client.Mend("lists#1", becomes);
        foreach (var day in new[] { "", "?asOf=2024-02-01" })
        {
            var corridors = (await ledger.Client.Ask($"/corridors{day}")).Items.All("corridor");
            Assert.Equal((false, true), (corridors.Contains("IR-IQ"), corridors.Contains("IR-KW")));
            var claimants = (await ledger.Client.Ask($"/claimants{day}")).Items.All("perspective");
            Assert.Equal((false, true), (claimants.Contains("LV"), claimants.Contains("EE")));
            var statements = (await ledger.Client.Ask($"/statements{day}")).Items.All("statement");
            Assert.Equal(
                (false, true),
                (statements.Contains("said-by-lv"), statements.Contains("said-by-ee"))
            );
            var figures = (await ledger.Client.Ask($"/figures{day}")).Items.All("figure");
            Assert.Equal(
                (false, true),
                (figures.Contains("IR-IQ/containers"), figures.Contains("IR-KW/containers"))
            );
        }

        Assert.Equal(HttpStatusCode.NotFound, (await ledger.Client.Ask("/corridors/IR-IQ")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await ledger.Client.Ask("/statements/said-by-lv")).Status);
        Assert.Equal(
            "lists#1",
            Assert
                .Single(
                    (await ledger.Client.Ask("/corridors/IR-KW")).Json.GetProperty("figures").EnumerateArray()
                )
                .Of("leading")
        );
    }

    [Fact]
    public async Task A_corridor_left_out_stays()
    {
        await File("stays", "IR-OM", Said("over 1,000"));
        await ledger.Client.Mend("stays#1", Said("over 100"));
        Assert.Equal(["IR-OM"], (await ledger.Client.Ask("/claims?report=stays")).Items.All("corridor"));
    }

    [Fact]
    public async Task It_brings_back_what_was_withdrawn_by_our_mistake()
    {
        await File("voids", "IR-LB", Said("over 1,000"));
        await ledger.Client.Withdraw("voids#1", "2024-03-10", "UA");
        var away = await ledger.Client.Figure("IR-LB/containers", "2024-03-10");
        Assert.Null(away.Number("low"));
        await ledger.Client.Mend("voids#1", Said("over 1,000"), "[3]");
        var back = await ledger.Client.Figure("IR-LB/containers", "2024-03-10");
        Assert.Equal(("single", 1_001), (back.Of("status"), back.Number("low")));
        var claim = (await ledger.Client.Ask("/reports/voids")).Json.GetProperty("claims")[0];
        Assert.False(claim.GetProperty("withdrawn").GetBoolean());
        Assert.Equal(
            ["claim-withdrawn", "recording-error-corrected"],
            claim.GetProperty("later").All("event")
        );
        Assert.Equal(3, (await ledger.Client.Revisions("IR-LB/containers", "recorded")).Count);
        Assert.Single(await ledger.Client.Revisions("IR-LB/containers", "stated"));
    }

    [Fact]
    public async Task It_leaves_what_was_corrected_later_in_place()
    {
        await File("under", "IR-TR", Said("over 1,000"));
        await ledger.Client.Correct("under#1", "2024-03-10", "\"quantity\": \"over 800\"");
        await ledger.Client.Mend("under#1", Said("over 100"));
        Assert.Equal(101, (await ledger.Client.Figure("IR-TR/containers", "2024-03-09")).Number("low"));
        Assert.Equal(801, (await ledger.Client.Figure("IR-TR/containers", "2024-03-10")).Number("low"));
    }

    [Fact]
    public async Task All_that_is_wrong_with_it_is_said_at_once()
    {
        await File("faults", "IR-AF", Said("over 1,000"));
        const string Body =
            """{"becomes": {"type": "containers-reported", "quantity": "6,5 million", "coverage": "x", "quote": "y"}, "voids": [2], "reason": ""}""";
        var answer = await ledger.Client.Later("faults#1", "recording-error", Body, "\"v2\"");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Superset(
            new HashSet<string>
            {
                "/becomes/quantity",
                "/becomes/coverage",
                "/becomes/quote",
                "/voids/0",
                "/reason",
            },
            answer.Faults.Select(fault => fault.Pointer).ToHashSet()
        );
    }

    private static string Said(string quantity, string state = "UA", string more = "") =>
        Reports.ContainersOf(state, "2024-02-01", quantity, January, more);

    private static string Error(string becomes) =>
        $$"""{"becomes": {{becomes}}, "reason": "A slip of ours."}""";

    private static string Report(string id, string corridor, string claim) =>
        Reports.Published(id, corridor, "2024-02-01", claim);

    private Task<JsonElement> File(string id, string corridor, string claim) =>
        ledger.Client.File(Report(id, corridor, claim));
}
