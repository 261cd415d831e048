using TransferLedger.Core.Tests.Log;

namespace TransferLedger.Postgres.Tests.Log;

/// <summary>Two nodes on one database beside a bulk import, while backends are killed.</summary>
public sealed class StormTests(LedgerServer server)
{
    private const int MostKills = 15;

    [Fact]
    public async Task Nothing_is_lost_on_two_nodes_beside_an_import_while_backends_are_killed()
    {
        await using var database = await LogDatabase.Create(server);
        var killed = 0;

        await new Storm(seed: 20_240_827)
        {
            Logs = [await database.Node(), await database.Node()],
            Writers = 32,
            RequestsEach = 25,
            BulkReports = 2_000,
            Meanwhile = async over =>
            {
                var random = new Random(20_240_827);
                // No more: a bulk batch needs a quiet moment of its own length to get through.
                while (!over.IsCancellationRequested && killed < MostKills)
                {
                    await Task.Delay(random.Next(20, 120), over)
                        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    killed += await LogDatabase.Ask<int>(database.Administrator, KillOneWriter);
                }
            },
        }.Run(TestContext.Current.CancellationToken);

        Assert.True(killed > 3, $"only {killed} backends were killed");
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
}
