using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Pages;

/// <summary>The page of a statement: each appearance with what it is about, and what a retelling bent or left out.</summary>
public sealed class StatementPageTests(SampleLedger ledger) : IClassFixture<SampleLedger>
{
    private const string Statement = "/statement/shin-2024-02-26";

    [Fact]
    public async Task Every_appearance_says_what_it_is_about()
    {
        var page = await ledger.Client.Look(Statement);
        var about = page.Each("table.lineage tbody tr td:nth-child(6)");
        var appearances = (await ledger.Client.Ask("/statements/shin-2024-02-26")).Json.GetProperty(
            "appearances"
        );
        Assert.Equal(appearances.GetArrayLength(), about.Count);
        Assert.DoesNotContain("", about);
        Assert.Contains("Shipping containers North Korea to Russia", about);
        Assert.Contains("Production observed", about);
    }

    [Fact]
    public async Task What_a_report_leaves_out_is_listed_once_for_the_report()
    {
        var page = await ledger.Client.Look(Statement);
        var missing = page.QuerySelectorAll("article.statement p")
            .Single(p => p.TextContent.Contains("Not told in", StringComparison.Ordinal));
        Assert.Equal(7, missing.QuerySelectorAll(".claim a").Length);
    }
}
