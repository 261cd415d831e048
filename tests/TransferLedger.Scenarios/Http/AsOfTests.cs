using System.Net;

namespace TransferLedger.Scenarios.Http;

/// <summary>Reading at a day, and what an address does not take.</summary>
public sealed class AsOfTests(SampleLedger ledger) : IClassFixture<SampleLedger>
{
    public static TheoryData<string> Lists { get; } =
    ["/reports", "/corridors", "/figures", "/claims", "/claimants", "/statements", "/denials", "/conflicts"];

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Before_anything_was_said_a_list_is_empty(string list)
    {
        var answer = await ledger.Client.Ask($"{list}?asOf=1999-12-31");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Empty(answer.Items.EnumerateArray());
        Assert.Equal("1999-12-31", answer.Json.Of("asOf"));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task After_today_it_is_refused_and_today_is_named(string list)
    {
        var answer = await ledger.Client.Ask($"{list}?asOf=2999-01-01");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var fault = Assert.Single(answer.Faults);
        Assert.Equal(("asOf", "as-of.in-the-future"), (fault.Pointer, fault.Code));
        Assert.Contains($"{DateTime.UtcNow:yyyy-MM-dd}", fault.Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_known_figure_without_claims_by_then_is_empty()
    {
        foreach (var part in new[] { "", "/claims", "/revisions", "/explanation" })
        {
            var answer = await ledger.Client.Ask($"/figures/KP-RU/containers{part}?asOf=1999-12-31");
            Assert.Equal(HttpStatusCode.OK, answer.Status);
        }

        var estimate = (await ledger.Client.Ask("/figures/KP-RU/containers?asOf=1999-12-31")).Json;
        Assert.Equal("empty", estimate.Of("status"));
        Assert.Null(estimate.Number("low"));
    }

    [Fact]
    public async Task A_known_corridor_of_which_nothing_was_said_by_then_is_empty()
    {
        var page = await ledger.Client.Ask("/corridors/KP-RU?asOf=1999-12-31");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Empty(page.Json.GetProperty("figures").EnumerateArray());
        Assert.Empty(page.Json.GetProperty("claims").EnumerateObject());
    }

    [Fact]
    public async Task A_list_of_an_earlier_day_holds_what_had_been_said()
    {
        var reports = (await ledger.Client.Ask("/reports?asOf=2024-03-01")).Items;
        Assert.Equal(2, reports.GetArrayLength());
        var claims = (await ledger.Client.Ask("/claims?asOf=2024-03-01&limit=1000")).Items.All("said");
        Assert.All(claims, said => Assert.True(string.CompareOrdinal(said, "2024-03-01") <= 0));
    }

    [Theory]
    [InlineData("asOf=2024", "as-of.unreadable")]
    [InlineData("asOf=yesterday", "as-of.unreadable")]
    [InlineData("asOf=2024-02-30", "as-of.unreadable")]
    [InlineData("limit=0", "limit.out-of-range")]
    [InlineData("limit=-1", "limit.out-of-range")]
    [InlineData("limit=1001", "limit.out-of-range")]
    [InlineData("limit=99999999999999999999", "limit.out-of-range")]
    [InlineData("limit=many", "limit.out-of-range")]
    [InlineData("cursor=nonsense", "cursor.unreadable")]
    [InlineData("cursor=bnVsbA", "cursor.unreadable")]
    [InlineData("cursor=%00", "cursor.unreadable")]
    [InlineData("policy=v9", "policy.unknown")]
    [InlineData("as_of=2024-03-01", "query.unknown")]
    [InlineData("asOf=2024-03-01&asOf=2024-03-02", "query.twice")]
    [InlineData("perspective=%00", "text.nul")]
    [InlineData("statement=a%00b", "text.nul")]
    [InlineData("since=2024", "day.unreadable")]
    [InlineData("type=container-reported", "claim.type-unknown")]
    [InlineData("type=%25", "claim.type-unknown")]
    [InlineData("corridor=KPRU", "corridor.unreadable")]
    [InlineData("figure=KP-RU", "figure.unreadable")]
    public async Task What_cannot_be_meant_is_refused_by_name(string query, string code)
    {
        var answer = await ledger.Client.Ask($"/claims?{query}");
        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task All_that_is_wrong_with_an_address_is_said_at_once()
    {
        var answer = await ledger.Client.Ask(
            "/figures?asOf=2999-01-01&limit=0&corridor=KP-ZZ&measure=container&status=sure"
        );
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(
            ["asOf", "limit", "corridor", "measure", "status"],
            answer.Faults.Select(fault => fault.Pointer)
        );
    }

    [Fact]
    public async Task A_mistyped_parameter_is_answered_with_the_nearest()
    {
        var fault = Assert.Single((await ledger.Client.Ask("/figures?as-of=2024-03-01")).Faults);
        Assert.Contains("Did you mean asOf?", fault.Says, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/figures/KP-RU/container", "figure.unreadable", "Did you mean KP-RU/containers")]
    [InlineData("/figures/KP-RU/items/balistic-missile", "item.unknown", "ballistic-missile")]
    [InlineData("/figures/KP-RU/voyages", "figure.unknown", "")]
    [InlineData("/figures/KP-RX/containers", "party.unknown", "KP-RU/containers")]
    [InlineData("/figures/KP-RU/containers/artillery-round", "figure.unreadable", "KP-RU/containers")]
    public async Task An_unknown_figure_is_not_found_and_the_nearest_are_named(
        string address,
        string code,
        string near
    )
    {
        var answer = await ledger.Client.Ask(address);
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Contains(answer.Faults, fault => fault.Code == code);
        Assert.Contains(near, answer.Text, StringComparison.Ordinal);
    }
}
