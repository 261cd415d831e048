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
            arguments: broker is null ? [] : [$"--RabbitMq:Uri={broker.Uri}"]
        );
        await using var followers = Followers.Of(nodes);
        var importing = Import(nodes);
        await KillInTurn(nodes, new Random(seed), importing);
        await importing;

        var feed = await followers.GotEverything();
        if (queue is not null)
        {
            var came = (await queue.TakeUntil(feed[^1])).Select(message => message.Event.Of("id")).ToList();
            Delivered.InOrder(feed, came);
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
        catch (Exception e) when (Followers.IsAway(e))
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
}
