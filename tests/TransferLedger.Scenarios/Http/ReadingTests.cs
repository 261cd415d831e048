using System.Net;

namespace TransferLedger.Scenarios.Http;

/// <summary>What reports, corridors, figures and sources look like, over the sample.</summary>
public sealed class ReadingTests(SampleLedger ledger) : IClassFixture<SampleLedger>
{
    private const string Republic = "republic-2024-02-28-shells";
    private const string Containers = "/figures/KP-RU/containers";

    [Fact]
    public async Task Reports_are_listed_newest_published_first()
    {
        var list = await ledger.Client.Ask("/reports");
        var published = list.Items.All("published");
        Assert.Equal(5, published.Count);
        Assert.Equal(published.OrderDescending(StringComparer.Ordinal), published);
        var first = list.Items.EnumerateArray().Single(item => item.Of("report") == Republic);
        Assert.Equal("Republic World", first.Of("publisher"));
        Assert.Equal("press", first.Of("medium"));
        Assert.Equal($"v{first.Number("claims") + 1}", first.Of("version"));
        Assert.Equal(
            $"/reports/{Republic}?asOf={list.Json.Of("asOf")}",
            first.GetProperty("links").Of("self")
        );
        Assert.Equal(await ledger.LogSize() - 1, list.Json.GetProperty("knownAt").Number("position"));
    }

    [Fact]
    public async Task A_report_shows_its_claims_with_their_fate()
    {
        var report = (await ledger.Client.Ask($"/reports/{Republic}")).Json;
        var claims = report.GetProperty("claims").EnumerateArray().ToList();
        Assert.Equal("en", report.Of("language"));
        Assert.Equal($"{Republic}#1", claims[0].Of("claim"));
        var containers = claims.Single(claim => claim.Of("type") == "containers-reported");
        Assert.Equal("KP-RU/containers", containers.Of("figure"));
        Assert.Equal("KR", containers.Of("perspective"));
        Assert.Equal("kept", containers.Of("fate"));
        Assert.Equal(
            "approximately 6,700",
            containers.GetProperty("data").GetProperty("quantity").Of("words")
        );
    }

    [Fact]
    public async Task An_unknown_report_is_not_found_and_an_id_that_is_none_says_so()
    {
        Assert.Equal("report.unknown", (await ledger.Client.Ask("/reports/nobody")).Code);
        var unreadable = await ledger.Client.Ask("/reports/NOBODY");
        Assert.Equal((HttpStatusCode.NotFound, "report.id-unreadable"), (unreadable.Status, unreadable.Code));
    }

    [Fact]
    public async Task Corridors_are_listed_with_how_much_was_said()
    {
        var corridor = (await ledger.Client.Ask("/corridors"))
            .Items.EnumerateArray()
            .Single(item => item.Of("corridor") == "KP-RU");
        Assert.True(corridor.GetProperty("claims").Number("containers-reported") >= 5);
        Assert.StartsWith(
            "/corridors/KP-RU",
            corridor.GetProperty("links").Of("self"),
            StringComparison.Ordinal
        );
        Assert.True(string.CompareOrdinal(corridor.Of("firstSaid"), corridor.Of("lastSaid")) < 0);
    }

    [Fact]
    public async Task A_corridor_shows_all_that_is_known_of_it()
    {
        var page = (await ledger.Client.Ask("/corridors/KP-RU")).Json;
        Assert.Equal("KP-RU", page.Of("corridor"));
        Assert.Contains("KP-RU/containers", page.GetProperty("figures").All("figure"));
        Assert.All(
            page.GetProperty("returnFlows").All("figure"),
            figure => Assert.StartsWith("RU-KP/", figure, StringComparison.Ordinal)
        );
        Assert.NotEmpty(page.GetProperty("returnFlows").EnumerateArray());
        Assert.All(
            page.GetProperty("routes").All("type"),
            type => Assert.Equal("shipment-route-observed", type)
        );
        Assert.All(page.GetProperty("denials").All("type"), type => Assert.Equal("denial-issued", type));
        foreach (var part in new[] { "routes", "denials", "evidence", "absences", "production" })
        {
            Assert.Equal(System.Text.Json.JsonValueKind.Array, page.GetProperty(part).ValueKind);
        }

        Assert.NotNull(page.Of("firstSaid"));
        Assert.NotNull(page.Of("lastSaid"));
    }

    [Theory]
    [InlineData("/corridors/KPRU", "corridor.unreadable")]
    [InlineData("/corridors/KP-ZZ", "party.unknown")]
    [InlineData("/corridors/KP-KP", "corridor.same-party")]
    [InlineData("/corridors/KP-CN", "corridor.unknown")]
    public async Task A_corridor_that_is_none_or_unknown_is_not_found(string address, string code)
    {
        var answer = await ledger.Client.Ask(address);
        Assert.Equal((HttpStatusCode.NotFound, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Figures_are_listed_with_range_and_status()
    {
        var figure = (await ledger.Client.Ask("/figures?corridor=KP-RU&measure=containers")).Items[0];
        Assert.Equal("KP-RU/containers", figure.Of("figure"));
        Assert.Equal("container", figure.Of("unit"));
        Assert.Equal(13_001, figure.Number("low"));
        Assert.Null(figure.Number("high"));
        Assert.Equal("over 13,000", figure.Of("words"));
        Assert.Equal("2024-08-27", figure.GetProperty("period").Of("to"));
    }

    [Fact]
    public async Task Figures_are_narrowed_by_their_status_on_every_day()
    {
        var today = (await ledger.Client.Ask("/figures?status=single")).Items;
        var then = (await ledger.Client.Ask("/figures?status=single&asOf=2024-03-01")).Items;
        Assert.All(today.All("status").Concat(then.All("status")), status => Assert.Equal("single", status));
        Assert.Contains("KP-RU/containers", then.All("figure"));
        Assert.Equal(
            6_700,
            then.EnumerateArray().Single(f => f.Of("figure") == "KP-RU/containers").Number("point")
        );
    }

    [Fact]
    public async Task An_estimate_carries_its_reasons()
    {
        var estimate = (await ledger.Client.Ask($"{Containers}?asOf=2024-03-01")).Json;
        var leading = estimate.Of("leading");
        Assert.StartsWith(Republic, leading, StringComparison.Ordinal);
        Assert.Equal(
            [leading],
            estimate.GetProperty("because").GetProperty("low").EnumerateArray().Select(c => c.GetString())
        );
        Assert.Equal("2023-09-01", estimate.GetProperty("period").Of("from"));
        Assert.Contains("KR", estimate.GetProperty("perspectives").All("perspective"));
        var us = estimate
            .GetProperty("ranges")
            .EnumerateArray()
            .Single(range => range.Of("perspective") == "US");
        Assert.False(us.GetProperty("bears").GetBoolean());
        Assert.Equal("v1", estimate.GetProperty("policy").Of("name"));
        foreach (var link in estimate.GetProperty("links").EnumerateObject())
        {
            var there = await ledger.Client.Ask(link.Value.GetString()!);
            Assert.Equal(HttpStatusCode.OK, there.Status);
            Assert.Equal("2024-03-01", there.Json.Of("asOf"));
        }
    }

    [Fact]
    public async Task Revisions_tell_how_the_estimate_came_to_be()
    {
        var history = (await ledger.Client.Ask($"{Containers}/revisions?axis=stated")).Json;
        var items = history.GetProperty("items");
        Assert.Equal("first", items[0].Of("kind"));
        Assert.Equal("empty", items[0].GetProperty("before").Of("status"));
        var last = items.EnumerateArray().Last();
        Assert.Equal(13_001, last.GetProperty("after").Number("low"));
        Assert.NotEmpty(last.GetProperty("cause").EnumerateArray());
        var days = items.All("day");
        Assert.Equal(days.Order(StringComparer.Ordinal), days);
        Assert.Equal("axis.unknown", (await ledger.Client.Ask($"{Containers}/revisions?axis=sideways")).Code);
    }

    [Fact]
    public async Task The_claims_of_a_figure_come_with_their_fate()
    {
        var claims = (await ledger.Client.Ask($"{Containers}/claims")).Items;
        Assert.All(claims.All("figure"), figure => Assert.Equal("KP-RU/containers", figure));
        Assert.All(claims.All("fate"), Assert.NotNull);
        Assert.Contains("kept", claims.All("fate"));
    }

    [Fact]
    public async Task The_explanation_names_claim_number_and_period_of_each_step()
    {
        var explanation = (await ledger.Client.Ask($"{Containers}/explanation?asOf=2024-03-01")).Json;
        var low = explanation.GetProperty("low").GetProperty("steps")[0];
        Assert.Equal(("at-least", 6_030), (low.Of("side"), low.Number("number")));
        Assert.Equal(("2023-09-01", "2024-02-26"), (low.Of("from"), low.Of("to")));
        Assert.Equal(7_370, explanation.GetProperty("high").Number("number"));
    }

    [Fact]
    public async Task Shares_are_served_as_percent_in_decimal_strings()
    {
        var quality = (await ledger.Client.Ask("/figures?measure=quality")).Items[0];
        Assert.Equal("percent", quality.Of("unit"));
        Assert.Equal(System.Text.Json.JsonValueKind.String, quality.GetProperty("low").ValueKind);
    }

    [Fact]
    public async Task Claimants_are_listed_with_their_track()
    {
        var claimants = (await ledger.Client.Ask("/claimants")).Items.EnumerateArray().ToList();
        var shin = claimants.Single(claimant =>
            claimant.GetProperty("claimant").TryGetProperty("name", out var name)
            && name.GetString() == "Shin Won-sik"
        );
        Assert.Equal("KR", shin.Of("perspective"));
        Assert.True(shin.Number("claims") > shin.Number("statements"));
        Assert.Equal(0, shin.Number("denials"));
    }

    [Fact]
    public async Task A_statement_shows_where_it_appears()
    {
        var statements = (await ledger.Client.Ask("/statements")).Items.EnumerateArray().ToList();
        var shin = statements.Single(statement => statement.Of("statement") == "shin-2024-02-26");
        Assert.True(shin.GetProperty("claims").GetArrayLength() > 1);
        Assert.Single(shin.GetProperty("claimants").EnumerateArray());
    }

    [Fact]
    public async Task Denials_are_claims_of_that_type()
    {
        var denials = (await ledger.Client.Ask("/denials")).Items;
        Assert.NotEmpty(denials.EnumerateArray());
        Assert.All(denials.All("type"), type => Assert.Equal("denial-issued", type));
    }

    [Theory]
    [InlineData("corridor=RU-KP", "corridor", "RU-KP")]
    [InlineData("perspective=KR", "perspective", "KR")]
    [InlineData("type=containers-reported", "type", "containers-reported")]
    [InlineData("figure=KP-RU/containers", "figure", "KP-RU/containers")]
    [InlineData("report=republic-2024-02-28-shells", "report", Republic)]
    public async Task Claims_are_narrowed(string query, string member, string value)
    {
        var claims = (await ledger.Client.Ask($"/claims?{query}")).Items;
        Assert.NotEmpty(claims.EnumerateArray());
        Assert.All(claims.All(member), found => Assert.Equal(value, found));
    }

    [Fact]
    public async Task Claims_are_narrowed_by_statement_claimant_and_day()
    {
        var statement = (await ledger.Client.Ask("/claims?statement=shin-2024-02-26")).Items;
        Assert.NotEmpty(statement.EnumerateArray());
        Assert.All(
            statement.EnumerateArray(),
            claim => Assert.Equal("shin-2024-02-26", claim.GetProperty("data").Of("statement"))
        );
        var claimant = (await ledger.Client.Ask("/claimants?limit=1")).Items[0];
        var of = (
            await ledger.Client.Ask($"/claims?claimant={Uri.EscapeDataString(claimant.Of("id"))}")
        ).Items;
        Assert.Equal(claimant.Number("claims"), of.GetArrayLength());
        var since = (await ledger.Client.Ask("/claims?since=2024-08-01")).Items.All("said");
        Assert.All(since, said => Assert.True(string.CompareOrdinal(said, "2024-08-01") >= 0));
    }

    [Fact]
    public async Task The_next_answer_says_that_it_is_json_and_where_it_was_read()
    {
        var answer = await ledger.Client.Ask("/figures");
        Assert.StartsWith("application/json", answer.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal($"{await ledger.LogSize() - 1}", answer.Headers["Ledger-Position"]);
    }
}
