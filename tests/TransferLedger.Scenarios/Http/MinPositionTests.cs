using System.Net;

namespace TransferLedger.Scenarios.Http;

/// <summary><c>?minPosition=</c>: whoever knows of an entry is not shown a ledger without it.</summary>
public sealed class MinPositionTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    [Theory]
    [InlineData("/figures")]
    [InlineData("/claims")]
    [InlineData("/reports")]
    [InlineData("/figures/KP-RU/containers")]
    [InlineData("/figures/KP-RU/containers/explanation")]
    public async Task What_was_filed_is_there(string address)
    {
        var filed = await ledger.Client.File(
            Reports.Of($"min{address.Replace('/', '-').ToLowerInvariant()}", Reports.Containers())
        );
        var answer = await ledger.Client.Ask($"{address}?minPosition={filed.Number("position")}");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Fact]
    public async Task What_is_not_there_in_time_is_said_and_may_be_asked_for_again()
    {
        var answer = await ledger.Client.Ask("/figures?minPosition=999999");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.Equal("reads.behind", answer.Code);
        Assert.True(answer.Headers.ContainsKey("Retry-After"));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("last")]
    [InlineData("")]
    public async Task What_is_no_position_is_refused(string given)
    {
        var answer = await ledger.Client.Ask($"/figures?minPosition={given}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("min-position.unreadable", answer.Code);
    }
}
