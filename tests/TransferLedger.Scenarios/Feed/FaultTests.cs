using Npgsql;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Http;
using TransferLedger.Scenarios.Robustness;

namespace TransferLedger.Scenarios.Feed;

/// <summary>What readers of the feed depend on breaks: each still gets every event in order.</summary>
public sealed class FaultTests(LedgerServer postgres)
{
    private const int Rounds = 6;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_every_notification_is_lost_readers_of_both_nodes_are_told_by_asking()
    {
        var real = new NpgsqlConnectionStringBuilder(await postgres.ServerConnection("postgres"));
        await using var relay = new SilentRelay(real.Host!, real.Port);
        await using var nodes = await NodePair.Start(
            postgres,
            connection =>
            {
                var through = new NpgsqlConnectionStringBuilder(connection)
                {
                    Host = "127.0.0.1",
                    Port = relay.Port,
                    SslMode = SslMode.Disable,
                };
                return through.ConnectionString;
            },
            NodePair.WaitsUntilReadable
        );
        await Follows(
            nodes,
            async () =>
            {
                foreach (var happens in EventfulHistory.Of(nodes.Nodes[0].Client))
                {
                    await happens();
                }
            }
        );
        Assert.True(relay.Dropped > 0, "nothing was notified");
    }

    [Fact]
    public async Task Listening_connections_that_are_killed_are_opened_again()
    {
        await using var nodes = await NodePair.Start(postgres, NodePair.WaitsUntilReadable);
        var killed = 0L;
        await Follows(
            nodes,
            async () =>
            {
                foreach (var happens in EventfulHistory.Of(nodes.Nodes[0].Client))
                {
                    killed += await Kill(nodes, "query ilike 'listen%'");
                    await happens();
                }
            }
        );
        Assert.True(killed > 0, "nobody listened");
    }

    [Fact]
    public async Task All_connections_that_are_killed_while_reports_are_imported_cost_nobody_an_event()
    {
        await using var nodes = await NodePair.Start(postgres);
        await Follows(
            nodes,
            async () =>
            {
                var importing = nodes.ImportAll(1_000);
                for (var round = 0; round < Rounds; round++)
                {
                    await Task.Delay(700, Stop);
                    Assert.True(await Kill(nodes, "true") > 0, "nobody was connected");
                }

                await importing;
            }
        );
    }

    private async Task<long> Kill(NodePair nodes, string which)
    {
        await using var source = NpgsqlDataSource.Create(await postgres.AdministratorConnection("postgres"));
        await using var command = source.CreateCommand(
            $"select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = $1 and {which}"
        );
        command.Parameters.AddWithValue(new NpgsqlConnectionStringBuilder(nodes.Connection).Database!);
        return (long)(await command.ExecuteScalarAsync(Stop))!;
    }

    /// <summary>A stream and pages, one at each node, while something happens.</summary>
    private static async Task Follows(NodePair nodes, Func<Task> happens)
    {
        await using var followers = Followers.Of(nodes);
        await happens();
        await followers.GotEverything();
    }
}
