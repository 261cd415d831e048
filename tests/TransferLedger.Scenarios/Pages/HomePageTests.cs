using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Pages;

/// <summary>The first page: figures by corridor, what moved last, what cannot all be true.</summary>
public sealed class HomePageTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    [Fact]
    public async Task What_moves_stands_there_as_soon_as_subscribers_hear_of_it()
    {
        await ledger.Client.File(Reports.Containers("moved-1", "ER-RU", "over 1,000"));
        await Heard("ER-RU/containers", revisions: 1);
        var before = await ledger.Client.Look("/");
        Assert.Equal("over 1,000; nobody claims an upper limit", Claimed(before, "ER-RU"));
        await ledger.Client.File(Reports.Containers("moved-2", "ER-RU", "over 2,000"));
        await Heard("ER-RU/containers", revisions: 2);
        var after = await ledger.Client.Look("/");
        Assert.Equal("at least 2,001; nobody claims an upper limit", Claimed(after, "ER-RU"));
        Assert.Contains(
            "1,001 or more → 2,001 or more",
            after.Each("section.newest li")[0],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_cannot_all_be_true_is_said_in_words_with_a_way_to_it()
    {
        await ledger.Client.File(
            Reports.Published(
                "open-conflict",
                "GQ-RU",
                "2024-05-02",
                Reports.ContainersOf("US", "2024-05-01", "at least 900", "2024-01/2024-04"),
                Reports.ContainersOf("IL", "2024-05-01", "fewer than 100", "2024-01/2024-04")
            )
        );
        var page = await ledger.Client.Look("/");
        var conflict = page.QuerySelectorAll("section.conflicts li")
            .Single(li => li.QuerySelector("a[href^='/GQ-RU/containers']") is not null);
        Assert.Contains("900", conflict.TextContent, StringComparison.Ordinal);
        Assert.Contains("disputed", Claimed(page, "GQ-RU"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_search_gives_what_was_found_and_nothing_else()
    {
        await ledger.Client.File(Reports.Containers("sought-1", "NI-RU", "over 1,000"));
        await ledger.Client.File(Reports.Containers("sought-2", "NI-RU", "over 2,000"));
        var page = await ledger.Client.Look("/?q=sought");
        Assert.Equal(2, page.QuerySelectorAll("section.found a[href^='/report/sought-']").Length);
        Assert.Empty(page.QuerySelectorAll("table.figures"));
    }

    private static string Claimed(AngleSharp.Dom.IParentNode page, string corridor) =>
        page.QuerySelectorAll("table.figures tbody tr")
            .Single(row => row.QuerySelector($"a[href='/{corridor}/containers']") is not null)
            .Each("td")[0];

    private async Task Heard(string figure, int revisions)
    {
        var address = $"/events?from=0&type=estimate-revised&figure={figure}&wait=10";
        for (var heard = 0; heard < revisions; )
        {
            heard = (await ledger.Client.Ask(address)).Json.GetArrayLength();
        }
    }
}
