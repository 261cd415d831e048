using System.Net;

namespace TransferLedger.Scenarios.Http;

/// <summary><c>ETag</c>: an answer that did not change is not sent again, and an append elsewhere changes none.</summary>
public sealed class CachingTests(SampleLedger ledger) : IClassFixture<SampleLedger>
{
    [Theory]
    [InlineData("/figures/KP-RU/containers")]
    [InlineData("/figures/KP-RU/containers/revisions")]
    [InlineData("/figures/KP-RU/containers/claims")]
    [InlineData("/figures/KP-RU/containers/explanation")]
    [InlineData("/figures")]
    [InlineData("/corridors")]
    [InlineData("/corridors/KP-RU")]
    [InlineData("/reports")]
    [InlineData("/reports/republic-2024-02-28-shells")]
    [InlineData("/claims")]
    [InlineData("/claimants")]
    [InlineData("/statements")]
    [InlineData("/figures/KP-RU/containers/ratios")]
    [InlineData("/conflicts")]
    [InlineData("/denials")]
    [InlineData("/claimants/shin-won-sik-kr")]
    [InlineData("/statements/shin-2024-02-26")]
    public async Task Whoever_has_the_answer_gets_304_without_a_body(string address)
    {
        // A day, so that midnight does not fall between the two.
        address += "?asOf=2024-09-01";
        var etag = await ETagOf(address);
        var again = await ledger.Client.Ask(address, ("If-None-Match", etag));
        Assert.Equal(HttpStatusCode.NotModified, again.Status);
        Assert.Equal(etag, again.Headers["ETag"]);
        Assert.Empty(again.Body);
        Assert.Equal(
            HttpStatusCode.OK,
            (await ledger.Client.Ask(address, ("If-None-Match", "\"other\""))).Status
        );
    }

    [Theory]
    [InlineData("/figures/KP-RU/containers")]
    [InlineData("/corridors/KP-RU")]
    [InlineData("/reports/republic-2024-02-28-shells")]
    [InlineData("/figures/KP-RU/containers/revisions")]
    [InlineData("/figures/KP-RU/containers/explanation")]
    [InlineData("/figures/KP-RU/containers/ratios")]
    [InlineData("/statements/shin-2024-02-26")]
    public async Task An_append_elsewhere_does_not_change_it(string address)
    {
        address += "?asOf=2024-09-01";
        var before = await ETagOf(address);
        await ledger.Client.File(Reports.Containers($"elsewhere-{Guid.NewGuid():N}", "AE-SD", "over 5"));
        Assert.Equal(before, await ETagOf(address));
    }

    [Fact]
    public async Task A_claim_on_the_figure_and_a_denial_of_it_change_it()
    {
        const string Figure = "/figures/IR-RU/containers?asOf=2024-09-01";
        await ledger.Client.File(Reports.Containers("change-1", "IR-RU", "over 5"));
        var first = await ETagOf(Figure);
        await ledger.Client.File(Reports.Containers("change-2", "IR-RU", "over 6"));
        var second = await ETagOf(Figure);
        var denial = Reports.Claim(
            "denial-issued",
            """ "forms": ["categorical"], "targets": [{"figure": "IR-RU/containers"}] """
        );
        await ledger.Client.File(Reports.Of("change-3", denial, "\"corridor\": \"IR-RU\""));
        var third = await ETagOf(Figure);
        Assert.Equal(3, new[] { first, second, third }.Distinct().Count());
    }

    [Fact]
    public async Task Another_day_is_another_answer()
    {
        const string Figure = "/figures/KP-RU/containers";
        Assert.NotEqual(await ETagOf($"{Figure}?asOf=2024-09-01"), await ETagOf($"{Figure}?asOf=2024-09-02"));
    }

    private async Task<string> ETagOf(string address) => (await ledger.Client.Ask(address)).Headers["ETag"];
}
