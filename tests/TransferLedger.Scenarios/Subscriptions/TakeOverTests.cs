using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Feed;
using TransferLedger.Scenarios.Http;
using TransferLedger.Scenarios.Robustness;

namespace TransferLedger.Scenarios.Subscriptions;

/// <summary>Two nodes on one database, one of which delivers until it is killed or paused.</summary>
public sealed class TakeOverTests(LedgerServer postgres) : IAsyncLifetime
{
    private const string LeftToAnother = "Another node delivers";

    private readonly TaskCompletionSource letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SubscribedNodes nodes = null!;
    private ServerProcess delivering = null!;
    private ServerProcess other = null!;
    private string id = "";
    private volatile bool isHolding = true;

    private Sink Received => nodes.Sink;

    /// <summary>The first node is alone when the sink subscribes, so that it is the one that delivers; its first message is held.</summary>
    public async ValueTask InitializeAsync()
    {
        nodes = await SubscribedNodes.OnNewDatabase(postgres);
        Received.Answer = (_, _) => isHolding ? letGo.Task : Task.CompletedTask;
        delivering = await nodes.StartNode();
        id = await nodes.Subscribe(delivering, batch: 1);
        for (var n = 0; n < 5; n++)
        {
            await nodes.File(delivering);
        }

        await Eventually.Holds(() => Received.Messages.Count == 1);
        other = await nodes.StartNode();
    }

    [Fact]
    public async Task A_node_that_is_killed_in_the_middle_of_a_delivery_is_followed_by_another()
    {
        isHolding = false;
        delivering.Kill();
        await Eventually.Holds(() => Received.Messages.Count > 1);
        await nodes.File(other);
        var whole = await nodes.Feed(other);
        await Eventually.Holds(() => Received.Taken.Count >= whole.Count);

        Assert.Equal(whole, Received.Messages.Skip(1).SelectMany(message => message.Events.Ids()));
        Assert.Equal(Received.Messages[0].Id, Received.Messages[1].Id);
    }

    [Fact]
    public async Task A_node_that_was_paused_beyond_its_lease_is_refused_when_it_wakes()
    {
        delivering.Pause();
        isHolding = false;
        await Eventually.Holds(() => Received.Messages.Count > 1);
        var whole = await nodes.Feed(other);
        await Eventually.Holds(() => Received.Taken.Count >= whole.Count);

        letGo.SetResult();
        delivering.GoOn();
        await nodes.File(delivering);
        whole = await nodes.Feed(other);
        await Eventually.Holds(() => Received.Messages.Count >= whole.Count + 1);
        await Eventually.Holds(() =>
            delivering.Said.Any(line => line.Contains(LeftToAnother, StringComparison.Ordinal))
        );

        Assert.Equal(whole, Received.Messages.Skip(1).SelectMany(message => message.Events.Ids()));
        var log = (await other.Client.Ask($"/subscriptions/{id}/deliveries")).Items;
        Assert.Equal(whole.Count, log.GetArrayLength());
    }

    [Fact]
    public async Task A_node_that_was_paused_while_it_had_nothing_to_deliver_sends_nothing_when_it_wakes()
    {
        isHolding = false;
        letGo.SetResult();
        var before = await nodes.Feed(other);
        await Eventually.Holds(() => Received.Taken.Count >= before.Count);
        delivering.Pause();
        await nodes.File(other);
        var whole = await nodes.Feed(other);
        await Eventually.Holds(() => Received.Taken.Count >= whole.Count);

        delivering.GoOn();
        await Eventually.Holds(() =>
            delivering.Said.Any(line => line.Contains(LeftToAnother, StringComparison.Ordinal))
        );

        Assert.Equal(whole, Received.Messages.SelectMany(message => message.Events.Ids()));
    }

    public async ValueTask DisposeAsync()
    {
        letGo.TrySetResult();
        await nodes.DisposeAsync();
    }
}
