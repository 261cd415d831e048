using Npgsql;
using TransferLedger.Postgres.Tests;

namespace TransferLedger.Scenarios.Robustness;

/// <summary>The schema's owner is needed while a node starts, and holds none of the database's places afterwards.</summary>
public sealed class OwnerConnectionTests(RunningLedger ledger, LedgerServer postgres)
    : IClassFixture<RunningLedger>
{
    [Fact]
    public async Task A_node_that_has_started_holds_no_connection_as_owner()
    {
        await using var administrator = NpgsqlDataSource.Create(
            await postgres.AdministratorConnection(ledger.Database)
        );
        await using var open = administrator.CreateCommand(
            "select distinct usename from pg_stat_activity where datname = current_database() and usename <> 'postgres'"
        );
        await using var row = await open.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var roles = new List<string>();
        while (await row.ReadAsync(TestContext.Current.CancellationToken))
        {
            roles.Add(row.GetString(0));
        }

        Assert.Equal(["ledger_server"], roles);
    }
}
