using System.Collections.Concurrent;
using TransferLedger.Scenarios.Http;
using TransferLedger.Scenarios.Robustness;

namespace TransferLedger.Scenarios.Feed;

/// <summary>A reader of the stream and one of pages, who go on at the other node when one does not answer.</summary>
internal sealed class Followers : IAsyncDisposable
{
    private readonly NodePair nodes;
    private readonly ConcurrentQueue<string> streamed = new();
    private readonly ConcurrentQueue<string> pulled = new();
    private readonly CancellationTokenSource read = new();
    private readonly Task reading;

    private Followers(NodePair nodes)
    {
        this.nodes = nodes;
        reading = Task.WhenAll(
            FollowStream(nodes, streamed, read.Token),
            FollowPages(nodes, pulled, read.Token)
        );
    }

    public static Followers Of(NodePair nodes) => new(nodes);

    /// <summary>Waits until both have seen the end, and compares every id.</summary>
    /// <returns>The ids of the whole feed.</returns>
    public async Task<IReadOnlyList<string>> GotEverything()
    {
        var client = nodes.Nodes[0].Client;
        await client.FeedReaches(await nodes.LogSize());
        var feed = (await client.Feed()).Ids();
        await Eventually.Holds(
            () =>
            {
                Assert.False(reading.IsCompleted, reading.Exception?.ToString());
                return streamed.LastOrDefault() == feed[^1] && pulled.LastOrDefault() == feed[^1];
            },
            () => $"Of {feed.Count} events {streamed.Count} were streamed and {pulled.Count} pulled."
        );

        await read.CancelAsync();
        await reading;
        Assert.Equal(feed, pulled);
        Assert.Equal(feed, streamed);
        return feed;
    }

    public async ValueTask DisposeAsync()
    {
        await read.CancelAsync();
        await reading;
        read.Dispose();
    }

    /// <summary>Whoever was cut off goes on at the other node.</summary>
    private static async Task FollowStream(
        NodePair nodes,
        ConcurrentQueue<string> ids,
        CancellationToken cancellation
    )
    {
        string? last = null;
        for (var n = 0; !cancellation.IsCancellationRequested; n++)
        {
            try
            {
                var stream = nodes.Nodes[n % 2].Client.Stream("?from=0.0", last, cancellation);
                await foreach (var (id, data) in stream)
                {
                    last = id ?? last;
                    if (data is { } happened)
                    {
                        ids.Enqueue(happened.Of("id"));
                    }
                }
            }
            catch (Exception e) when (IsAway(e))
            {
                await Task.Delay(100, CancellationToken.None);
            }
        }
    }

    private static async Task FollowPages(
        NodePair nodes,
        ConcurrentQueue<string> ids,
        CancellationToken cancellation
    )
    {
        var next = "0.0";
        for (var n = 0; !cancellation.IsCancellationRequested; n++)
        {
            try
            {
                var page = await nodes.Nodes[n % 2].Client.Ask($"/events?from={next}&limit=50&wait=1");
                if (page.Status != System.Net.HttpStatusCode.OK)
                {
                    await Task.Delay(100, CancellationToken.None);
                }
                else
                {
                    next = page.Headers["Ledger-Next"];
                    foreach (var id in page.Json.EnumerateArray().Ids())
                    {
                        ids.Enqueue(id);
                    }
                }
            }
            catch (Exception e) when (IsAway(e))
            {
                await Task.Delay(100, CancellationToken.None);
            }
        }
    }

    /// <summary>Of a node that was killed, or a database that was.</summary>
    public static bool IsAway(Exception e) =>
        e
            is HttpRequestException
                or IOException
                or OperationCanceledException
                or ObjectDisposedException
                or InvalidOperationException;
}
