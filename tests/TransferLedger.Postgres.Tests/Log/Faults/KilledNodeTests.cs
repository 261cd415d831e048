using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Postgres.Log;
using static TransferLedger.Postgres.Tests.Log.Faults.Acknowledged;

namespace TransferLedger.Postgres.Tests.Log.Faults;

/// <summary>
/// A node is killed between any two steps of the life of a report (README.md beside the log); then another node finds what
/// that file says, and the same request is answered with the same entries, once.
/// </summary>
public sealed class KilledNodeTests(LedgerServer server) : IAsyncLifetime
{
    private const string Stream = "report/killed";
    private const string WaitAtCommit = """
        create function public.wait() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(42); return null; end $$;
        create constraint trigger wait after insert on ledger.entries deferrable initially deferred
            for each row when (new.stream = 'report/killed') execute function public.wait();
        """;

    private LogDatabase database = null!;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => database = await LogDatabase.Create(server);

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Killed_while_a_request_is_received_nothing_is_stored()
    {
        await using var node = await DyingNode.Start(database.ServerConnection);

        await node.Tell("receive", Stream, 2);
        await node.IsDead();

        await Stands(0, of: 2);
    }

    [Fact]
    public async Task Killed_while_requests_are_queued_nothing_is_stored_and_the_lock_is_free()
    {
        await using var node = await DyingNode.Start(database.ServerConnection);
        await using (await database.HoldTheLock())
        {
            await node.Tell("ask", "report/first", 1);
            await node.Says("asked");
            await database.AreWaiting(1);
            await node.Tell("ask", Stream, 2);
            await node.Says("asked");

            await node.Kill();
        }

        var other = await Stands(0, of: 2);
        Assert.Empty(await other.ReadStream(new StreamId("report/first"), Now));
    }

    [Theory]
    [InlineData(Request.Single, Place.BeforeTheRequest, "append", 1, 0)]
    [InlineData(Request.Single, Place.BeforeTheAnswer, "append", 1, 1)]
    [InlineData(Request.Sealing, Place.BeforeTheAnswer, "append", 300, 300)]
    [InlineData(Request.Copied, Place.BeforeTheAnswer, "bulk", 300, 0)]
    [InlineData(Request.BulkCommit, Place.InTheRequest, "bulk", 300, 0)]
    [InlineData(Request.BulkCommit, Place.BeforeTheAnswer, "bulk", 300, 300)]
    public async Task Killed_on_the_way_to_the_database_all_of_a_request_stands_or_nothing(
        Request request,
        Place place,
        string what,
        int entries,
        int standing
    )
    {
        await using var proxy = new Proxy(database.Port);
        await using var node = await DyingNode.Start(proxy.Before(database.ServerConnection));
        await node.Tell("append", "report/before", 1);
        await node.Says("told");
        var trap = proxy.Set(new Trap(CutConnectionTests.Texts[request], place) { Then = node.Kill });

        await node.Tell(what, Stream, entries);
        await trap.Reached.WaitAsync(TimeSpan.FromMinutes(3), Now);

        await Stands(standing, of: entries);
    }

    [Theory]
    [InlineData(Request.Look, Place.BeforeTheAnswer, 0)]
    [InlineData(Request.Locked, Place.InTheRequest, 0)]
    [InlineData(Request.Locked, Place.BeforeTheAnswer, 2)]
    public async Task Killed_under_the_lock_all_of_a_request_stands_or_nothing_and_the_lock_is_free(
        Request request,
        Place place,
        int standing
    )
    {
        await using var proxy = new Proxy(database.Port);
        await using var node = await DyingNode.Start(proxy.Before(database.ServerConnection));
        var one = await database.Node();
        await one.Append([New("report/before", 1)], Now);
        var trap = proxy.Set(new Trap(CutConnectionTests.Texts[request], place) { Then = node.Kill });

        await node.Tell("append", Stream, 2);
        await trap.Reached.WaitAsync(TimeSpan.FromMinutes(3), Now);

        await Stands(standing, of: 2);
    }

    [Fact]
    public async Task What_a_killed_node_had_inserted_is_waited_for_until_it_is_committed()
    {
        await LogDatabase.Run(database.Administrator, WaitAtCommit);
        await using var node = await DyingNode.Start(database.ServerConnection);
        await using var holder = await database.Administrator.OpenConnectionAsync(Now);
        await LogDatabase.Run(holder, "select pg_advisory_lock(42)");
        await node.Tell("append", Stream, 2);
        await database.AreWaiting(1);
        await node.Kill();

        var again = (await database.Node()).Append(DyingNode.Entries(Stream, 2), Now).AsTask();
        await database.AreWaiting(2);
        Assert.False(again.IsCompleted);
        await LogDatabase.Run(holder, "select pg_advisory_unlock(42)");

        Assert.Equal(2, Assert.IsType<AppendResult.Appended>(await again).Entries.Count);
        await Stands(2, of: 2);
    }

    [Fact]
    public async Task Killed_once_its_callers_are_told_everything_stands_and_others_find_it()
    {
        var listening = await database.Node();
        var found = listening.WaitFor(new Position(1), Now);
        await using var node = await DyingNode.Start(database.ServerConnection);

        await node.Tell("append", Stream, 2);
        await node.Says("told");
        await node.Kill();

        await found.WaitAsync(TimeSpan.FromMinutes(3), Now);
        await Stands(2, of: 2);
    }

    /// <summary>So many of the request's entries are there; tried again it is whole, once, and the log goes on.</summary>
    private async Task<PostgresLog> Stands(int standing, int of)
    {
        var other = await database.Node();
        var before = await other.ReadStream(new StreamId(Stream), Now);
        Assert.Equal(standing, before.Count);

        var again = await other.Append(DyingNode.Entries(Stream, of), Now);
        var next = await other.Append([New("report/after", 1)], Now);

        var answered = Assert.IsType<AppendResult.Appended>(again).Entries;
        var stored = await other.ReadStream(new StreamId(Stream), Now);
        Assert.Equal(stored.Select(e => e.Position), answered.Select(e => e.Position));
        Assert.Equal(before.Select(e => e.Position), answered.Take(standing).Select(e => e.Position));
        Assert.Equal(of, stored.Count);
        Assert.IsType<AppendResult.Appended>(next);
        await IsSound(other);
        return other;
    }
}
