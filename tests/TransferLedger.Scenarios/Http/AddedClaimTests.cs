using System.Text.Json;

namespace TransferLedger.Scenarios.Http;

/// <summary>The worked example of domain.md with the added US claim filed by hand.</summary>
public sealed class AddedClaimTests(SampleLedger ledger) : IClassFixture<SampleLedger>
{
    [Theory]
    [InlineData("2024-03-01", "disputed", 6_030L)]
    [InlineData("2024-09-01", "compatible", 13_001L)]
    public async Task The_added_claim_is_disputed_first_and_compatible_later(
        string asOf,
        string status,
        long low
    )
    {
        await File();
        var estimate = await Estimate(asOf);
        Assert.Equal(status, estimate.Of("status"));
        Assert.Equal(low, estimate.Number("low"));
        Assert.Null(estimate.Number("high"));
    }

    [Fact]
    public async Task Nobody_supports_what_lies_between_the_two()
    {
        await File();
        var estimate = await Estimate("2024-03-01");
        var gap = Assert.Single(estimate.GetProperty("gaps").EnumerateArray());
        Assert.Equal((7_371, 10_000), (gap.Number("from"), gap.Number("to")));
        Assert.Null(estimate.Number("point"));
    }

    [Theory]
    [InlineData("2024-03-01")]
    [InlineData("2024-09-01")]
    public async Task Its_conflict_is_listed_on_both_days_and_told_in_words(string asOf)
    {
        await File();
        var beside = (await ledger.Client.Ask($"/conflicts?asOf={asOf}")).Items.With(
            "figure",
            "KP-RU/containers"
        );
        var conflict = Assert.Single((await Estimate(asOf)).GetProperty("conflicts").EnumerateArray());
        foreach (var told in new[] { conflict, beside })
        {
            Assert.Equal("tension", told.Of("grade"));
            Assert.Equal(
                ["KR", "US"],
                told.GetProperty("between").EnumerateArray().Select(p => p.GetString())
            );
            Assert.Equal(
                ["republic-2024-02-28-shells#4", "us-state-2024-02-23-containers#1"],
                told.GetProperty("claims").EnumerateArray().Select(claim => claim.GetString())
            );
            Assert.Equal(
                [("at-least", 10_001L, "2024-02-23"), ("at-most", 7_370L, "2024-02-26")],
                told.GetProperty("steps")
                    .EnumerateArray()
                    .Select(step => (step.Of("side"), step.Number("number")!.Value, step.Of("to")))
            );
            Assert.True(told.GetProperty("restsOnDates").GetBoolean());
            Assert.True(told.GetProperty("bearsOnPeriod").GetBoolean());
            Assert.Contains(
                "Both cannot be true: 10,001 is 2,631 more than 7,370. This is a tension, not a contradiction",
                told.Of("text"),
                StringComparison.Ordinal
            );
        }
    }

    private async Task File()
    {
        var path = Path.Combine(
            SourceTree.Root,
            "tests/TransferLedger.Core.Tests/Sample/added-us-claim.json"
        );
        var report = await System.IO.File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        var answer = await ledger.Client.Post("/reports", report);
        Assert.True((int)answer.Status is 200 or 201, answer.Text);
    }

    private async Task<JsonElement> Estimate(string asOf) =>
        (await ledger.Client.Ask($"/figures/KP-RU/containers?asOf={asOf}")).Json;
}
