using TransferLedger.Core.Log;
using TransferLedger.Postgres.Log;

namespace TransferLedger.Postgres.Tests.Log.Faults;

/// <summary>A writing connection whose steps are taken by hand, one at a time.</summary>
internal sealed class HandWriter : IAsyncDisposable
{
    private readonly DatabaseClock clock;

    private HandWriter(Session session, DatabaseClock clock) => (Session, this.clock) = (session, clock);

    public Session Session { get; }

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public static async Task<HandWriter> Open(LogDatabase database)
    {
        var clock = new DatabaseClock(TimeProvider.System);
        clock.Set(
            await LogDatabase.Ask<DateTime>(database.Server, "select ledger.clock()"),
            clock.Timestamp()
        );
        var session = await Session.Open(database.Server, clock, new Neighbours(), remembered: null, Now);
        return new HandWriter(session, clock);
    }

    /// <summary>One optimistic statement.</summary>
    public Task<bool> Append(params NewEntry[] entries) => Session.Append(Lay(entries), Now);

    /// <summary>Laid out at the end of the log as this connection remembers it, and not sent.</summary>
    public Batch Lay(params NewEntry[] entries) => Lay(entries, isSettled: false);

    /// <summary>After <see cref="Postgres.Log.Session.LockAndLook"/>.</summary>
    public Task<bool> Commit(params NewEntry[] entries) => Session.Commit(Lay(entries, isSettled: true), Now);

    public ValueTask DisposeAsync() => Session.DisposeAsync();

    private Batch Lay(NewEntry[] entries, bool isSettled)
    {
        var request = AppendRequest.Of(LogDatabase.Options.Origin, entries, out var refusal);
        Assert.Null(refusal);
        return Batch.Lay(Session.Tail, [new Pending(request)], clock.Now, isSettled);
    }
}
