using System.Text;
using TransferLedger.Postgres.Log;
using TransferLedger.Postgres.Tests.Log;
using TransferLedger.Postgres.Tests.Log.Faults;

namespace TransferLedger.Postgres.Tests.Excerpts;

/// <summary>
/// What PostgreSQL keeps of words that were erased, and when that goes: the rules of deploy/OPERATING.md. The vacuum comes
/// sooner here than in its minute, which takes a server of its own.
/// </summary>
[Collection(OnAServerOfItsOwn.Name)]
public sealed class LeftoversTests(OwnServer server) : IAsyncLifetime
{
    private const string Words = "velvet zeppelins over Zanzibar";

    private LogDatabase database = null!;
    private PostgresLog log = null!;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await server.NewDatabase();
        log = await database.Node();
    }

    public async ValueTask DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task The_row_as_it_was_goes_by_itself_with_the_next_round_of_autovacuum()
    {
        await LogDatabase.Run(database.Administrator, "alter system set autovacuum_naptime = '1s'");
        await LogDatabase.Run(database.Administrator, "select pg_reload_conf()");
        var quotes = await log.File("a", withWords: true, Words);

        await log.EraseExcerpt(quotes[0].Entry, Now);

        await database.Until(
            "select autovacuum_count > 0 and n_dead_tup = 0 from pg_stat_all_tables where relid = 'ledger.excerpts'::regclass"
        );
    }

    [Fact]
    public async Task The_file_of_the_table_holds_the_words_until_the_owner_has_it_written_anew()
    {
        // Vacuuming moves other rows over the end of it, and over no more than they need.
        var quotes = await log.File("a", withWords: true, "others", $"{Words}, {new string('x', 500)}");
        await log.EraseExcerpt(quotes[1].Entry, Now);
        await LogDatabase.Run(database.Owner, "vacuum ledger.excerpts");
        Assert.True(await AreInTheFile());

        await LogDatabase.Run(database.Owner, "vacuum full ledger.excerpts");

        Assert.False(await AreInTheFile());
    }

    [Fact]
    public async Task PostgreSQL_gathers_no_statistics_about_words()
    {
        await log.File("a", withWords: true, Words, Words);

        await LogDatabase.Run(database.Owner, "analyze ledger.excerpts");

        Assert.Equal(
            ["id"],
            await LogDatabase.Ask<string[]>(
                database.Administrator,
                "select array_agg(attname::text) from pg_stats where schemaname = 'ledger' and tablename = 'excerpts'"
            )
        );
    }

    private async Task<bool> AreInTheFile()
    {
        await LogDatabase.Run(database.Administrator, "checkpoint");
        var file = await LogDatabase.Ask<byte[]>(
            database.Administrator,
            "select pg_read_binary_file(pg_relation_filepath('ledger.excerpts'))"
        );
        return file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Words)) >= 0;
    }
}
