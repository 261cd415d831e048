using TransferLedger.Postgres.Tests.Log.Faults;

namespace TransferLedger.Scenarios.Feed;

/// <summary>The database of two nodes goes down and comes back while reports are imported.</summary>
[Collection(OnAServerOfItsOwn.Name)]
public sealed class RestartedDatabaseTests(OwnServer own)
{
    private const int Reports = 1_500;

    [Fact]
    public async Task Everybody_gets_everything_however_it_was_stopped()
    {
        await using var way = await EveryWay.Open(own.Server);
        await way.Nodes.ImportAll(
            Reports,
            number =>
                number switch
                {
                    Reports / 300 => own.RestartInOrder(),
                    Reports / 150 => own.Restart(),
                    _ => Task.CompletedTask,
                }
        );
        await way.GotEverything();
    }
}
