using System.Globalization;
using TransferLedger.Postgres.Tests;
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

    private const int FewestKills = 4;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static int Reports =>
        Environment.GetEnvironmentVariable(ReportsVariable) is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : 1_500;

    [Theory]
    [MemberData(nameof(Seeds.Chosen), MemberType = typeof(Seeds))]
    public async Task Everybody_gets_everything(int seed)
    {
        await using var way = await EveryWay.Open(await postgres.Server);
        var importing = way.Nodes.ImportAll(Reports);
        var kills = await KillInTurn(way.Nodes, new Random(seed), importing);
        await importing;

        var (toWebhook, toQueue) = await way.GotEverything();
        Assert.InRange(toWebhook.Count, 0, kills);
        Assert.All(toWebhook, again => Assert.InRange(again, 1, EveryWay.Batch));
        Assert.InRange(toQueue.Count, 0, kills);
    }

    /// <returns>How often.</returns>
    private static async Task<int> KillInTurn(NodePair nodes, Random random, Task importing)
    {
        var kills = 0;
        while (kills < FewestKills || !importing.IsCompleted)
        {
            await Task.Delay(random.Next(500, 2_500), Stop);
            await nodes.KillAndStartAgain(kills++ % 2, TimeSpan.FromMilliseconds(random.Next(200, 1_000)));
        }

        return kills;
    }
}
