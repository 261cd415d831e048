using System.Net;

namespace TransferLedger.Scenarios.Http;

/// <summary>A claim is withdrawn: by its claimant it is out of force from that day; what another says is only listed.</summary>
public sealed class WithdrawalTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    [Fact]
    public async Task By_the_claimant_it_is_out_of_force_from_that_day()
    {
        await File("own", "IR-RU");
        await ledger.Client.Withdraw("own#1", "2024-03-10", "UA");
        var before = await ledger.Client.Figure("IR-RU/containers", "2024-03-09");
        Assert.Equal(("single", 1_001), (before.Of("status"), before.Number("low")));
        var after = await ledger.Client.Figure("IR-RU/containers", "2024-03-10");
        Assert.Null(after.Number("low"));
        Assert.Empty(after.GetProperty("perspectives").EnumerateArray());
        var listed = Assert.Single(after.GetProperty("boundless").EnumerateArray());
        Assert.Equal(("own#1", "withdrawn"), (listed.Of("claim"), listed.Of("why")));
    }

    [Theory]
    [InlineData("/claims?report=shown&asOf=")]
    [InlineData("/figures/IR-SY/containers/claims?asOf=")]
    [InlineData("/reports/shown?asOf=")]
    public async Task It_is_still_shown_and_marked(string address)
    {
        await ledger.Client.Post("/reports", Report("shown", "IR-SY"));
        await ledger.Client.Later("shown#1", "withdrawal", Editing.Withdrawal("2024-03-10", "UA"), "\"v2\"");
        foreach (var (day, withdrawn) in new[] { ("2024-03-09", false), ("2024-03-10", true) })
        {
            var answer = (await ledger.Client.Ask(address + day)).Json;
            var claims = answer.TryGetProperty("items", out var items) ? items : answer.GetProperty("claims");
            Assert.Equal(
                withdrawn,
                Assert.Single(claims.EnumerateArray()).GetProperty("withdrawn").GetBoolean()
            );
        }
    }

    [Fact]
    public async Task Its_fate_says_so()
    {
        await File("fate", "IR-LY");
        await ledger.Client.Withdraw("fate#1", "2024-03-10", "UA");
        var page = (await ledger.Client.Ask("/reports/fate")).Json.GetProperty("claims")[0];
        Assert.Equal("withdrawn", page.Of("fate"));
        Assert.Equal(
            "claim-withdrawn",
            Assert.Single(page.GetProperty("later").EnumerateArray()).Of("event")
        );
        Assert.Equal(
            "withdrawn",
            (await ledger.Client.Ask("/figures/IR-LY/containers/claims")).Items[0].Of("fate")
        );
    }

    [Fact]
    public async Task By_another_it_is_listed_and_changes_nothing()
    {
        await File("other", "IR-YE");
        var before = await ledger.Client.Figure("IR-YE/containers");
        var done = await ledger.Client.Withdraw("other#1", "2024-03-10", "PL");
        var after = await ledger.Client.Figure("IR-YE/containers");
        foreach (var member in new[] { "status", "low", "high", "leading", "ranges", "boundless" })
        {
            Assert.Equal(before.GetProperty(member).GetRawText(), after.GetProperty(member).GetRawText());
        }

        var note = Assert.Single(after.GetProperty("perspectives")[0].GetProperty("notes").EnumerateArray());
        Assert.Equal(("other#1", "withdrawal-reported"), (note.Of("claim"), note.Of("kind")));
        Assert.Equal(done.Number("position"), after.GetProperty("knownAt").Number("position"));
        var claim = (await ledger.Client.Ask("/reports/other")).Json.GetProperty("claims")[0];
        Assert.False(claim.GetProperty("withdrawn").GetBoolean());
        Assert.True(claim.GetProperty("withdrawalReported").GetBoolean());
        Assert.Equal("claim-withdrawn", claim.GetProperty("later")[0].Of("event"));
        Assert.Single(await ledger.Client.Revisions("IR-YE/containers", "stated"));
        Assert.Single(await ledger.Client.Revisions("IR-YE/containers", "recorded"));
    }

    [Fact]
    public async Task The_revisions_name_its_day_its_position_and_the_claim()
    {
        await File("cause", "IR-IQ");
        await ledger.Client.File(
            Reports.Published(
                "cause-2",
                "IR-IQ",
                "2024-02-10",
                Reports.ContainersOf("PL", "2024-02-10", "over 400", "2024-01/2024-01-31")
            )
        );
        var done = await ledger.Client.Withdraw("cause#1", "2024-03-10", "UA");
        var stated = (await ledger.Client.Revisions("IR-IQ/containers", "stated"))[^1];
        Assert.Equal(("2024-03-10", "lowered"), (stated.Of("day"), stated.Of("kind")));
        var recorded = (await ledger.Client.Revisions("IR-IQ/containers", "recorded"))[^1];
        Assert.Equal(done.Number("position"), recorded.Number("position"));
        foreach (var revision in new[] { stated, recorded })
        {
            var cause = Assert.Single(revision.GetProperty("cause").EnumerateArray());
            Assert.Equal(("withdrawn", "cause#1"), (cause.Of("event"), cause.Of("claim")));
            Assert.Equal(
                (1_001, 401),
                (revision.GetProperty("before").Number("low"), revision.GetProperty("after").Number("low"))
            );
        }
    }

    [Fact]
    public async Task Withdrawing_a_claim_twice_is_refused()
    {
        await File("twice", "IR-LB");
        await ledger.Client.Withdraw("twice#1", "2024-03-10", "UA");
        var again = await ledger.Client.Later(
            "twice#1",
            "withdrawal",
            Editing.Withdrawal("2024-03-11", "UA"),
            "\"v3\""
        );
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, "claim.already-withdrawn"),
            (again.Status, again.Code)
        );
    }

    [Fact]
    public async Task All_that_is_wrong_with_it_is_said_at_once()
    {
        await File("faults", "IR-AF");
        const string Body =
            """{"claimant": {"kind": "state", "country": "ZZ"}, "stated": "2999-01-01", "because": "x"}""";
        var answer = await ledger.Client.Later("faults#1", "withdrawal", Body, "\"v2\"");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        var faults = answer.Faults.ToDictionary(fault => fault.Pointer, fault => fault.Code);
        Assert.Equal("date.in-the-future", faults["/stated"]);
        Assert.Superset(
            new HashSet<string> { "/claimant/country", "/reason", "/because" },
            faults.Keys.ToHashSet()
        );
    }

    private static string Report(string id, string corridor) =>
        Reports.Published(
            id,
            corridor,
            "2024-02-01",
            Reports.ContainersOf("UA", "2024-02-01", "over 1,000", "2024-01/2024-01-31")
        );

    private Task<System.Text.Json.JsonElement> File(string id, string corridor) =>
        ledger.Client.File(Report(id, corridor));
}
