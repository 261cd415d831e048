using System.Net;
using TransferLedger.Postgres.Embedded;
using TransferLedger.Scenarios.Http;
using TransferLedger.Scenarios.RabbitMq;
using TransferLedger.Scenarios.Robustness;
using TransferLedger.Scenarios.Subscriptions;

namespace TransferLedger.Scenarios.Feed;

/// <summary>
/// Two nodes, and who follows them by every way that there is: a stream, pages, a webhook and, where a broker is installed, a
/// queue.
/// </summary>
internal sealed class EveryWay : IAsyncDisposable
{
    /// <summary>Events in a message to the webhook.</summary>
    public const int Batch = 50;

    private Sink? sink;
    private Broker? broker;
    private BoundQueue? queue;
    private NodePair? nodes;
    private Followers? followers;

    private EveryWay() { }

    public NodePair Nodes => nodes!;

    /// <summary>All are open, and nothing is filed yet.</summary>
    public static async Task<EveryWay> Open(EmbeddedPostgres postgres)
    {
        var way = new EveryWay();
        try
        {
            await way.Start(postgres);
            return way;
        }
        catch
        {
            await way.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Waits until each has seen the end of the feed, and compares every id: none is missing and the order is kept. Who asks for
    /// events sees none twice.
    /// </summary>
    /// <returns>Of those who are sent them, how many came again each time when some did.</returns>
    public async Task<(IReadOnlyList<int> ToWebhook, IReadOnlyList<int> ToQueue)> GotEverything()
    {
        var feed = await followers!.GotEverything();
        await SinkHas(feed[^1]);
        return (
            Delivered.InOrder(feed, sink!.Taken),
            queue is null ? [] : Delivered.InOrder(feed, await queue.IdsUntil(feed[^1]))
        );
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable? part in new IAsyncDisposable?[] { followers, nodes, queue, broker, sink })
        {
            if (part is not null)
            {
                await part.DisposeAsync();
            }
        }
    }

    private async Task Start(EmbeddedPostgres postgres)
    {
        sink = await Sink.Start();
        List<string> arguments =
        [
            "--Webhooks:AllowedNetworks=127.0.0.0/8",
            $"--Webhooks:AllowedPorts={sink.Port}",
        ];
        if (Broker.IsThere)
        {
            broker = await Broker.Start();
            queue = await BoundQueue.Bind(broker, "everything", "#");
            arguments.Add($"--RabbitMq:Uri={broker.Uri}");
        }
        else
        {
            TestContext.Current.AddWarning(Broker.Missing);
        }

        nodes = await NodePair.Start(postgres, [.. arguments]);
        var made = await nodes
            .Nodes[0]
            .Client.Post("/subscriptions", $$"""{"url": "{{sink.Url}}", "from": "0", "batch": {{Batch}}}""");
        Assert.True(made.Status == HttpStatusCode.Created, made.Text);
        followers = Followers.Of(nodes);
    }

    private Task SinkHas(string id) =>
        Eventually.Holds(
            () => sink!.Messages.LastOrDefault(message => message.IsTaken)?.Events[^1].Of("id") == id,
            () => $"{id} is not among {sink!.Taken.Count} delivered events."
        );
}
