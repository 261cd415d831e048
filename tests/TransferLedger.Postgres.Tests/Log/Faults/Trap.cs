namespace TransferLedger.Postgres.Tests.Log.Faults;

/// <summary>Where on the way between a node and its database something happens.</summary>
public enum Place
{
    /// <summary>The database has heard nothing of the request.</summary>
    BeforeTheRequest,

    /// <summary>It has heard all but the last statement, and half of that.</summary>
    InTheRequest,

    /// <summary>It has the request; whether it answers, nobody waits to see.</summary>
    AfterTheRequest,

    /// <summary>It has answered to the end, and the node has heard nothing of that.</summary>
    BeforeTheAnswer,

    /// <summary>The node has heard everything but that the database is ready for more, which comes after a commit.</summary>
    InTheAnswer,
}

/// <summary>
/// Something that happens once: on the first request that holds a text, at a place on its way. Then the connection is cut,
/// unless it <see cref="GoesOn"/>.
/// </summary>
internal sealed class Trap(string text, Place place)
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int isTaken;

    public Place Place { get; } = place;

    /// <summary>Runs at the place, while the connection stands still.</summary>
    public Func<Task> Then { get; init; } = () => Task.CompletedTask;

    public bool GoesOn { get; init; }

    /// <summary>A trap that nobody stepped on proves nothing: wait for this.</summary>
    public Task Reached => reached.Task;

    public bool Takes(string sql) =>
        sql.Contains(text, StringComparison.Ordinal) && Interlocked.Exchange(ref isTaken, 1) == 0;

    public async Task Spring()
    {
        try
        {
            await Then();
            reached.TrySetResult();
        }
        catch (Exception e)
        {
            reached.TrySetException(e);
        }
    }
}
