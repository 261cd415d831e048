using System.Net;

namespace TransferLedger.Scenarios.Http;

/// <summary><c>POST /reports/check</c>: everything that filing would do but the writing.</summary>
public sealed class CheckTests(SampleLedger ledger) : IClassFixture<SampleLedger>
{
    private static readonly string OverTwenty = Reports.Of(
        "check",
        Reports.Claim(
            "containers-reported",
            """
            "claimant": {"kind": "state", "country": "KR"}, "stated": "2024-02-28", "quantity": "over 20,000", "coverage": "/2024-02-28"
            """
        )
    );

    [Fact]
    public async Task It_says_how_each_claim_was_understood()
    {
        var answer = await ledger.Client.Post("/reports/check", OverTwenty);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("new", answer.Json.Of("outcome"));
        var claim = Assert.Single(answer.Json.GetProperty("claims").EnumerateArray());
        Assert.Equal("check#1", claim.Of("claim"));
        Assert.Equal("KP-RU/containers", claim.Of("figure"));
        Assert.Equal("KR", claim.Of("perspective"));
        Assert.Equal("2024-02-28", claim.Of("said"));
        var quantity = claim.GetProperty("quantity");
        Assert.Equal("more than 20,000", quantity.Of("reading"));
        Assert.Equal(20_001, quantity.Number("low"));
        Assert.Null(quantity.Number("high"));
    }

    [Fact]
    public async Task It_says_what_the_estimate_is_and_what_it_would_become()
    {
        var answer = await ledger.Client.Post("/reports/check", OverTwenty);
        var change = Assert.Single(answer.Json.GetProperty("estimates").EnumerateArray());
        Assert.Equal(13_001, change.GetProperty("before").Number("low"));
        Assert.NotEqual(
            change.GetProperty("before").Number("claims"),
            change.GetProperty("after").Number("claims")
        );
    }

    [Fact]
    public async Task It_writes_nothing()
    {
        var size = await ledger.LogSize();
        await ledger.Client.Post("/reports/check", OverTwenty);
        Assert.Equal(size, await ledger.LogSize());
        Assert.Equal(HttpStatusCode.NotFound, (await ledger.Client.Ask("/reports/check")).Status);
    }

    [Fact]
    public async Task A_report_that_is_there_is_unchanged_and_another_one_differs()
    {
        await ledger.Client.File(Reports.Containers("there", "BY-RU", "over 5"));
        var same = await ledger.Client.Post("/reports/check", Reports.Containers("there", "BY-RU", "over 5"));
        var other = await ledger.Client.Post(
            "/reports/check",
            Reports.Containers("there", "BY-RU", "over 6")
        );
        Assert.Equal("unchanged", same.Json.Of("outcome"));
        Assert.Equal("differs", other.Json.Of("outcome"));
    }

    [Fact]
    public async Task Its_faults_are_those_of_filing()
    {
        var bad = Reports.Of("bad", Reports.Containers("6,5 million"));
        var check = await ledger.Client.Post("/reports/check", bad);
        var filing = await ledger.Client.Post("/reports", bad);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, check.Status);
        Assert.Equal(filing.Faults, check.Faults);
    }
}
