using System.Text.Json;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Feed;

/// <summary><c>GET /events/stream</c>: server-sent events with a place each.</summary>
public sealed class StreamTests(LedgerServer postgres) : RunningLedger(postgres)
{
    [Fact]
    public async Task An_open_stream_gets_what_happens_in_order_as_a_pull_does()
    {
        using var read = new CancellationTokenSource();
        var ids = new List<string>();
        var reading = Read(ids, "?from=0.0", lastEventId: null, read.Token);
        foreach (var happens in EventfulHistory.Of(Client))
        {
            await happens();
        }

        await this.FeedIsWhole();
        var whole = (await Client.Feed()).Ids();
        await Eventually.Holds(() => ids.Count >= whole.Count || reading.IsCompleted);

        await read.CancelAsync();
        await reading;
        Assert.Equal(whole, ids);
    }

    [Fact]
    public async Task A_reader_that_comes_back_goes_on_behind_the_last_event_that_it_saw()
    {
        await EventfulHistory.File(Client, "first", EventfulHistory.Said("over 1,000"));
        await EventfulHistory.File(Client, "second", EventfulHistory.Said("over 2,000"));
        await this.FeedIsWhole();
        var whole = (await Client.Feed()).Ids();
        var seen = await Take(2, "?from=0.0");

        var rest = await Take(whole.Count - 2, "?from=now", seen[^1].Id);

        Assert.Equal(whole, seen.Concat(rest).Select(block => block.Data!.Value.Of("id")));
    }

    [Fact]
    public async Task A_reader_who_begins_now_knows_its_place_before_anything_happens()
    {
        await EventfulHistory.File(Client, "before", EventfulHistory.Said("over 1,000"));
        await this.FeedIsWhole();
        var (id, data) = (await Take(1, "", withMarks: true))[0];
        await EventfulHistory.File(Client, "while-away", EventfulHistory.Said("over 2,000"));

        var back = await Take(1, "", id);

        Assert.Null(data);
        Assert.Equal("report/while-away", back[0].Data!.Value.Of("subject"));
    }

    [Fact]
    public async Task It_begins_now_where_nothing_else_is_said()
    {
        await EventfulHistory.File(Client, "before", EventfulHistory.Said("over 1,000"));
        await this.FeedIsWhole();
        await using var stream = Client
            .Stream("", lastEventId: null, TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await stream.MoveNextAsync());
        var (begins, _) = stream.Current;

        await EventfulHistory.File(Client, "after", EventfulHistory.Said("over 2,000"));

        Assert.NotNull(begins);
        while (stream.Current.Data is null)
        {
            Assert.True(await stream.MoveNextAsync());
        }

        Assert.Equal("report/after", stream.Current.Data!.Value.Of("subject"));
    }

    [Fact]
    public async Task The_place_of_a_reader_who_wants_nothing_of_it_moves_on_with_the_keep_alive()
    {
        await EventfulHistory.File(Client, "first", EventfulHistory.Said("over 1,000"));
        await this.FeedIsWhole();
        var last = (await Client.Feed())[^1];

        var (id, data) = (await Take(1, "?from=0.0&corridor=DE-FR", withMarks: true))[0];

        Assert.Null(data);
        var behind = await Client.Ask($"/events?from={id}");
        Assert.Equal([last.Of("id")], behind.Json.EnumerateArray().Ids());
    }

    [Fact]
    public async Task A_reader_that_does_not_read_is_cut_off_and_the_others_go_on()
    {
        await Client.Import(System.Text.Encoding.UTF8.GetString(Robustness.GeneratedReports.Import(3_000)));
        await this.FeedIsWhole();
        await using var stuck = await Wire.Open(this);
        await stuck.Send("GET /events/stream?from=0.0 HTTP/1.1\r\nHost: ledger\r\n\r\n");

        var whole = await Take(500, "?from=0.0");
        Assert.Equal(500, whole.Count);

        await Task.Delay(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.True(await stuck.Ends() < 10_000_000, "all of it came");
    }

    private async Task Read(
        List<string> ids,
        string query,
        string? lastEventId,
        CancellationToken cancellation
    )
    {
        try
        {
            await foreach (var (_, data) in Client.Stream(query, lastEventId, cancellation))
            {
                if (data is { } happened)
                {
                    ids.Add(happened.Of("id"));
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Read enough.
        }
    }

    private async Task<List<(string? Id, JsonElement? Data)>> Take(
        int blocks,
        string query,
        string? lastEventId = null,
        bool withMarks = false
    )
    {
        var taken = new List<(string?, JsonElement?)>();
        await foreach (var block in Client.Stream(query, lastEventId, TestContext.Current.CancellationToken))
        {
            if (block.Id is not null && (withMarks || block.Data is not null))
            {
                taken.Add(block);
            }

            if (taken.Count == blocks)
            {
                break;
            }
        }

        return taken;
    }
}
