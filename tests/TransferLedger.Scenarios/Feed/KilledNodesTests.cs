using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Http;
using TransferLedger.Scenarios.RabbitMq;
using TransferLedger.Scenarios.Robustness;

namespace TransferLedger.Scenarios.Feed;

/// <summary>
/// Two nodes, each killed in turn at random moments while reports are imported. Whoever follows, by whichever way, gets every
/// event in order; what comes twice comes after a kill.
/// </summary>
public sealed class KilledNodesTests(LedgerServer postgres)
{
    /// <summary>How many reports are imported, besides the sample's.</summary>
    private const string ReportsVariable = "TRANSFERLEDGER_REPORTS";

    private const int ReportsAtOnce = 100;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static int Reports =>
        Environment.GetEnvironmentVariable(ReportsVariable) is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : 1_500;

    [Theory]
    [MemberData(nameof(Seeds.Chosen), MemberType = typeof(Seeds))]
    public async Task Everybody_gets_everything(int seed)
    {
        await using var broker = Broker.IsThere ? await Broker.Start() : null;
        await using var queue = broker is null ? null : await BoundQueue.Bind(broker, "followers", "#");
        await using var nodes = await NodePair.Start(
            postgres,
            broker is null ? [] : [$"--RabbitMq:Uri={broker.Uri}"]
        );
        using var read = new CancellationTokenSource();
        var (streamed, pulled) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        var reading = Task.WhenAll(
            FollowStream(nodes, streamed, read.Token),
            FollowPages(nodes, pulled, read.Token)
        );

        var importing = Import(nodes);
        await KillInTurn(nodes, new Random(seed), importing);
        await importing;

        var client = nodes.Nodes[0].Client;
        await client.FeedIsWhole();
        var feed = (await client.Feed()).Ids();
        while (streamed.LastOrDefault() != feed[^1] || pulled.LastOrDefault() != feed[^1])
        {
            Assert.False(reading.IsCompleted, reading.Exception?.ToString());
            await Task.Delay(50, Stop);
        }

        await read.CancelAsync();
        await reading;
        Assert.Equal(feed, pulled);
        Assert.Equal(feed, streamed);
        if (queue is not null)
        {
            var came = (await queue.TakeUntil(feed[^1])).Select(message => message.Event.Of("id")).ToList();
            Delivered.InOrder(feed, came);
        }
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
                if (page.Status == System.Net.HttpStatusCode.OK)
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

    /// <summary>Filed again through the other node where one was killed: what is there already is left alone.</summary>
    private static async Task Import(NodePair nodes)
    {
        var lines = Seeds.Sample().Select(report => report.GetRawText());
        var generated = Encoding.UTF8.GetString(GeneratedReports.Import(Reports)).TrimEnd('\n').Split('\n');
        var n = 0;
        foreach (var chunk in lines.Concat(generated).Chunk(ReportsAtOnce))
        {
            var body = string.Join('\n', chunk.Select(line => line.ReplaceLineEndings("")));
            while (!await Imported(nodes.Nodes[n++ % 2], body))
            {
                await Task.Delay(100, Stop);
            }
        }
    }

    private static async Task<bool> Imported(ServerProcess node, string body)
    {
        try
        {
            var answer = await node.Client.Import(body);
            return answer.Status == System.Net.HttpStatusCode.OK && answer.Json.Number("refused") == 0;
        }
        catch (Exception e) when (IsAway(e))
        {
            return false;
        }
    }

    private static async Task KillInTurn(NodePair nodes, Random random, Task importing)
    {
        var n = 0;
        do
        {
            await Task.Delay(random.Next(500, 2_500), Stop);
            await nodes.KillAndStartAgain(n++ % 2, TimeSpan.FromMilliseconds(random.Next(200, 1_000)));
        } while (n < 4 || !importing.IsCompleted);
    }

    private static bool IsAway(Exception e) =>
        e
            is HttpRequestException
                or IOException
                or OperationCanceledException
                or ObjectDisposedException
                or InvalidOperationException;
}
