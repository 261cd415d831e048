using System.Net;

namespace TransferLedger.Scenarios.Pages;

/// <summary>Pages of a ledger in which nothing stands yet. Nothing is filed here.</summary>
public sealed class EmptyPagesTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/audit")]
    [InlineData("/file")]
    [InlineData("/compare")]
    [InlineData("/?q=containers")]
    public async Task They_are_there_and_name_nothing_that_is_not(string address)
    {
        var page = await ledger.Client.Look(address);
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Empty(page.QuerySelectorAll("main a[href*='KP-RU']"));
        Assert.DoesNotContain("replay copy", page.Words("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_figure_is_not_there()
    {
        var answer = await ledger.Client.Browse("/KP-RU/containers");
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Contains(
            "Nobody has claimed anything about KP-RU/containers",
            answer.Document().Words(".problem"),
            StringComparison.Ordinal
        );
    }
}

/// <summary>Characters that stand in no name.</summary>
public sealed class ControlCharacterTests(SampleLedger ledger) : IClassFixture<SampleLedger>
{
    [Theory]
    [InlineData("/KP-RU/%01")]
    [InlineData("/KP-RU/containers%0a")]
    [InlineData("/claimant/%1f")]
    [InlineData("/statement/%7f%c2%85")]
    [InlineData("/report/%0d%0a")]
    [InlineData("/?q=%00%01")]
    [InlineData("/KP-RU/containers?asOf=%00")]
    public async Task They_are_answered_with_a_page(string address)
    {
        var answer = await ledger.Client.Browse(address);
        Assert.True(
            answer.Status is HttpStatusCode.OK or HttpStatusCode.NotFound or HttpStatusCode.BadRequest,
            answer.Text
        );
        Assert.Single(answer.Document().QuerySelectorAll("h1"));
    }
}
