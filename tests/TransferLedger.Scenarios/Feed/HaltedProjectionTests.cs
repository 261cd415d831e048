using System.Net;
using Npgsql;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Http;
using TransferLedger.Scenarios.Subscriptions;

namespace TransferLedger.Scenarios.Feed;

/// <summary>A node whose projections have stopped for good cannot say what derives from entries any more.</summary>
public sealed class HaltedProjectionTests(LedgerServer postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_node_goes_on_with_the_feed()
    {
        await using var nodes = await SubscribedNodes.OnNewDatabase(postgres);
        var first = await nodes.StartNode();
        await nodes.File(first);
        await nodes.Feed(first);
        await EachReadTable(nodes, "alter table %s add constraint broken check (false) not valid");
        await nodes.File(first);
        await Eventually.Holds(async () =>
            (await first.Client.Ask("/health/ready")).Status != HttpStatusCode.OK
        );

        await EachReadTable(nodes, "alter table %s drop constraint broken");
        var second = await nodes.StartNode();
        await nodes.File(first);
        var whole = await nodes.Feed(second);

        Assert.Equal(whole, await nodes.Feed(first));
        Assert.Equal(HttpStatusCode.OK, (await second.Client.Ask("/health/ready")).Status);
    }

    private async Task EachReadTable(SubscribedNodes nodes, string change)
    {
        var database = new NpgsqlConnectionStringBuilder(nodes.Connection).Database!;
        await using var source = NpgsqlDataSource.Create(await postgres.AdministratorConnection(database));
        await using var command = source.CreateCommand(
            $"""
            do $$
            declare t regclass;
            begin
                for t in select c.oid from pg_class c
                         where c.relkind = 'r' and c.relnamespace = 'projections'::regnamespace and c.relname <> 'generations'
                loop
                    execute format('{change}', t);
                end loop;
            end $$
            """
        );
        await command.ExecuteNonQueryAsync(Stop);
    }
}
