namespace TransferLedger.Postgres.Log;

/// <summary>A position is missing below one that is there. Never skipped: the reader stops and somebody must look.</summary>
public sealed class LogHoleException(long missing, long found)
    : Exception($"The log has a hole: position {missing} is missing, {found} came in its place.")
{
    /// <summary>The position that should have come.</summary>
    public long Missing { get; } = missing;
}
