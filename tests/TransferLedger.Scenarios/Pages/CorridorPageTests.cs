using System.Text.Json;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Pages;

/// <summary>The page of a corridor: as much of it as a page holds, and never older than the ledger.</summary>
public sealed class CorridorPageTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    private const string Absence = """
        {"type": "absence-observed", "what": "Trains", "observed": "2024-02"}
        """;

    [Fact]
    public async Task What_is_too_much_for_a_page_is_counted_and_stands_whole_in_the_file()
    {
        var claims = string.Join(',', Enumerable.Repeat(Absence, 103));
        await ledger.Client.File(Reports.Of("many", claims, "\"corridor\": \"IR-RU\""));
        var page = await ledger.Client.Look("/IR-RU");
        Assert.Contains("100 of 103 absence observed", page.Words("p.cut"), StringComparison.Ordinal);
        Assert.Equal(100, page.QuerySelectorAll("section[aria-labelledby=absences] li").Length);
        Assert.Null(page.QuerySelector("a[href$='many#claim-3']"));
        Assert.NotNull(page.QuerySelector("a[href$='many#claim-4']"));
        var file = await ledger.Client.Ask("/IR-RU/periods.csv");
        Assert.Equal(104, file.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Every_period_lies_within_the_time_line_and_says_what_it_is_about()
    {
        await ledger.Client.File(
            Reports.Published(
                "periods",
                "PW-RU",
                "2024-05-02",
                Reports.ContainersOf("KR", "2019-01-06", "over 5", "/2019-01-05"),
                Reports.ContainersOf("KR", "2024-05-01", "over 10", "2023-09-01/2024-02-01")
            )
        );
        var page = await ledger.Client.Look("/PW-RU");
        var drawn = JsonElement.Parse(page.QuerySelector("figure[data-chart=periods] script")!.TextContent);
        var periods = drawn.GetProperty("periods").EnumerateArray().ToList();
        Assert.Equal(2, periods.Count);
        Assert.All(
            periods,
            period =>
                Assert.Equal(
                    [drawn.Of("from"), period.Of("from"), period.Of("to"), drawn.Of("to")],
                    new[] { drawn.Of("from"), period.Of("from"), period.Of("to"), drawn.Of("to") }.Order(
                        StringComparer.Ordinal
                    )
                )
        );
        Assert.Equal(
            ["Ministry: Shipping containers, over 5", "Ministry: Shipping containers, over 10"],
            periods.Select(period => period.Of("label"))
        );
        Assert.Equal(["not known", "1 September 2023"], page.Each("section.periods td:nth-child(3)"));
    }

    [Fact]
    public async Task The_newest_are_the_same_whether_now_or_the_last_position_is_asked_for()
    {
        var claims = string.Join(',', Enumerable.Repeat(Absence, 102));
        await ledger.Client.File(
            Reports.Of("alike", $"{claims}, {Reports.Containers()}", "\"corridor\": \"BY-RU\"")
        );
        var now = await ledger.Client.Look("/BY-RU");
        var last = await ledger.LogSize() - 1;
        var then = await ledger.Client.Look($"/BY-RU?knownAt={last}");
        foreach (
            var part in new[]
            {
                "header.title p:not(.kicker):not(.cut)",
                "section[aria-labelledby=absences]",
                "table.figures",
            }
        )
        {
            Assert.Equal(now.Words(part), then.Words(part));
        }
    }

    [Fact]
    public async Task A_page_read_before_tells_of_what_came_since_on_either_way()
    {
        await ledger.Client.File(Reports.Containers("out", "MM-RU", "over 1,000"));
        var before = await ledger.Client.Look("/MM-RU");
        Assert.Equal("1 claim, said on 13 October 2023.", before.Words("header.title p:not(.kicker)"));
        Assert.Null(before.QuerySelector("#back"));
        await ledger.Client.File(Reports.Containers("elsewhere", "CU-RU", "over 1,000"));
        await ledger.Client.File(Reports.Containers("back", "RU-MM", "over 2,000"));
        Assert.NotNull((await ledger.Client.Look("/MM-RU")).QuerySelector("#back"));
        await ledger.Client.File(Reports.Containers("more", "MM-RU", "over 3,000"));
        Assert.Contains(
            "over 3,000",
            (await ledger.Client.Look("/MM-RU")).Words("section[aria-labelledby=out]"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_denial_there_hears_of_what_it_could_answer_elsewhere()
    {
        await ledger.Client.File(
            Reports.Of(
                "denied",
                Reports.Claim(
                    "denial-issued",
                    """
                    "claimant": {"kind": "state", "country": "KP"}, "stated": "2023-10-20", "forms": ["categorical"], "targets": [{"corridor": "KP-*"}]
                    """
                ),
                "\"corridor\": \"KP-SY\""
            )
        );
        const string Denials = "section.denials tbody";
        Assert.Contains(
            "none that is here",
            (await ledger.Client.Look("/KP-SY")).Words(Denials),
            StringComparison.Ordinal
        );
        await ledger.Client.File(Reports.Containers("answered", "KP-IR", "over 1,000"));
        Assert.Contains(
            "Shipping containers, North Korea to Iran: ",
            (await ledger.Client.Look("/KP-SY")).Words(Denials),
            StringComparison.Ordinal
        );
    }
}
