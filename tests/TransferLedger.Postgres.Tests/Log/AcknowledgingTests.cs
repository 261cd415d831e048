using System.Text;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Postgres.Log;

namespace TransferLedger.Postgres.Tests.Log;

/// <summary>Nobody is told that an entry stands before it does, and nobody waits for ever.</summary>
public sealed class AcknowledgingTests(LedgerServer server) : IAsyncLifetime
{
    private const string FailAtCommit = """
        create function public.fail() returns trigger language plpgsql as $$ begin raise exception 'not this one'; end $$;
        create constraint trigger fail after insert on ledger.entries deferrable initially deferred
            for each row when (new.stream like 'report/poison%') execute function public.fail();
        """;

    private LogDatabase database = null!;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => database = await LogDatabase.Create(server);

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    public async Task An_append_that_fails_at_its_commit_is_not_acknowledged(int entries, bool underTheLock)
    {
        await LogDatabase.Run(database.Administrator, FailAtCommit);
        var log = await database.Node();
        await Append(log, New("report/a", 1));
        if (underTheLock)
        {
            await Append(await database.Node(), New("report/b", 1));
            await Append(log, New("report/a", 2));
        }

        var size = (await log.Head(Now)).Size;
        NewEntry[] poison = [.. Enumerable.Range(1, entries).Select(v => New("report/poison", v))];
        await Assert.ThrowsAsync<Npgsql.PostgresException>(async () => await log.Append(poison, Now));

        Assert.Equal(size, (await log.Head(Now)).Size);
        Assert.Equal(size, Assert.Single(await Append(log, New("report/c", 1))).Position.Value);
    }

    [Fact]
    public async Task What_waited_for_the_lock_is_recorded_when_it_was_written_and_not_later()
    {
        var log = await database.Node();
        await using var holder = await database.Administrator.OpenConnectionAsync(Now);
        await using var hold = new Npgsql.NpgsqlCommand(
            $"begin; select pg_advisory_xact_lock({Session.WriteLock}); select pg_sleep(2); commit",
            holder
        );
        var held = hold.ExecuteNonQueryAsync(Now);
        await database.LockIsHeld();

        var entry = Assert.Single(await Append(log, New("report/a", 1)));

        await held;
        var clock = await LogDatabase.Ask<DateTime>(database.Administrator, "select clock_timestamp()");
        Assert.True(entry.RecordedAt <= clock, $"{entry.RecordedAt:O} lies after {clock:O}");
    }

    [Fact]
    public async Task Closing_a_node_answers_or_refuses_whoever_appends_meanwhile()
    {
        for (var round = 0; round < 20; round++)
        {
            var log = await database.Node();
            var size = (await log.Head(Now)).Size;
            var callers = Enumerable
                .Range(0, 8)
                .Select(c => Task.Run(() => AppendUntilClosed(log, $"report/{round}-{c}"), Now))
                .ToList();
            await log.WaitFor(new Position(size), Now);

            await log.DisposeAsync();

            var written = await Task.WhenAll(callers).WaitAsync(TimeSpan.FromMinutes(3), Now);
            var stored = await LogDatabase.Ask<long>(database.Server, "select count(*) from ledger.entries");
            Assert.Equal(size + written.Sum(), stored);
        }
    }

    [Fact]
    public async Task A_writing_connection_flushes_even_where_the_database_says_not_to()
    {
        await using var connection = await database.Server.OpenConnectionAsync(Now);
        await using var command = new Npgsql.NpgsqlCommand(
            $"set synchronous_commit = off;\n{SqlFile.Read("Log/session.sql")}",
            connection
        );
        await command.ExecuteNonQueryAsync(Now);
        command.CommandText = "show synchronous_commit";

        Assert.Equal("on", await command.ExecuteScalarAsync(Now));
    }

    private static async Task<int> AppendUntilClosed(PostgresLog log, string stream)
    {
        var written = 0;
        try
        {
            while (true)
            {
                await Append(log, New(stream, written + 1));
                written++;
            }
        }
        catch (ObjectDisposedException)
        {
            return written;
        }
    }

    private static async Task<IReadOnlyList<Entry>> Append(PostgresLog log, params NewEntry[] entries) =>
        Assert.IsType<AppendResult.Appended>(await log.Append(entries, Now)).Entries;

    private static NewEntry New(string stream, long version) =>
        new(
            Guid.CreateVersion7(),
            new StreamId(stream),
            version,
            "containers-reported.v1",
            Encoding.UTF8.GetBytes($$"""{"n":{{version}}}"""),
            "desk"
        );
}
