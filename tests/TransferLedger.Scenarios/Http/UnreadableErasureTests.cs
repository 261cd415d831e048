using Npgsql;
using TransferLedger.Postgres.Tests;

namespace TransferLedger.Scenarios.Http;

/// <summary>An entry that should say which quote was erased was damaged: nothing else stops for it.</summary>
public sealed class UnreadableErasureTests(RunningLedger ledger, LedgerServer postgres)
    : IClassFixture<RunningLedger>
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_starts_names_the_place_and_finishes_the_other_erasures()
    {
        var quoted = Reports.Containers(more: "\"quote\": \"words of others\"");
        await ledger.Client.File(Reports.Of("damaged", $"{quoted},{quoted}"));
        await ledger.Client.Erase("damaged#1");
        var position = await ledger.LogSize() - 1;
        await ledger.Client.File(Reports.Of("broken-off", quoted));
        await ledger.BeginErasure("broken-off#1");
        await Damage(position);
        Assert.Equal(2, await ledger.WordsInTheTable());

        await using var node = await SecondNode.Of(ledger, postgres);

        var health = (await node.Client.Ask("/health/ready")).Json;
        Assert.Equal(
            [position],
            health.GetProperty("unreadableErasures").EnumerateArray().Select(one => one.GetInt64())
        );
        Assert.Equal(1, await ledger.WordsInTheTable());
    }

    private async Task Damage(long position)
    {
        await using var administrator = NpgsqlDataSource.Create(
            await postgres.AdministratorConnection(ledger.Database)
        );
        await using var command = administrator.CreateCommand(
            $"set session_replication_role = replica; update ledger.entries set bytes = 'damaged' where position = {position}"
        );
        await command.ExecuteNonQueryAsync(Now);
    }
}
