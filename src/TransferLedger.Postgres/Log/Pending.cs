using TransferLedger.Core.Log;

namespace TransferLedger.Postgres.Log;

/// <summary>A request on its way. Its caller may give up while it waits, but no longer once a batch has taken it.</summary>
internal sealed class Pending(AppendRequest request)
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int GivenUp = 2;

    private readonly TaskCompletionSource<AppendResult> answer = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    private int state = Waiting;

    public AppendRequest Request { get; } = request;

    public Task<AppendResult> Answered => answer.Task;

    /// <summary>False where the caller has given up: nothing is written then.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref state, Taken, Waiting) == Waiting;

    public void GiveUp(CancellationToken cancellation)
    {
        if (Interlocked.CompareExchange(ref state, GivenUp, Waiting) == Waiting)
        {
            answer.TrySetCanceled(cancellation);
        }
    }

    public void Answer(AppendResult result) => answer.TrySetResult(result);

    public void Fail(Exception reason) => answer.TrySetException(reason);
}
