using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Core.Tests.Log;
using TransferLedger.Postgres.Log;
using TransferLedger.Postgres.Tests.Log.Faults;

namespace TransferLedger.Postgres.Tests.Log;

/// <summary>Two nodes on one database beside a bulk import, while backends are killed and others roll back.</summary>
public sealed class StormTests(LedgerServer server)
{
    private const int MostKills = 15;
    private const int Page = 200;
    private const int ReadAgain = 50;

    [Fact]
    public async Task Nothing_is_lost_on_two_nodes_beside_an_import_while_backends_are_killed()
    {
        await using var database = await LogDatabase.Create(server);
        PostgresLog[] nodes = [await database.Node(), await database.Node()];
        var (killed, rolledBack, seen) = (0, 0, new List<Entry>());

        await new Storm(seed: 20_240_827)
        {
            Logs = nodes,
            Writers = 32,
            RequestsEach = 25,
            BulkReports = 2_000,
            Meanwhile = async over =>
            {
                var polling = Task.Run(() => Poll(nodes[0], seen, over), CancellationToken.None);
                var random = new Random(20_240_827);
                // No more: a bulk batch needs a quiet moment of its own length to get through.
                while (!over.IsCancellationRequested && killed < MostKills)
                {
                    await Task.Delay(random.Next(20, 120), over)
                        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    killed += await LogDatabase.Ask<int>(database.Administrator, KillOneWriter);
                    await LogDatabase.Run(database.Administrator, RollOneBack);
                    rolledBack++;
                }

                await polling;
            },
        }.Run(TestContext.Current.CancellationToken);

        Assert.True(killed > 3 && rolledBack > 3, $"{killed} backends were killed, {rolledBack} rolled back");
        var whole = await Acknowledged.Whole(nodes[1]);
        Assert.Equal(whole.Take(seen.Count).Select(e => e.Id), seen.Select(e => e.Id));
        Assert.True(seen.Count > ReadAgain, $"The reader saw {seen.Count} entries");
    }

    /// <summary>Reads all the time, the last entries again and again: never a hole, and never another order.</summary>
    private static async Task Poll(ILog log, List<Entry> seen, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var from = Math.Max(0, seen.Count - ReadAgain);
            var page = await log.Read(new Position(from), Page, CancellationToken.None);
            Assert.Equal(page.Select((_, i) => (long)from + i), page.Select(e => e.Position.Value));
            Assert.Equal(seen.Skip(from).Select(e => e.Id), page.Take(seen.Count - from).Select(e => e.Id));
            seen.AddRange(page.Skip(seen.Count - from));
        }
    }

    // Writers and bulk alike, in whatever they are doing; the readers' own connections are left alone, since a reader gets
    // the error and not the log.
    private const string KillOneWriter = """
        select count(pg_terminate_backend(pid))::int from (
            select pid from pg_stat_activity
            where application_name = 'node' and datname = current_database()
              and (query ilike '%pg_try_advisory%' or query ilike 'begin%' or query ilike '%lock%'
                   or query ilike 'commit%' or query ilike '%copy ledger%' or query ilike '%from unnest%')
            order by random() limit 1) victim
        """;

    // Takes the next position under the lock and gives it back.
    private static readonly string RollOneBack = $"""
        begin;
        select pg_advisory_xact_lock({Session.WriteLock});
        insert into ledger.entries
        select coalesce(max(position) + 1, 0), 1, now(), gen_random_uuid(), decode(repeat('00', 32), 'hex'), 'report/never', 't.v1', ''
        from ledger.entries;
        rollback
        """;
}
