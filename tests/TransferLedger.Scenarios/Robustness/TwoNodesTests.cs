using System.Net;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Http;
using Reports = TransferLedger.Scenarios.Http.Reports;

namespace TransferLedger.Scenarios.Robustness;

/// <summary>
/// Two servers on one database. Neither leads, and what one acknowledged the other shows.
/// </summary>
public sealed class TwoNodesTests(LedgerServer postgres) : IAsyncLifetime
{
    private const int Rounds = 20;

    private NodePair? pair;

    private IReadOnlyList<ServerProcess> Nodes => pair!.Nodes;

    public async ValueTask InitializeAsync() => pair = await NodePair.Start(postgres);

    [Fact]
    public async Task What_one_node_acknowledged_the_other_shows()
    {
        var filed = await FileThroughBoth();
        Assert.Equal(Rounds * Nodes.Count, filed.Select(f => f.Position).Distinct().Count());
        Assert.Equal(2 * filed.Count - 1, filed.Max(f => f.Position));
        foreach (var (report, position, by) in filed)
        {
            foreach (var other in Nodes.Where(node => node != by))
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
            var answers = await Task.WhenAll(Nodes.Select(node => node.Client.Ask(address)));
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
            var answers = await Task.WhenAll(Nodes.Select(node => node.Client.Post("/reports", report)));
            Assert.Equal(
                [HttpStatusCode.OK, HttpStatusCode.Created],
                answers.Select(answer => answer.Status).Order()
            );
            Assert.Single(answers.Select(answer => answer.Json.Number("position")).Distinct());
        }
    }

    [Fact]
    public async Task What_is_filed_is_shown_after_the_node_that_projected_was_killed()
    {
        var (first, second) = await ByLease();
        await File(first, "before");
        first.Kill();
        var filing = await File(second, "after");
        await UntilShown(second, filing.Report);
        Assert.Equal(HttpStatusCode.OK, (await second.Client.Ask("/health/ready")).Status);
    }

    [Fact]
    public async Task A_node_that_was_paused_steps_back_and_goes_on_when_it_wakes()
    {
        var (first, second) = await ByLease();
        first.Pause();
        var meanwhile = await File(second, "meanwhile");
        await UntilShown(second, meanwhile.Report);
        first.GoOn();
        var awake = await File(first, "awake");
        foreach (var node in Nodes)
        {
            await UntilShown(node, awake.Report);
            Assert.Equal(HttpStatusCode.OK, (await node.Client.Ask("/health/ready")).Status);
        }
    }

    /// <summary>The node that projects and the other: while one rests it is the other that does.</summary>
    private async Task<(ServerProcess Projecting, ServerProcess Other)> ByLease()
    {
        Nodes[0].Pause();
        var probe = await File(Nodes[1], "probe");
        await UntilShown(Nodes[1], probe.Report);
        Nodes[0].GoOn();
        return (Nodes[1], Nodes[0]);
    }

    public ValueTask DisposeAsync() => pair!.DisposeAsync();

    /// <summary>By turns, and in each round through all nodes at once.</summary>
    private async Task<List<Filing>> FileThroughBoth()
    {
        var filed = new List<Filing>();
        for (var round = 0; round < Rounds; round++)
        {
            filed.AddRange(
                await Task.WhenAll(Nodes.Select((node, i) => File(node, $"round-{round}-node-{i}")))
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
    private static Task UntilShown(ServerProcess node, string report) =>
        Eventually.Holds(async () =>
            (await node.Client.Ask($"/reports/{report}")).Status == HttpStatusCode.OK
        );

    private sealed record Filing(string Report, long Position, ServerProcess By);
}
