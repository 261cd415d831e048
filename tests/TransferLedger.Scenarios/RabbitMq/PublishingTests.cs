using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Feed;
using TransferLedger.Scenarios.Http;
using TransferLedger.Scenarios.Robustness;

namespace TransferLedger.Scenarios.RabbitMq;

/// <summary>The feed in a queue: every event that there is, in order, whatever breaks.</summary>
public sealed class PublishingTests(LedgerServer postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_event_comes_in_order_under_its_routing_key()
    {
        await using var broker = await Broker.Start();
        await using var all = await BoundQueue.Bind(broker, "all", "#");
        await using var some = await BoundQueue.Bind(broker, "some", "KP-RU.containers-reported", "-.#");
        await using var nodes = await NodePair.Start(
            postgres,
            $"--RabbitMq:Uri={broker.Uri}",
            NodePair.WaitsUntilReadable
        );
        var client = nodes.Nodes[0].Client;
        foreach (var happens in EventfulHistory.Of(client))
        {
            await happens();
        }

        var feed = await Whole(nodes);
        var messages = await all.TakeUntil(feed[^1].Of("id"));

        Assert.Equal(
            feed.Select(f => f.GetRawText()),
            messages.Select(message => message.Event.GetRawText())
        );
        Assert.All(
            messages,
            message =>
            {
                Assert.True(message.Properties.Persistent);
                Assert.Equal(message.Event.Of("id"), message.Properties.MessageId);
                Assert.Equal(message.Event.Of("type"), message.Properties.Type);
                Assert.Equal("application/cloudevents+json", message.Properties.ContentType);
            }
        );
        Assert.Equal("KP-RU.report-filed", messages[0].RoutingKey);
        Assert.Equal("KP-RU.containers-reported", messages[1].RoutingKey);
        Assert.Equal(
            messages
                .Where(m => m.RoutingKey == "KP-RU.containers-reported" || m.RoutingKey.StartsWith('-'))
                .Select(m => m.Event.Of("id")),
            (
                await some.TakeUntil(
                    feed.Last(f => f.Of("type").EndsWith("statements-judged.v1", StringComparison.Ordinal))
                        .Of("id")
                )
            ).Select(m => m.Event.Of("id"))
        );
    }

    [Fact]
    public async Task A_broker_that_is_away_is_waited_for_and_nothing_is_missing()
    {
        await using var broker = await Broker.Start();
        await using (await BoundQueue.Bind(broker, "kept", "#")) { }
        await using var nodes = await NodePair.Start(
            postgres,
            $"--RabbitMq:Uri={broker.Uri}",
            NodePair.WaitsUntilReadable
        );
        var client = nodes.Nodes[0].Client;
        await client.Import(System.Text.Encoding.UTF8.GetString(GeneratedReports.Import(300)));

        await broker.Kill();
        foreach (var happens in EventfulHistory.Of(client))
        {
            await happens();
        }

        await Task.Delay(TimeSpan.FromSeconds(20), Stop);
        await broker.Run();

        await using var kept = await BoundQueue.Open(broker, "kept");
        var whole = (await Whole(nodes)).Ids();
        Delivered.InOrder(whole, await kept.IdsUntil(whole[^1]));
    }

    private static async Task<List<System.Text.Json.JsonElement>> Whole(NodePair nodes)
    {
        await nodes.Nodes[0].Client.FeedReaches(await nodes.LogSize());
        return await nodes.Nodes[0].Client.Feed();
    }
}
