using System.Net;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Cli;
using TransferLedger.Scenarios.Http;
using Reports = TransferLedger.Scenarios.Http.Reports;

namespace TransferLedger.Scenarios.Robustness;

/// <summary>
/// Two servers on one database, set up as deploy/compose.yaml does it: a first step as the owner, then nodes that have only
/// the server's role. Neither leads, and what one acknowledged the other shows.
/// </summary>
public sealed class TwoNodesTests(LedgerServer postgres) : IAsyncLifetime
{
    private const int Rounds = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private readonly List<ServerProcess> nodes = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var database = $"two_nodes_{Guid.NewGuid():N}";
        await (await postgres.Server).CreateDatabase(database, cancellation: Stop);
        var ledger = await postgres.ServerConnection(database);
        var setUp = new Tool(
            ("ConnectionStrings__Ledger", ledger),
            ("ConnectionStrings__LedgerOwner", await postgres.OwnerConnection(database))
        );
        var made = await setUp.Run("keys", "create", "--role", "admin", "--name", "operator");
        Assert.True(made.ExitCode == 0, made.Error);
        var starting = new[] { 1, 2 }.Select(_ =>
            ServerProcess.StartNode(ledger, Assert.Single(made.Lines), Stop)
        );
        nodes.AddRange(await Task.WhenAll(starting));
    }

    [Fact]
    public async Task What_one_node_acknowledged_the_other_shows()
    {
        var filed = await FileThroughBoth();
        Assert.Equal(Rounds * nodes.Count, filed.Select(f => f.Position).Distinct().Count());
        Assert.Equal(2 * filed.Count - 1, filed.Max(f => f.Position));
        foreach (var (report, position, by) in filed)
        {
            foreach (var other in nodes.Where(node => node != by))
            {
                var entry = await other.Client.Ask($"/entries/{position}");
                Assert.Equal(
                    (HttpStatusCode.OK, $"report/{report}"),
                    (entry.Status, entry.Json.Of("stream"))
                );
                await UntilShown(other, report);
            }
        }

        foreach (var address in new[] { "/figures/KP-RU/containers", "/reports?limit=1000" })
        {
            var answers = await Task.WhenAll(nodes.Select(node => node.Client.Ask(address)));
            Assert.Equal(HttpStatusCode.OK, answers[0].Status);
            Assert.Equal(answers[0].Text, answers[1].Text);
        }
    }

    [Fact]
    public async Task The_same_report_through_both_at_once_is_filed_once()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var report = Reports.Containers($"both-{round}", "KP-RU", "over 1,000");
            var answers = await Task.WhenAll(nodes.Select(node => node.Client.Post("/reports", report)));
            Assert.Equal(
                [HttpStatusCode.OK, HttpStatusCode.Created],
                answers.Select(answer => answer.Status).Order()
            );
            Assert.Single(answers.Select(answer => answer.Json.Number("position")).Distinct());
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    /// <summary>By turns, and in each round through all nodes at once.</summary>
    private async Task<List<Filing>> FileThroughBoth()
    {
        var filed = new List<Filing>();
        for (var round = 0; round < Rounds; round++)
        {
            filed.AddRange(
                await Task.WhenAll(nodes.Select((node, i) => File(node, $"round-{round}-node-{i}")))
            );
        }

        return filed;
    }

    private static async Task<Filing> File(ServerProcess node, string report)
    {
        var answer = await node.Client.Post("/reports", Reports.Containers(report, "KP-RU", "over 1,000"));
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        return new Filing(report, answer.Json.Number("position")!.Value, node);
    }

    /// <summary>Reads follow the log, wherever it was written.</summary>
    private static async Task UntilShown(ServerProcess node, string report)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(Patience);
        while ((await node.Client.Ask($"/reports/{report}")).Status != HttpStatusCode.OK)
        {
            await Task.Delay(BetweenLooks, limit.Token);
        }
    }

    private sealed record Filing(string Report, long Position, ServerProcess By);
}
