using TransferLedger.Postgres.Tests.Log.Faults;
using TransferLedger.Scenarios.Robustness;

namespace TransferLedger.Scenarios.Feed;

/// <summary>The database of two nodes goes down and comes back while reports are imported.</summary>
[Collection(OnAServerOfItsOwn.Name)]
public sealed class RestartedDatabaseTests(OwnServer own)
{
    private const int Reports = 1_500;

    [Fact]
    public async Task Everybody_gets_everything_however_it_was_stopped()
    {
        Func<Task>[] restarts = [own.RestartInOrder, own.Restart];
        await using var way = await EveryWay.Open(own.Server);
        var importing = way.Nodes.ImportAll(Reports);
        foreach (var restart in restarts)
        {
            await UntilMoreIsFiled(way.Nodes);
            Assert.False(importing.IsCompleted, "All is filed already.");
            await restart();
        }

        await importing;
        await way.GotEverything();
    }

    private static async Task UntilMoreIsFiled(NodePair nodes)
    {
        var size = await nodes.LogSize();
        while (await nodes.LogSize() == size)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
