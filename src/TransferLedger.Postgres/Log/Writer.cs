using TransferLedger.Core.Log;

namespace TransferLedger.Postgres.Log;

/// <summary>
/// The queue before the one writing connection of a node. The caller that finds it idle drives it; those who come meanwhile
/// are written together by the next batch, which is laid out while the one before is on its way. No timer.
/// </summary>
internal sealed class Writer(Appender appender, PostgresLogOptions options) : IAsyncDisposable
{
    /// <summary>How often the driver lets others run, after a batch of more than one, to find more of them queued.</summary>
    private const int Yields = 4;

    /// <summary>Callers of one batch are told in so many work items at most: one for each costs more than most of them do.</summary>
    private const int MostTellers = 32;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Queue<Pending> queue = new();
    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool driven;
    private bool closed;

    // The driver's own: what the next batch begins with, and how many were told since it last waited for them.
    private List<Pending> ahead = [];
    private int told;

    public async ValueTask<AppendResult> Append(AppendRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var pending = new Pending(request);
        if (!TryEnqueue(pending, out var drives))
        {
            return new AppendResult.Busy(RetryAfter);
        }

        if (drives)
        {
            _ = Drive();
        }

        await using var registration = cancellation.UnsafeRegister(
            static (state, token) => ((Pending)state!).GiveUp(token),
            pending
        );
        return await pending.Told;
    }

    /// <summary>Writes what is queued, then takes no more.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            closed = true;
            FinishIfIdle();
        }

        await finished.Task;
        await appender.DisposeAsync();
    }

    private bool TryEnqueue(Pending pending, out bool drives)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            drives = false;
            if (queue.Count >= options.QueueLimit)
            {
                return false;
            }

            queue.Enqueue(pending);
            drives = !driven;
            driven = true;
            return true;
        }
    }

    private async Task Drive()
    {
        while (TakeBatch() is { Count: > 0 } work)
        {
            await Process(work);
            if (work.Count == 1 && TryStop())
            {
                // A caller alone goes on here, without waiting for another thread; nobody is driven any more.
                work[0].Tell();
                return;
            }

            TellElsewhere(work);
            told = work.Count;
            if (ahead.Count < told / 2)
            {
                await Gather();
            }
        }
    }

    /// <summary>Lets those who have been told run, so that more of them are found in the queue.</summary>
    private async Task Gather()
    {
        for (var i = 0; told > 1 && i < Yields && ahead.Count + queue.Count < told + told / 2; i++)
        {
            await Task.Yield();
        }

        told = 0;
    }

    /// <summary>What comes while a batch is on its way, if many were told before it was sent, is the next one's beginning.</summary>
    private async Task<List<Pending>> TakeAhead()
    {
        await Gather();
        lock (gate)
        {
            Take(ahead);
        }

        return ahead;
    }

    private static void TellElsewhere(List<Pending> work)
    {
        foreach (var group in work.Chunk((work.Count + MostTellers - 1) / MostTellers))
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static told => Array.ForEach(told, pending => pending.Tell()),
                group,
                preferLocal: false
            );
        }
    }

    /// <summary>A bug of ours must reach the callers and must not leave the queue without a driver.</summary>
    private async Task Process(List<Pending> work)
    {
        try
        {
            await appender.Process([.. work], bulk: false, TakeAhead);
        }
        catch (Exception bug)
        {
            work.ForEach(pending => pending.Fail(bug));
        }
    }

    private bool TryStop()
    {
        lock (gate)
        {
            driven = ahead.Count + queue.Count > 0;
            FinishIfIdle();
            return !driven;
        }
    }

    private List<Pending> TakeBatch()
    {
        var work = ahead;
        ahead = [];
        lock (gate)
        {
            Take(work);
            driven = work.Count > 0;
            FinishIfIdle();
        }

        return work;
    }

    private void Take(List<Pending> work)
    {
        var entries = work.Sum(Length);
        while (
            queue.TryPeek(out var next) && (work.Count == 0 || entries + Length(next) <= options.BatchLimit)
        )
        {
            queue.Dequeue();
            if (next.TryTake())
            {
                work.Add(next);
                entries += Length(next);
            }
        }
    }

    private void FinishIfIdle()
    {
        if (closed && !driven)
        {
            finished.TrySetResult();
        }
    }

    private static int Length(Pending pending) => pending.Request.Entries.Count;
}
