using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Feed;

/// <summary><c>GET /events</c>: every entry in order, and behind it the estimates that changed with it.</summary>
public sealed class FeedTests(LedgerServer postgres) : RunningLedger(postgres)
{
    [Fact]
    public async Task It_holds_every_entry_in_the_order_of_the_log()
    {
        await Happens();

        var entries = (await Client.Feed()).Where(IsEntry).ToList();

        Assert.Equal(await this.LogSize(), entries.Count);
        for (var n = 0; n < entries.Count; n++)
        {
            var raw = (await Client.Ask(entries[n].Of("entry"))).Json;
            Assert.Equal(Padded(n, 0), entries[n].Of("sequence"));
            Assert.Equal(raw.Of("id"), entries[n].Of("id"));
            Assert.Equal(raw.Of("ledger"), entries[n].Of("source"));
            Assert.Equal($"transferledger.{raw.Of("type")}", entries[n].Of("type"));
            Assert.Equal(raw.Of("stream"), entries[n].Of("subject"));
            Assert.Equal(raw.Of("recordedAt"), entries[n].Of("time"));
            Assert.Equal(raw.GetProperty("data").GetRawText(), entries[n].GetProperty("data").GetRawText());
        }
    }

    [Fact]
    public async Task Every_change_of_an_estimate_follows_what_made_it_and_says_what_readers_saw_before_and_after()
    {
        await Happens();
        var feed = await Client.Feed();
        var units = Units(feed);
        var told = feed.Where(happened => !IsEntry(happened)).Select(Change).ToList();
        var seen = new List<string>();
        foreach (var figure in (await Client.Ask("/figures?limit=1000")).Items.All("figure"))
        {
            var before = """{"status":"empty","low":null,"high":null,"point":null}""";
            foreach (var (last, day) in units)
            {
                var after = await Estimate(figure, day, last);
                if (after != before)
                {
                    seen.Add($"{Padded(last, 0)[..19]} {figure} {before} {after}");
                }

                before = after;
            }
        }

        Assert.NotEmpty(told);
        Assert.Equal(seen.Order(StringComparer.Ordinal), told);
    }

    [Theory]
    [InlineData("type=containers-reported", "1 5 6", "")]
    [InlineData("type=transferledger.claim-corrected.v1,estimate-revised", "12", "KP-RU IR-SY")]
    [InlineData("corridor=IR-SY", "13 15 19", "IR-SY")]
    [InlineData("figure=KP-RU/containers", "0 1 4 5 6 7 12 13 14 18 19", "KP-RU/containers")]
    [InlineData("perspective=JP", "10 11", "")]
    [InlineData("perspective=UA&type=items-reported,report-filed&corridor=KP-RU", "0 2 4 16 17", "")]
    public async Task A_filter_gives_what_is_wanted_of_the_whole_and_nothing_else(
        string filter,
        string positions,
        string figures
    )
    {
        await Happens();
        var whole = await Client.Feed();

        var wanted = await Client.Feed($"&{filter}", limit: 3);

        var entries = positions
            .Split(' ')
            .Select(text => long.Parse(text, CultureInfo.InvariantCulture))
            .Select(position => Padded(position, 0))
            .ToList();
        var under = figures.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            whole
                .Select(happened => happened.Of("sequence"))
                .Where(
                    (place, n) =>
                        entries.Contains(place)
                        || (
                            !IsEntry(whole[n])
                            && under.Any(name =>
                                whole[n]
                                    .GetProperty("data")
                                    .Of("figure")
                                    .StartsWith(name, StringComparison.Ordinal)
                            )
                        )
                ),
            wanted.Select(happened => happened.Of("sequence"))
        );
    }

    [Fact]
    public async Task A_denial_is_about_the_figure_and_the_corridor_that_it_denies()
    {
        await EventfulHistory.File(
            Client,
            "denies",
            Reports.DenialOf("RU", "2024-02-10", """{"figure": "KP-RU/containers"}"""),
            Reports.DenialOf("RU", "2024-02-10", """{"corridor": "IR-RU"}""")
        );
        await this.FeedIsWhole();

        var ofFigure = await Client.Feed("&type=denial-issued&figure=KP-RU/containers");
        var ofCorridor = await Client.Feed("&type=denial-issued&corridor=IR-RU");

        Assert.Equal("denies#1", Assert.Single(ofFigure).GetProperty("data").Of("claim"));
        Assert.Equal("denies#2", Assert.Single(ofCorridor).GetProperty("data").Of("claim"));
    }

    [Fact]
    public async Task What_a_judgement_changes_is_about_the_perspectives_of_the_judged_claims()
    {
        await Says("floor", "2024-02-01", "at least 1,000");
        await Says("point", "2024-02-02", "exactly 1,000");
        await Client.Judge("floor", "point");
        await this.FeedIsWhole();

        var ours = await Client.Feed("&type=estimate-revised&perspective=UA");
        var others = await Client.Feed("&type=estimate-revised&perspective=KR");

        Assert.Equal("judged", ours[^1].GetProperty("data").GetProperty("cause")[0].Of("event"));
        Assert.Empty(others);

        Task Says(string statement, string day, string quantity) =>
            Client.File(
                Reports.Published(
                    statement,
                    "KP-RU",
                    day,
                    Reports.ContainersOf(
                        "UA",
                        day,
                        quantity,
                        "2024-01/2024-01-31",
                        $""", "statement": "{statement}" """
                    )
                )
            );
    }

    [Fact]
    public async Task A_reader_goes_on_where_it_stopped_in_pages_of_any_size()
    {
        await Happens();
        var whole = await Client.Feed();

        Assert.Equal(whole.Ids(), (await Client.Feed(limit: 7)).Ids());
        Assert.Equal(whole.Skip(5).Ids(), (await Client.Feed(from: Behind(whole[4]))).Ids());
    }

    [Fact]
    public async Task A_reader_may_begin_at_an_instant_or_a_day()
    {
        await Happens();
        var whole = await Client.Feed();
        var eleventh = whole.Where(IsEntry).ElementAt(11);
        var today = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        Assert.Equal(
            whole.SkipWhile(happened => happened.Of("id") != eleventh.Of("id")).Ids(),
            (await Client.Feed(from: eleventh.Of("time"))).Ids()
        );
        Assert.Equal(whole.Ids(), (await Client.Feed(from: today)).Ids());
        Assert.Equal(whole.Ids(), (await Client.Feed(from: "0001-01-01")).Ids());
        Assert.Empty(await Client.Feed(from: "now"));
    }

    [Fact]
    public async Task Whoever_begins_at_an_instant_that_the_feed_has_not_come_to_waits_for_it_there()
    {
        await Happens();
        var begins = await this.LogSize() + 2;
        string next;
        await using (await FeedHeld())
        {
            await EventfulHistory.File(Client, "late", EventfulHistory.Said("over 9,000"));
            await EventfulHistory.File(Client, "later", EventfulHistory.Said("over 9,500"));
            var recorded = (await Client.Ask($"/entries/{begins}")).Json.Of("recordedAt");
            next = (await Client.Ask($"/events?from={recorded}")).Headers["Ledger-Next"];
            var on = await Client.Ask($"/events?from={next}");

            Assert.Equal(($"{begins}.0", HttpStatusCode.OK), (next, on.Status));
        }

        await this.FeedIsWhole();
        Assert.Equal("report/later", (await Client.Feed(from: next))[0].Of("subject"));
    }

    [Fact]
    public async Task A_waiting_reader_is_answered_as_soon_as_something_happens()
    {
        await Happens();
        var asked = Client.Ask($"/events?from={await this.LogSize()}.0&wait=30");
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.False(asked.IsCompleted);

        await EventfulHistory.File(Client, "late", EventfulHistory.Said("over 9,000"));

        Assert.Equal("report/late", (await asked).Json[0].Of("subject"));
    }

    [Fact]
    public async Task A_waiting_reader_is_answered_when_the_server_goes()
    {
        await Happens();
        var end = $"{await this.LogSize()}.0";
        var asked = Client.Ask("/events?from=now&wait=30");
        await Task.Delay(100, TestContext.Current.CancellationToken);

        Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        var answer = await asked.WaitAsync(TimeSpan.FromSeconds(25), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, end), (answer.Status, answer.Headers["Ledger-Next"]));
    }

    [Fact]
    public async Task Lines_hold_the_same_events_as_a_batch()
    {
        await Happens();
        var batch = await Client.Ask("/events?limit=1000");
        var lines = await Client.Ask("/events?limit=1000", ("Accept", "application/x-ndjson"));

        Assert.Equal("application/cloudevents-batch+json", batch.Headers["Content-Type"]);
        Assert.Equal("application/x-ndjson", lines.Headers["Content-Type"]);
        Assert.Equal(
            batch.Json.EnumerateArray().Select(happened => happened.GetRawText()),
            lines.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        );
    }

    [Theory]
    [InlineData("/events?from=soon", "from.unreadable", "from")]
    [InlineData("/events?from=99999.0", "from.beyond-end", "from")]
    [InlineData("/events?from=2999-01-01", "from.in-the-future", "from")]
    [InlineData("/events?from=2999-01-01T00:00:00Z", "from.in-the-future", "from")]
    [InlineData("/events?limit=0", "limit.out-of-range", "limit")]
    [InlineData("/events?wait=31", "wait.out-of-range", "wait")]
    [InlineData("/events?type=container-reported", "event.type-unknown", "type")]
    [InlineData("/events?corridor=KPRU", "corridor.unreadable", "corridor")]
    [InlineData("/events/stream?from=99999.0", "from.beyond-end", "from")]
    [InlineData("/events/stream?figure=containers", "figure.unreadable", "figure")]
    public async Task What_cannot_be_read_is_refused_with_the_place(
        string address,
        string code,
        string pointer
    )
    {
        var answer = await Client.Ask(address);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var fault = Assert.Single(answer.Faults);
        Assert.Equal((code, pointer), (fault.Code, fault.Pointer));
    }

    private async Task Happens()
    {
        foreach (var happens in EventfulHistory.Of(Client))
        {
            await happens();
        }

        await this.FeedIsWhole();
    }

    /// <summary>Until it is given back, the feed goes no further; the log does.</summary>
    private async Task<NpgsqlConnection> FeedHeld()
    {
        var connection = await Services
            .GetRequiredService<NpgsqlDataSource>()
            .OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var hold = new NpgsqlCommand(
            "begin; select * from feed.bookmarks where name = 'feed' for update",
            connection
        );
        await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    /// <summary>The last entry of each report or later event, and the day on which it was recorded.</summary>
    private static List<(long Last, string Day)> Units(List<JsonElement> feed)
    {
        var entries = feed.Where(IsEntry).ToList();
        var units = new List<(long, string)>();
        for (var n = 0; n < entries.Count; n++)
        {
            n +=
                entries[n].Of("type") == "transferledger.report-filed.v1"
                    ? entries[n].GetProperty("data").GetProperty("claims").GetInt32()
                    : 0;
            units.Add((n, entries[n].Of("time")[..10]));
        }

        return units;
    }

    private static string Change(JsonElement happened)
    {
        var data = happened.GetProperty("data");
        return $"{happened.Of("sequence")[..19]} {data.Of("figure")} {Number(data.GetProperty("before"))} {Number(data.GetProperty("after"))}";
    }

    private async Task<string> Estimate(string figure, string asOf, long knownAt)
    {
        var answer = await Client.Ask($"/figures/{figure}?asOf={asOf}&knownAt={knownAt}");
        return answer.Status == HttpStatusCode.OK
            ? Number(answer.Json)
            : throw new InvalidOperationException(answer.Text);
    }

    private static string Number(JsonElement estimate) =>
        $$"""{"status":"{{estimate.Of("status")}}","low":{{estimate.GetProperty("low")}},"high":{{estimate.GetProperty("high")}},"point":{{estimate.GetProperty("point")}}}"""
            .Replace(":,", ":null,", StringComparison.Ordinal)
            .Replace(":}", ":null}", StringComparison.Ordinal);

    private static bool IsEntry(JsonElement happened) =>
        happened.Of("sequence").EndsWith(".000000", StringComparison.Ordinal);

    private static string Behind(JsonElement happened) =>
        happened.Of("sequence") is var place
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{long.Parse(place[..19], CultureInfo.InvariantCulture)}.{int.Parse(place[20..], CultureInfo.InvariantCulture) + 1}"
            )
            : "";

    private static string Padded(long position, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{position:D19}.{index:D6}");
}
