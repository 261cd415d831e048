using Npgsql;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using static TransferLedger.Postgres.Tests.Log.Faults.Acknowledged;

namespace TransferLedger.Postgres.Tests.Log.Faults;

/// <summary>Who may write when: the locked path, the optimistic one beside it, and whoever hangs.</summary>
public sealed class LockTests(LedgerServer server) : IAsyncLifetime
{
    private LogDatabase database = null!;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => database = await LogDatabase.Create(server);

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task What_was_written_while_a_batch_waited_for_the_lock_is_seen_by_it()
    {
        var node = await database.Node();
        await using var writer = await HandWriter.Open(database);
        await writer.Session.LockAndLook([], Now);

        var goesOn = node.Append([New("report/a", 2)], Now).AsTask();
        await database.AreWaiting(1);
        Assert.True(await writer.Commit(New("report/a", 1)));

        var entry = Assert.Single(Assert.IsType<AppendResult.Appended>(await goesOn).Entries);
        Assert.Equal(new Position(1), entry.Position);
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, null)]
    [InlineData(1, "quote")]
    public async Task An_optimistic_statement_writes_nothing_while_another_holds_the_lock(
        int entries,
        string? quote
    )
    {
        await using (var before = await HandWriter.Open(database))
        {
            await before.Session.LockAndLook([], Now);
            await before.Commit(New("report/a", 1));
        }

        await using var optimist = await HandWriter.Open(database);
        await using var locked = await HandWriter.Open(database);
        await locked.Session.LockAndLook([], Now);
        var excerpt = quote is null ? null : new Excerpt(new byte[32], quote);
        NewEntry[] own = [.. Enumerable.Range(1, entries).Select(v => New("report/b", v, excerpt))];

        Assert.False(await optimist.Append(own));
        Assert.True(await locked.Commit(New("report/c", 1)));
    }

    [Theory]
    [InlineData(Request.Locked)]
    [InlineData(Request.CopyBegins)]
    public async Task A_position_that_somebody_took_without_the_lock_makes_a_batch_go_again(Request request)
    {
        await using var proxy = new Proxy(database.Port);
        var node = await database.Node(proxy.Before(database.ServerConnection));
        var other = await database.Node();
        await other.Append([New("report/before", 1)], Now);
        var trap = proxy.Set(
            new Trap(CutConnectionTests.Texts[request], Place.BeforeTheRequest)
            {
                Then = () => InsertBehindTheBack(1),
                GoesOn = true,
            }
        );

        var answer =
            request == Request.CopyBegins
                ? Assert.Single(
                    await node.AppendBulk(
                        [
                            [New("report/a", 1)],
                        ],
                        Now
                    )
                )
                : await node.Append([New("report/a", 1)], Now);

        await trap.Reached.WaitAsync(TimeSpan.FromMinutes(3), Now);
        var entry = Assert.Single(Assert.IsType<AppendResult.Appended>(answer).Entries);
        Assert.Equal(new Position(2), entry.Position);
    }

    [Fact]
    public async Task A_node_that_hangs_under_the_lock_is_thrown_out_and_writes_once_it_wakes()
    {
        var acknowledged = new Acknowledged();
        var wakes = new TaskCompletionSource();
        await using var proxy = new Proxy(database.Port);
        var hanging = await database.Node(proxy.Before(database.ServerConnection));
        var other = await database.Node();
        acknowledged.Take(await other.Append([New("report/before", 1)], Now));
        var trap = proxy.Set(
            new Trap(CutConnectionTests.Texts[Request.Locked], Place.BeforeTheRequest)
            {
                Then = () => wakes.Task,
                GoesOn = true,
            }
        );
        var hangs = hanging.Append([New("report/a", 1)], Now).AsTask();
        await database.LockIsHeld();

        var beside = other.Append([New("report/b", 1)], Now).AsTask();
        acknowledged.Take(await beside.WaitAsync(TimeSpan.FromMinutes(3), Now));
        Assert.False(hangs.IsCompleted);
        wakes.SetResult();

        await trap.Reached;
        acknowledged.Take(await hangs);
        await acknowledged.IsWhatIsStored(other);
    }

    [Theory]
    [InlineData("tcp_keepalives_idle", "5")]
    [InlineData("tcp_keepalives_interval", "5")]
    [InlineData("tcp_keepalives_count", "3")]
    public async Task A_writing_connection_ends_soon_after_its_machine_has_vanished(
        string setting,
        string value
    )
    {
        await using var connection = await database.Server.OpenConnectionAsync(Now);
        await LogDatabase.Run(connection, SqlFile.Read("Log/session.sql"));
        await using var show = new NpgsqlCommand($"show {setting}", connection);

        Assert.Equal(value, await show.ExecuteScalarAsync(Now));
    }

    private Task InsertBehindTheBack(long position) =>
        LogDatabase.Run(
            database.Administrator,
            $"insert into ledger.entries values ({position}, 1, now(), gen_random_uuid(), '\\x{new string('0', 64)}', 'report/rogue', 't.v1', '')"
        );
}
