using System.Net;
using System.Text.Json;

namespace TransferLedger.Scenarios.Http;

/// <summary>A ledger without an entry answers everything that one with entries does. Nothing is filed here.</summary>
public sealed class EmptyLedgerTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    [Theory]
    [MemberData(nameof(AsOfTests.Lists), MemberType = typeof(AsOfTests))]
    public async Task Every_list_is_empty_and_known_at_nothing(string list)
    {
        var answer = await ledger.Client.Ask(list);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Empty(answer.Items.EnumerateArray());
        Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("knownAt").ValueKind);
        Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("next").ValueKind);
        Assert.False(answer.Headers.ContainsKey("Ledger-Position"));
    }

    [Theory]
    [InlineData("/figures/KP-RU/containers", "figure.unknown")]
    [InlineData("/corridors/KP-RU", "corridor.unknown")]
    [InlineData("/reports/some", "report.unknown")]
    [InlineData("/entries/0", "entry.unknown")]
    [InlineData("/excerpts/some/1", "claim.unknown")]
    public async Task Nothing_is_known_yet(string address, string code)
    {
        var answer = await ledger.Client.Ask(address);
        Assert.Equal((HttpStatusCode.NotFound, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Health_says_ready()
    {
        var ready = await ledger.Client.Ask("/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.Status);
        Assert.Equal("ready", ready.Json.Of("status"));
        Assert.Equal(0, ready.Json.Number("entries"));
        Assert.Equal(0, ready.Json.GetProperty("projections").Number("lag"));
        Assert.Equal("live", (await ledger.Client.Ask("/health/live")).Json.Of("status"));
    }

    [Theory]
    [InlineData("GET", "/figure/KP-RU", HttpStatusCode.NotFound, "address.unknown")]
    [InlineData("DELETE", "/reports", HttpStatusCode.MethodNotAllowed, "method.unknown")]
    [InlineData("GET", "/reports/x/claims", HttpStatusCode.NotFound, "address.unknown")]
    [InlineData("POST", "/figures", HttpStatusCode.MethodNotAllowed, "method.unknown")]
    public async Task An_address_or_verb_that_is_not_there_is_a_problem_that_says_so(
        string verb,
        string address,
        HttpStatusCode status,
        string code
    )
    {
        var answer = await ledger.Client.Send(new HttpMethod(verb), address);
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }
}
