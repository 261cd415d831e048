using Microsoft.Extensions.Logging;
using Npgsql;
using TransferLedger.Core.Log;

namespace TransferLedger.Postgres.Log;

/// <summary>
/// Brings requests into the log on one connection, one batch at a time: optimistically where nobody else writes, under the
/// lock otherwise, and once only however often the connection is lost. Every request has its answer or its failure in the end; whoever
/// asked tells the callers.
/// </summary>
internal sealed class Appender(
    NpgsqlDataSource database,
    DatabaseClock clock,
    Neighbours neighbours,
    HeadSignal head,
    Alarm alarm,
    Witness witness,
    AppendInstruments instruments,
    PostgresLogOptions options,
    ILogger log,
    TimeProvider time
) : IAsyncDisposable
{
    /// <summary>Locked batches in a row that find nothing new before the next is optimistic again.</summary>
    public const int QuietBatches = 8;

    /// <summary>Rounds without an end that only a broken table can cause: nodes without entries, for one.</summary>
    private const int MostRounds = 50;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private Session? session;
    private Tail? remembered;
    private Witness.Sighting? confirmed;
    private int lockedBatchesLeft;
    private Beginning? ahead;

    /// <summary>Whether the last batch under the lock found that others had written.</summary>
    public bool OthersWrite { get; private set; }

    public async Task Open(CancellationToken cancellation)
    {
        session = await Session.Open(
            database,
            clock,
            neighbours,
            remembered: null,
            cancellation,
            options.Seals
        );
        remembered = session.Tail;
        Note(remembered);
    }

    /// <summary>Answers or fails each of <paramref name="work"/>; never throws.</summary>
    /// <param name="next">
    /// Asked while a batch is on its way, in bulk or optimistically and more than one: what will be processed next. It is laid
    /// out at once.
    /// </param>
    public Task Process(List<Pending> work, bool bulk, Func<Task<List<Pending>>>? next = null) =>
        Process(work, bulk, time.GetTimestamp(), next);

    public async ValueTask DisposeAsync() => await Forget();

    private async Task Process(
        List<Pending> work,
        bool bulk,
        long started,
        Func<Task<List<Pending>>>? next = null
    )
    {
        var pause = FirstPause;
        for (var rounds = 0; work.Count > 0; rounds++)
        {
            try
            {
                work =
                    rounds < MostRounds
                        ? await Round(work, bulk, next)
                        : throw new LogInDisorderException(rounds);
                pause = FirstPause;
            }
            catch (Exception lost) when (Faulted.IsLostConnection(lost))
            {
                await Forget();
                work.RemoveAll(p => p.IsAnswered);
                if (time.GetElapsedTime(started) > options.RetryFor)
                {
                    LogMessages.GaveUp(log, lost, options.RetryFor.TotalSeconds, work.Count);
                    work.ForEach(p => p.Fail(lost));
                    return;
                }

                rounds = 0;
                LogMessages.ConnectionLost(log, lost, work.Count);
                await Task.Delay(pause, time);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
            catch (LogHoleException hole)
            {
                alarm.Raise(hole.Message);
                await Forget();
            }
            catch (Exception refused)
            {
                await Forget();
                work.RemoveAll(p => p.IsAnswered);
                await InHalves(work, bulk, started, refused);
                return;
            }
        }
    }

    /// <summary>One batch. Returns those that are still to be answered.</summary>
    private async Task<List<Pending>> Round(List<Pending> work, bool bulk, Func<Task<List<Pending>>>? next)
    {
        var laid = ahead;
        ahead = null;
        if (alarm.Why is { } why)
        {
            work.ForEach(p => p.Answer(new AppendResult.Stopped(why)));
            return [];
        }

        session ??= await Session.Open(
            database,
            clock,
            neighbours,
            remembered,
            CancellationToken.None,
            options.Seals
        );
        remembered = session.Tail;
        if (
            bulk
            || lockedBatchesLeft > 0
            || witness.Furthest?.Size > remembered.Size
            || RecordingClock.IsTooFarAhead(clock.Now, remembered.LastRecordedAt)
        )
        {
            return bulk
                ? await UnderTheLock(session, work, bulk, laid, next)
                : await UnderTheLock(session, work, bulk);
        }

        return await Optimistically(session, work, laid, next);
    }

    private async Task<List<Pending>> Optimistically(
        Session to,
        List<Pending> work,
        Beginning? laid,
        Func<Task<List<Pending>>>? next
    )
    {
        var batch = Laid(to.Tail, work, laid);
        if (batch.Entries.Count > 0)
        {
            var meanwhile =
                next is not null && work.Count > 1 ? () => LayNext(to.Tail, batch, next) : (Func<Task>?)null;
            if (!await Try(() => to.Append(batch, CancellationToken.None, meanwhile)))
            {
                lockedBatchesLeft = QuietBatches;
                return work;
            }

            Tell(to, batch);
        }

        return batch.LeftOut.Count == 0 ? [] : await UnderTheLock(to, batch.LeftOut, bulk: false);
    }

    /// <summary>What was laid out while the batch before was on its way, if that one has arrived, and the rest behind it.</summary>
    private Batch Laid(Tail tail, List<Pending> work, Beginning? laid)
    {
        if (
            laid is not var (requests, batch)
            || !batch.Follows(tail)
            || !work.Take(requests.Count).SequenceEqual(requests)
        )
        {
            return Batch.Lay(tail, work, clock.Now, isSettled: false);
        }

        batch.Take(work.Skip(requests.Count), clock.Now, isSettled: false);
        return batch;
    }

    private async Task LayNext(Tail tail, Batch batch, Func<Task<List<Pending>>> next)
    {
        if (await next() is { Count: > 0 } work)
        {
            ahead = new Beginning([.. work], batch.LayNext(tail, work, clock.Now));
        }
    }

    private async Task<List<Pending>> UnderTheLock(
        Session to,
        List<Pending> work,
        bool bulk,
        Beginning? laid = null,
        Func<Task<List<Pending>>>? next = null
    )
    {
        var sight = await to.LockAndLook(work, CancellationToken.None);
        if (sight.News is News.None or News.Some && !await IsConfirmed(to))
        {
            sight = sight with { News = News.Fork };
        }

        head.Advance(to.Tail.Size);
        OthersWrite = sight.News != News.None;
        lockedBatchesLeft = OthersWrite ? QuietBatches : Math.Max(0, lockedBatchesLeft - 1);
        if (sight.News == News.Fork)
        {
            alarm.Raise(
                $"the log is not the one that this node wrote: it is shorter than {to.Tail.Size} entries, or the last one differs."
            );
        }

        if (sight.News is News.Fork or News.More)
        {
            await to.RollBack(CancellationToken.None);
            await (sight.News == News.More ? to.ReadTail(CancellationToken.None) : Task.CompletedTask);
            remembered = to.Tail;
            return work;
        }

        var open = Settle(to.Tail, work, sight);
        var batch =
            laid is not null
            && sight.IsAllNew
            && laid.Requests.SequenceEqual(open)
            && laid.Batch.IsWhole(to.Tail)
                ? laid.Batch
                : Batch.Lay(to.Tail, open, clock.Now, isSettled: true);
        if (batch.Entries.Count == 0)
        {
            await to.RollBack(CancellationToken.None);
            batch.Answer();
            return batch.LeftOut;
        }

        if (!await Try(() => Write(to, batch, bulk, next)))
        {
            await to.RollBack(CancellationToken.None);
            return open;
        }

        Tell(to, batch);
        return batch.LeftOut;
    }

    /// <summary>Whether what this node has seen, on this connection or another, is in the log that we look at.</summary>
    private async Task<bool> IsConfirmed(Session to)
    {
        if (witness.Furthest is { } furthest && furthest != confirmed)
        {
            var holds =
                furthest.Size == to.Tail.Size
                    ? furthest.Leaf == to.Tail.LastLeaf
                    : furthest.Size < to.Tail.Size && await to.Holds(furthest, CancellationToken.None);
            if (!holds)
            {
                return false;
            }

            confirmed = furthest;
        }

        Note(to.Tail);
        return true;
    }

    private void Note(Tail tail) => confirmed = witness.Note(tail) ?? confirmed;

    /// <summary>Answers those whose end is known without writing; returns the others.</summary>
    private List<Pending> Settle(Tail tail, List<Pending> work, Sight sight)
    {
        var stopped = Behind(tail);
        var rest = new List<Pending>(work.Count);
        foreach (var pending in work)
        {
            if ((pending.Request.WrittenBefore(sight.Known) ?? stopped) is { } end)
            {
                pending.Answer(end);
            }
            else
            {
                rest.Add(pending);
            }
        }

        return rest;
    }

    private AppendResult.Stopped? Behind(Tail tail)
    {
        if (tail.LastRecordedAt is not { } last || !RecordingClock.IsTooFarAhead(clock.Now, last))
        {
            return null;
        }

        LogMessages.ClockBehind(log, last, clock.Now);
        return new AppendResult.Stopped(
            $"the last entry was recorded at {last:O}, over a minute ahead of the database's clock."
        );
    }

    private async Task<bool> Write(Session to, Batch batch, bool bulk, Func<Task<List<Pending>>>? next)
    {
        if (!bulk)
        {
            return await to.Commit(batch, CancellationToken.None);
        }

        await to.CommitCopied(
            batch,
            CancellationToken.None,
            next is null ? null : () => LayNext(to.Tail, batch, next)
        );
        return true;
    }

    private static async Task<bool> Try(Func<Task<bool>> write)
    {
        try
        {
            return await write();
        }
        catch (PostgresException error) when (Faulted.IsMiss(error))
        {
            return false;
        }
    }

    private void Tell(Session to, Batch batch)
    {
        Note(to.Tail);
        instruments.Committed(batch.Entries.Count);
        head.Advance(batch.EdgeAfter.Size);
        batch.Answer();
    }

    /// <summary>One request of the batch is refused by the database; it must not take the others with it.</summary>
    private async Task InHalves(List<Pending> work, bool bulk, long started, Exception refused)
    {
        if (work.Count <= 1)
        {
            work.ForEach(p => p.Fail(refused));
            return;
        }

        LogMessages.BatchRefused(log, refused, work.Count);
        var half = work.Count / 2;
        await Process(work[..half], bulk, started);
        await Process(work[half..], bulk, started);
    }

    /// <summary>Drops the connection, whatever state it is in; what was remembered of the log stays.</summary>
    private async Task Forget()
    {
        remembered = session?.Tail ?? remembered;
        lockedBatchesLeft = Math.Max(lockedBatchesLeft, 1);
        if (session is { } dropped)
        {
            session = null;
            await dropped.DisposeAsync();
        }
    }

    /// <summary>The first requests of the next batch, laid out while the one before was on its way.</summary>
    private sealed record Beginning(List<Pending> Requests, Batch Batch);
}
