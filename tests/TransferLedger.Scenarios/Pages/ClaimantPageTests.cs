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
}
