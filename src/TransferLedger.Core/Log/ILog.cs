using TransferLedger.Core.Events;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Core.Log;

/// <summary>
/// The port to the log. Positions are dense from 0 in commit order: a reader that has seen position n has seen all before
/// it, and never sees a position later that was missing when it read past it.
/// </summary>
public interface ILog
{
    /// <summary>
    /// Appends all of <paramref name="entries"/> or none, at consecutive positions, durably: when this answers
    /// <see cref="AppendResult.Appended"/> they survive a crash. The entries of one stream stand in the order of their
    /// versions; the first is the one after the last that the caller has seen.
    /// </summary>
    /// <exception cref="ArgumentException">The request is ill-formed: no entries, or versions of a stream out of step.</exception>
    ValueTask<AppendResult> Append(IReadOnlyList<NewEntry> entries, CancellationToken cancellation);

    /// <summary>
    /// Appends many requests, in the order given, each of them all or none; for imports. Faster than one by one, and other
    /// writers go on meanwhile. Requests that were answered stay written if a later one fails.
    /// </summary>
    /// <returns>One result a request, in the order given.</returns>
    ValueTask<IReadOnlyList<AppendResult>> AppendBulk(
        IReadOnlyList<IReadOnlyList<NewEntry>> requests,
        CancellationToken cancellation
    );

    /// <summary>The entries from <paramref name="from"/> on, in order, without a hole, at most <paramref name="limit"/>.</summary>
    ValueTask<IReadOnlyList<Entry>> Read(Position from, int limit, CancellationToken cancellation);

    /// <summary>All entries of one stream in the order of their versions; empty for a stream that does not exist.</summary>
    ValueTask<IReadOnlyList<Entry>> ReadStream(StreamId stream, CancellationToken cancellation);

    /// <summary>How long the log is now, and the root of its Merkle tree.</summary>
    ValueTask<LogHead> Head(CancellationToken cancellation);

    /// <summary>
    /// Completes as soon as an entry stands at <paramref name="position"/>, whichever node wrote it, so that readers need not
    /// poll.
    /// </summary>
    Task WaitFor(Position position, CancellationToken cancellation);

    /// <summary>
    /// The quote that came with entry <paramref name="id"/>; null where there was none, or it has been erased, or the log says
    /// that it is to be.
    /// </summary>
    ValueTask<Excerpt?> ReadExcerpt(Guid id, CancellationToken cancellation);

    /// <summary>
    /// Erases salt and text of the quote for good; nothing happens where there is none. That it was erased, by whom and why,
    /// is an event which the caller appends first.
    /// </summary>
    ValueTask EraseExcerpt(Guid id, CancellationToken cancellation);
}

/// <summary>An event on its way into the log. <c>recordedAt</c> and the position are the log's to give.</summary>
/// <param name="Id">UUID version 7 made by the caller; appending it again yields the entry once.</param>
/// <param name="Version">From 1.</param>
/// <param name="Type">Stored name.</param>
/// <param name="Data">The member <c>data</c> as compact UTF-8 JSON.</param>
/// <param name="By">Name of the key that files it.</param>
/// <param name="Excerpt">The quote whose digest <paramref name="Data"/> holds, or null.</param>
public sealed record NewEntry(
    Guid Id,
    StreamId Stream,
    long Version,
    string Type,
    ReadOnlyMemory<byte> Data,
    string By,
    Excerpt? Excerpt = null
);

/// <summary>
/// Size of the log (the next position), RFC 6962 root hash over it, and when its last entry was recorded (null: empty).
/// </summary>
public sealed record LogHead(long Size, Hash Root, DateTime? RecordedAt);

/// <summary>
/// How an append ended. A request whose entries are all in the log already, with the same content, is answered
/// <see cref="Appended"/> with these: trying again is always safe.
/// </summary>
public abstract record AppendResult
{
    private AppendResult() { }

    /// <summary>Written; the entries as they now stand in the log, in the order given.</summary>
    public sealed record Appended(IReadOnlyList<Entry> Entries) : AppendResult;

    /// <summary>Nothing written: <paramref name="Stream"/> is at <paramref name="Current"/> (0: does not exist).</summary>
    public sealed record VersionMoved(StreamId Stream, long Current) : AppendResult;

    /// <summary>Nothing written: an entry with this id is in the log under another stream, version or content.</summary>
    public sealed record DuplicateId(Guid Id) : AppendResult;

    /// <summary>Nothing written: the queue is full. Try again after <paramref name="RetryAfter"/>.</summary>
    public sealed record Busy(TimeSpan RetryAfter) : AppendResult;

    /// <summary>Nothing written: the entry of this id would take <paramref name="Length"/> bytes, too many for one entry.</summary>
    public sealed record TooLong(Guid Id, int Length) : AppendResult;

    /// <summary>Nothing written: this node has stopped writing, because <paramref name="Why"/>. An operator must look.</summary>
    public sealed record Stopped(string Why) : AppendResult;
}
