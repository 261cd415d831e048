namespace TransferLedger.Postgres.Log;

/// <summary>How a node appends. The defaults suit a server; tests make the limits small to reach them.</summary>
public sealed record PostgresLogOptions
{
    /// <summary>Origin of the ledger, written into each entry; the same on all nodes and for ever.</summary>
    public required string Origin { get; init; }

    /// <summary>Requests that may wait to be written; the next one is answered <c>Busy</c>. 1 to 100,000.</summary>
    public int QueueLimit { get; init; } = 4_096;

    /// <summary>
    /// Entries of one batch; a single longer request still goes whole. While a batch is on its way the next is laid out, so one
    /// that takes all who call leaves nothing to lay out meanwhile.
    /// </summary>
    public int BatchLimit { get; init; } = 256;

    /// <summary>Entries of one bulk batch while nobody else writes.</summary>
    public int BulkBatch { get; init; } = 8_192;

    /// <summary>Entries of one bulk batch while others write too: they wait this long at most.</summary>
    public int BulkBatchBesideOthers { get; init; } = 2_048;

    /// <summary>How long a batch whose connection was lost is tried again before its callers get the error.</summary>
    public TimeSpan RetryFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the head is asked for underneath the notifications.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>False only where a benchmark measures what sealing costs: then no hash in the log means anything.</summary>
    internal bool Seals { get; init; } = true;
}
