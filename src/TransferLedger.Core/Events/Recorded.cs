namespace TransferLedger.Core.Events;

/// <summary>An event and where and when it was written down: what folds read.</summary>
/// <param name="RecordedAt">UTC, microseconds.</param>
public sealed record Recorded(
    Position Position,
    StreamId Stream,
    long Version,
    DateTime RecordedAt,
    LedgerEvent Event
);
