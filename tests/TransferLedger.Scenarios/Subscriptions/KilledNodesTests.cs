using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Robustness;

namespace TransferLedger.Scenarios.Subscriptions;

/// <summary>Two nodes, of which now the one and now the other is killed while reports come in.</summary>
public sealed class KilledNodesTests(LedgerServer postgres) : IAsyncLifetime
{
    private const int Rounds = 3;
    private const int Batch = 5;

    private SubscribedNodes nodes = null!;

    public async ValueTask InitializeAsync() => nodes = await SubscribedNodes.OnNewDatabase(postgres);

    public static TheoryData<int> Chosen => Seeds.Chosen;

    [Theory]
    [MemberData(nameof(Chosen))]
    public async Task A_subscriber_misses_nothing_keeps_the_order_and_sees_again_only_what_was_under_way(
        int seed
    )
    {
        var random = new Random(seed);
        var running = new List<ServerProcess> { await nodes.StartNode(), await nodes.StartNode() };
        await nodes.Subscribe(running[0], Batch);
        for (var round = 0; round < Rounds; round++)
        {
            await Files(running[1], random.Next(5, 25));
            running[0].Kill();
            await Files(running[1], random.Next(5, 25));
            running.RemoveAt(0);
            running.Add(await nodes.StartNode());
        }

        var whole = await nodes.Feed(running[0]);
        await Sink.Until(() => nodes.Sink.Taken.Distinct(StringComparer.Ordinal).Count() >= whole.Count);

        Assert.Equal(whole, nodes.Sink.Taken.Distinct(StringComparer.Ordinal));
        Assert.InRange(nodes.Sink.Taken.Count, whole.Count, whole.Count + (Rounds * Batch));
    }

    public ValueTask DisposeAsync() => nodes.DisposeAsync();

    private async Task Files(ServerProcess node, int reports)
    {
        for (var n = 0; n < reports; n++)
        {
            await nodes.File(node);
        }
    }
}
