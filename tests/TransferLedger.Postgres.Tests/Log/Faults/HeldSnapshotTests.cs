using static TransferLedger.Postgres.Tests.Log.Faults.Acknowledged;

namespace TransferLedger.Postgres.Tests.Log.Faults;

/// <summary>
/// Somebody holds a snapshot open while the log grows. What makes that slow is a row that is changed again and again; that
/// appending keeps its rate is measured by the soak <c>snapshot</c> of the benchmarks.
/// </summary>
public sealed class HeldSnapshotTests(LedgerServer server)
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_a_snapshot_is_held_every_way_of_appending_goes_on_and_changes_no_row()
    {
        await using var database = await LogDatabase.Create(server);
        await using var holder = await database.Administrator.OpenConnectionAsync(Now);
        await LogDatabase.Run(
            holder,
            "begin isolation level repeatable read; select count(*) from ledger.entries"
        );
        var acknowledged = new Acknowledged();
        var (one, two) = (await database.Node(), await database.Node());

        for (var i = 1; i <= 100; i++)
        {
            acknowledged.Take(await one.Append([New("report/single", i)], Now));
        }

        for (var i = 0; i < 100; i++)
        {
            var node = i % 2 == 0 ? one : two;
            acknowledged.Take(await node.Append([New($"report/{i}", 1), New($"report/{i}", 2)], Now));
        }

        var import = Enumerable.Range(0, 300).Select(i => new[] { New($"import/{i}", 1) });
        foreach (var answer in await one.AppendBulk([.. import], Now))
        {
            acknowledged.Take(answer);
        }

        await acknowledged.IsWhatIsStored(two);
        await database.CloseNodes();
        Assert.Equal(0L, await LogDatabase.Ask<long>(holder, "select count(*) from ledger.entries"));
        await database.Until(
            "select n_tup_ins >= 600 from pg_stat_all_tables where relid = 'ledger.entries'::regclass"
        );
        Assert.Equal(0m, await LogDatabase.Ask<decimal>(database.Administrator, Changed));
    }

    private const string Changed = """
        select sum(n_tup_upd + n_tup_del) from pg_stat_all_tables where schemaname = 'ledger'
        """;
}
