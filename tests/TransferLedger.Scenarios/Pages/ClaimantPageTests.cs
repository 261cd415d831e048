using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Pages;

/// <summary>The page of a claimant: what they said, the newest first, and how they moved their own numbers.</summary>
public sealed class ClaimantPageTests(SampleLedger ledger) : IClassFixture<SampleLedger>
{
    private const string Speaker = "shin-won-sik-kr";

    [Theory]
    [InlineData("")]
    [InlineData("?asOf=2024-03-01")]
    public async Task Each_of_their_claims_stands_there_with_a_way_to_it(string query)
    {
        var page = await ledger.Client.Look($"/claimant/{Speaker}{query}");
        var claims = (
            await ledger.Client.Ask($"/claims?claimant={Speaker}&limit=100{query.Replace('?', '&')}")
        ).Items;
        Assert.Equal(
            claims
                .EnumerateArray()
                .Select(claim =>
                    $"/report/{claim.Of("claim").Replace("#", "#claim-", StringComparison.Ordinal)}"
                )
                .Order(StringComparer.Ordinal),
            page.QuerySelectorAll("section.said tbody .claim a[href^='/report/']")
                .Select(link => link.GetAttribute("href")!)
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_number_that_they_moved_is_told_with_both_ranges()
    {
        var page = await ledger.Client.Look($"/claimant/{Speaker}");
        Assert.Contains("6,030 or more", page.Words("section.record tbody"), StringComparison.Ordinal);
        Assert.Contains("9,000 to 11,000", page.Words("section.record tbody"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_moved_none_is_said_to_have_moved_none()
    {
        var page = await ledger.Client.Look("/claimant/white-house-us");
        Assert.Contains("moved no number", page.Words("section.record"), StringComparison.Ordinal);
        Assert.Contains(
            "on 13 October 2023: 3 claims in 1 statement",
            page.Words("header.title"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_is_filed_of_them_or_of_their_figures_stands_there_at_once()
    {
        await ledger.Client.File(Ministry("moved-1", "CA", "over 1,000"));
        Assert.Equal("Ministry – TransferLedger", (await ledger.Client.Look("/claimant/ministry-ca")).Title);
        var before = await ledger.Client.Look("/claimant/ministry-ca");
        Assert.Contains("1 claim in", before.Words("header.title"), StringComparison.Ordinal);
        Assert.Empty(before.QuerySelectorAll("section.conflicts"));

        await ledger.Client.File(Ministry("moved-2", "CA", "over 2,000"));
        var after = await ledger.Client.Look("/claimant/ministry-ca");
        Assert.Contains("2 claims in", after.Words("header.title"), StringComparison.Ordinal);

        await ledger.Client.File(Ministry("moved-3", "AU", "fewer than 100"));
        var contradicted = await ledger.Client.Look("/claimant/ministry-ca");
        Assert.NotEmpty(contradicted.QuerySelectorAll("section.conflicts"));
    }

    private static string Ministry(string report, string state, string quantity) =>
        Reports.Published(
            report,
            "NI-RU",
            "2024-05-02",
            Reports.ContainersOf(state, "2024-05-01", quantity, "2024-01/2024-04")
        );
}
