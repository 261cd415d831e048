using System.Text;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Core.Sealing;
using TransferLedger.Core.Tests.Sealing;
using TransferLedger.Postgres.Log;

namespace TransferLedger.Postgres.Tests.Log;

/// <summary>What only a log with nodes, connections and a database can get wrong.</summary>
public sealed class NodesTests(LedgerServer server) : IAsyncLifetime
{
    private LogDatabase database = null!;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => database = await LogDatabase.Create(server);

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_node_goes_on_after_another_has_written()
    {
        var (one, two) = (await database.Node(), await database.Node());
        await Append(one, New("report/a", 1));
        await Append(two, New("report/a", 2));

        var entry = Assert.Single(await Append(one, New("report/a", 3)));

        Assert.Equal(2, entry.Position.Value);
    }

    [Fact]
    public async Task A_node_that_is_far_behind_reads_the_end_anew_and_goes_on()
    {
        var (one, two) = (await database.Node(), await database.Node());
        await Append(one, New("report/a", 1));
        await two.AppendBulk(
            [.. Enumerable.Range(0, 9_000).Select(i => new[] { New($"report/b{i}", 1) })],
            Now
        );

        var entry = Assert.Single(await Append(one, New("report/a", 2)));

        Assert.Equal(9_001, entry.Position.Value);
        Assert.Equal(await Root(one), (await one.Head(Now)).Root);
    }

    [Fact]
    public async Task A_version_that_another_node_took_is_refused_and_named()
    {
        var (one, two) = (await database.Node(), await database.Node());
        await Append(one, New("report/a", 1));
        await Append(two, New("report/a", 2));

        var result = await one.Append([New("report/a", 2)], Now);

        Assert.Equal(new AppendResult.VersionMoved(new StreamId("report/a"), 2), result);
    }

    [Fact]
    public async Task A_request_that_another_node_wrote_is_answered_with_its_entries()
    {
        var (one, two) = (await database.Node(), await database.Node());
        var entry = New("report/a", 1);
        var first = await Append(one, entry);

        var second = await Append(two, entry);

        Assert.Equal(first.Select(e => e.Position), second.Select(e => e.Position));
    }

    [Fact]
    public async Task A_node_that_waits_is_woken_by_what_another_appends()
    {
        var (one, two) = (await database.Node(), await database.Node());
        var waiting = two.WaitFor(Position.First, Now);

        await Append(one, New("report/a", 1));

        await waiting.WaitAsync(TimeSpan.FromMinutes(3), Now);
    }

    [Fact]
    public async Task Polling_finds_what_no_notification_told()
    {
        var one = await database.Node();
        var waiting = one.WaitFor(Position.First, Now);

        await InsertBehindTheBack(0, new byte[32]);

        await waiting.WaitAsync(TimeSpan.FromMinutes(3), Now);
    }

    [Fact]
    public async Task A_node_whose_connections_are_all_cut_appends_each_entry_once()
    {
        var log = await database.Node();
        await Append(log, New("report/a", 1));

        await LogDatabase.Run(
            database.Administrator,
            "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'node' and datname = current_database()"
        );
        await Append(log, New("report/a", 2));

        Assert.Equal(2, (await log.Read(Position.First, 10, Now)).Count);
    }

    [Fact]
    public async Task A_request_that_the_database_refuses_does_not_take_others_with_it()
    {
        var log = await database.Node();
        var poison = New("report/a", 1) with { Excerpt = new Excerpt(new byte[32], "nul \0 byte") };
        var good = Enumerable.Range(0, 20).Select(i => New($"report/b{i}", 1)).ToList();

        var refused = log.Append([poison], Now).AsTask();
        var written = await Task.WhenAll(good.Select(e => Append(log, e)));

        await Assert.ThrowsAnyAsync<Npgsql.PostgresException>(() => refused);
        Assert.Equal(20, written.Length);
        Assert.Equal(20, (await log.Head(Now)).Size);
    }

    [Fact]
    public async Task A_full_queue_answers_busy()
    {
        var log = await database.Node(LogDatabase.Options with { QueueLimit = 3, BatchLimit = 1 });
        await using var held = await database.HoldTheLock();

        var asked = Enumerable
            .Range(0, 8)
            .Select(i => log.Append([New($"report/{i}", 1)], Now).AsTask())
            .ToList();
        var busy = asked
            .Where(a => a is { IsCompletedSuccessfully: true, Result: AppendResult.Busy })
            .ToList();
        await held.DisposeAsync();
        await Task.WhenAll(asked);

        Assert.Equal(4, busy.Count);
        Assert.Equal(4, (await log.Head(Now)).Size);
    }

    [Fact]
    public async Task A_caller_who_gives_up_in_the_queue_writes_nothing()
    {
        var log = await database.Node(LogDatabase.Options with { BatchLimit = 1 });
        using var patience = new CancellationTokenSource();
        var held = await database.HoldTheLock();
        var first = log.Append([New("report/a", 1)], Now).AsTask();
        var second = log.Append([New("report/b", 1)], patience.Token).AsTask();

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await held.DisposeAsync();
        await first;

        Assert.Equal(1, (await log.Head(Now)).Size);
    }

    [Fact]
    public async Task A_log_whose_last_entry_differs_is_a_fork()
    {
        var log = await database.Node();
        await Append(log, New("report/a", 1));
        await Break("update ledger.entries set leaf = decode(repeat('00', 32), 'hex')");

        var result = await log.Append([New("report/a", 2)], Now);

        Assert.IsType<AppendResult.Stopped>(result);
        Assert.NotNull(log.StoppedBecause);
    }

    [Fact]
    public async Task A_log_that_is_shorter_than_remembered_is_a_fork_for_good()
    {
        var log = await database.Node();
        await Append(log, New("report/a", 1));
        await Break("delete from ledger.entries");

        await log.Append([New("report/a", 2)], Now);
        var result = await log.Append([New("report/b", 1)], Now);

        Assert.IsType<AppendResult.Stopped>(result);
        Assert.Equal(0, (await log.Head(Now)).Size);
    }

    [Fact]
    public async Task A_reader_stops_at_a_hole()
    {
        var log = await database.Node();
        await Append(log, New("report/a", 1), New("report/a", 2), New("report/a", 3));
        await Break("delete from ledger.entries where position = 1");

        var hole = await Assert.ThrowsAsync<LogHoleException>(async () =>
            await log.Read(Position.First, 10, Now)
        );

        Assert.Equal(1, hole.Missing);
    }

    [Fact]
    public async Task Recording_goes_on_strictly_rising_where_the_database_clock_was_set_back()
    {
        await SetClock("- interval '30 seconds'", from: "+ interval '20 seconds'");
        var log = await database.Node();

        var second = Assert.Single(await Append(log, New("report/a", 2)));

        var first = (await log.Read(Position.First, 1, Now))[0];
        Assert.Equal(first.RecordedAt + RecordingClock.Tick, second.RecordedAt);
    }

    [Fact]
    public async Task Appending_stops_where_the_last_entry_is_over_a_minute_ahead_of_the_clock()
    {
        await SetClock("", from: "+ interval '2 minutes'");
        var log = await database.Node();

        var result = await log.Append([New("report/a", 2)], Now);

        Assert.IsType<AppendResult.Stopped>(result);
    }

    [Fact]
    public async Task Stored_nodes_are_those_of_the_tree()
    {
        var log = await database.Node();
        foreach (var part in Enumerable.Range(1, 700).Chunk(90))
        {
            await Append(log, [.. part.Select(v => New("report/a", v))]);
        }

        var entries = (await log.Read(Position.First, 1_000, Now)).Select(e => e.Bytes).ToArray();
        var stored = await LogDatabase.Ask<byte[]>(
            database.Server,
            "select hash from ledger.nodes where level = 8 and index = 1"
        );

        Assert.Equal(NaiveTree.Root(entries.AsSpan(256, 256)), new Hash(stored));
        Assert.Equal(2L, await LogDatabase.Ask<long>(database.Server, "select count(*) from ledger.nodes"));
    }

    [Fact]
    public async Task Tables_that_contradict_each_other_end_in_an_error_for_each_caller()
    {
        var log = await database.Node();
        await Append(log, [.. Enumerable.Range(1, 255).Select(v => New("report/a", v))]);
        await Break("insert into ledger.nodes values (0, 8, decode(repeat('00', 32), 'hex'))");

        await Assert.ThrowsAsync<LogInDisorderException>(async () =>
            await log.Append([New("report/b", 1)], Now)
        );
        await Assert.ThrowsAsync<LogInDisorderException>(async () =>
            await log.Append([New("report/c", 1)], Now)
        );

        Assert.Equal(255, (await log.Head(Now)).Size);
    }

    private async Task<Hash> Root(PostgresLog log) =>
        NaiveTree.Root([.. (await log.Read(Position.First, 20_000, Now)).Select(e => e.Bytes)]);

    /// <summary>As an administrator could who switches the triggers off.</summary>
    private Task Break(string sql) =>
        LogDatabase.Run(
            database.Administrator,
            $"begin; set local session_replication_role = replica; {sql}; commit"
        );

    private Task InsertBehindTheBack(long position, byte[] leaf) =>
        LogDatabase.Run(
            database.Administrator,
            $"insert into ledger.entries values ({position}, 1, now(), gen_random_uuid(), '\\x{Convert.ToHexString(leaf)}', 'report/a', 't.v1', '')"
        );

    /// <summary>One entry by the first clock, then the clock is set.</summary>
    private async Task SetClock(string to, string from)
    {
        await Clock(from);
        await using (var before = await LogOf())
        {
            await Append(before, New("report/a", 1));
        }

        await Clock(to);
    }

    private Task<PostgresLog> LogOf() =>
        PostgresLog.Open(
            database.Server,
            LogDatabase.Options,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<PostgresLog>.Instance,
            TimeProvider.System,
            Now
        );

    private Task Clock(string shift) =>
        LogDatabase.Run(
            database.Owner,
            $"create or replace function ledger.clock() returns timestamptz language sql volatile parallel safe as $$ select clock_timestamp() {shift} $$"
        );

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
