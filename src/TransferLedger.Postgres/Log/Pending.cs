using TransferLedger.Core.Log;

namespace TransferLedger.Postgres.Log;

/// <summary>
/// A request on its way. Its caller may give up while it waits, but no longer once a batch has taken it. The answer is known
/// first and told later: the driver tells when it has nothing left to do that the caller's own work could hold up.
/// </summary>
internal sealed class Pending(AppendRequest request)
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int GivenUp = 2;

    private readonly TaskCompletionSource<AppendResult> told = new();
    private int state = Waiting;
    private AppendResult? answer;
    private Exception? failure;

    public AppendRequest Request { get; } = request;

    /// <summary>Completes when the caller has been told.</summary>
    public Task<AppendResult> Told => told.Task;

    public bool IsAnswered => answer is not null || failure is not null;

    /// <summary>False where the caller has given up: nothing is written then.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref state, Taken, Waiting) == Waiting;

    public void GiveUp(CancellationToken cancellation)
    {
        if (Interlocked.CompareExchange(ref state, GivenUp, Waiting) == Waiting)
        {
            told.TrySetCanceled(cancellation);
        }
    }

    public void Answer(AppendResult result) => answer ??= result;

    public void Fail(Exception reason) => failure ??= reason;

    /// <summary>Tells the caller on this thread: it goes on before this returns.</summary>
    public void Tell()
    {
        if (answer is { } result)
        {
            told.TrySetResult(result);
        }
        else
        {
            told.TrySetException(
                failure ?? new InvalidOperationException("A request was left without an answer.")
            );
        }
    }
}
