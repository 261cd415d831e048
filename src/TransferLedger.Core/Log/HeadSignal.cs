using TransferLedger.Core.Events;

namespace TransferLedger.Core.Log;

/// <summary>How long the log is, as far as this process knows, and whoever waits for it to grow. Never goes back.</summary>
public sealed class HeadSignal
{
    private readonly Lock gate = new();
    private long size;
    private TaskCompletionSource? growth;

    /// <summary>The number of entries that are known to be committed.</summary>
    public long Size => Volatile.Read(ref size);

    /// <summary>The log has <paramref name="newSize"/> entries. A smaller number than before says nothing new.</summary>
    public void Advance(long newSize)
    {
        TaskCompletionSource? waiters;
        lock (gate)
        {
            if (newSize <= size)
            {
                return;
            }

            size = newSize;
            (waiters, growth) = (growth, null);
        }

        waiters?.TrySetResult();
    }

    /// <summary>Completes as soon as an entry stands at <paramref name="position"/>.</summary>
    public async Task WaitFor(Position position, CancellationToken cancellation)
    {
        while (!Has(position, out var next))
        {
            await next.WaitAsync(cancellation);
        }
    }

    private bool Has(Position position, out Task next)
    {
        lock (gate)
        {
            if (position.Value < size)
            {
                next = Task.CompletedTask;
                return true;
            }

            growth ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            next = growth.Task;
            return false;
        }
    }
}
