namespace TransferLedger.Core.Events;

/// <summary>
/// One event as it lies in the log. <paramref name="Bytes"/> were written once and are never serialised again: they are
/// what is hashed, stored and served (log.md section 1).
/// </summary>
/// <param name="Position">Place in the log, not part of the bytes.</param>
/// <param name="Id">UUID version 7, unique in the ledger.</param>
/// <param name="Stream">The stream that it belongs to.</param>
/// <param name="Version">Place in that stream, from 1, dense.</param>
/// <param name="Type">Stored name: <c>containers-reported.v1</c>.</param>
/// <param name="RecordedAt">UTC, cut to the microsecond, strictly rising with the position.</param>
/// <param name="Bytes">Compact UTF-8 JSON, at most 65,535 bytes.</param>
public sealed record Entry(
    Position Position,
    Guid Id,
    StreamId Stream,
    long Version,
    string Type,
    DateTime RecordedAt,
    ReadOnlyMemory<byte> Bytes
);
