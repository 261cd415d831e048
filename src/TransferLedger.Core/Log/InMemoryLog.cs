using TransferLedger.Core.Events;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Core.Log;

/// <summary>
/// A log that lives in memory: the same contract as the one in PostgreSQL, but for durability. For tests, and for replaying
/// verified entries without a database.
/// </summary>
/// <param name="ledger">Origin, written into each entry.</param>
/// <param name="clock">What <c>recordedAt</c> follows.</param>
public sealed class InMemoryLog(string ledger, TimeProvider clock) : ILog
{
    private readonly Lock gate = new();
    private readonly List<Entry> log = [];
    private readonly Dictionary<Guid, Entry> byId = [];
    private readonly Dictionary<StreamId, List<Entry>> streams = [];
    private readonly Dictionary<Guid, Excerpt> excerpts = [];
    private readonly RightEdge edge = new();
    private readonly HeadSignal signal = new();

    public ValueTask<AppendResult> Append(IReadOnlyList<NewEntry> entries, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var request = AppendRequest.Of(ledger, entries, out var refusal);
        if (refusal is not null)
        {
            return ValueTask.FromResult(refusal);
        }

        lock (gate)
        {
            var result =
                request.WrittenBefore(byId) ?? Stopped() ?? (AppendResult?)Moved(request) ?? Write(request);
            signal.Advance(edge.Size);
            return ValueTask.FromResult(result);
        }
    }

    public async ValueTask<IReadOnlyList<AppendResult>> AppendBulk(
        IReadOnlyList<IReadOnlyList<NewEntry>> requests,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(requests);
        var results = new List<AppendResult>(requests.Count);
        foreach (var request in requests)
        {
            results.Add(await Append(request, cancellation));
        }

        return results;
    }

    public ValueTask<IReadOnlyList<Entry>> Read(Position from, int limit, CancellationToken cancellation)
    {
        lock (gate)
        {
            var start = (int)Math.Clamp(from.Value, 0, log.Count);
            var page = log.GetRange(start, Math.Min(limit, log.Count - start));
            return ValueTask.FromResult<IReadOnlyList<Entry>>(page);
        }
    }

    public ValueTask<IReadOnlyList<Entry>> ReadStream(StreamId stream, CancellationToken cancellation)
    {
        lock (gate)
        {
            IReadOnlyList<Entry> found = streams.TryGetValue(stream, out var list) ? [.. list] : [];
            return ValueTask.FromResult(found);
        }
    }

    public ValueTask<LogHead> Head(CancellationToken cancellation)
    {
        lock (gate)
        {
            return ValueTask.FromResult(new LogHead(edge.Size, edge.Root, LastRecordedAt));
        }
    }

    public Task WaitFor(Position position, CancellationToken cancellation) =>
        signal.WaitFor(position, cancellation);

    public ValueTask<Excerpt?> ReadExcerpt(Guid id, CancellationToken cancellation)
    {
        lock (gate)
        {
            return ValueTask.FromResult(excerpts.GetValueOrDefault(id));
        }
    }

    public ValueTask EraseExcerpt(Guid id, CancellationToken cancellation)
    {
        lock (gate)
        {
            excerpts.Remove(id);
        }

        return ValueTask.CompletedTask;
    }

    private DateTime? LastRecordedAt => log.Count == 0 ? null : log[^1].RecordedAt;

    private AppendResult.Stopped? Stopped() =>
        RecordingClock.IsTooFarAhead(clock.GetUtcNow().UtcDateTime, LastRecordedAt)
            ? new AppendResult.Stopped(
                $"the last entry was recorded at {LastRecordedAt:O}, ahead of the clock"
            )
            : null;

    private AppendResult.VersionMoved? Moved(AppendRequest request)
    {
        foreach (var (stream, first) in request.FirstVersions)
        {
            var current = streams.TryGetValue(stream, out var list) ? list.Count : 0;
            if (first != current + 1)
            {
                return new AppendResult.VersionMoved(stream, current);
            }
        }

        return null;
    }

    private AppendResult.Appended Write(AppendRequest request)
    {
        var written = new List<Entry>(request.Entries.Count);
        for (var i = 0; i < request.Entries.Count; i++)
        {
            written.Add(Write(request.Entries[i], request.Drafts[i]));
        }

        return new AppendResult.Appended(written);
    }

    private Entry Write(NewEntry e, EntryDraft draft)
    {
        var recordedAt = RecordingClock.Next(clock.GetUtcNow().UtcDateTime, LastRecordedAt);
        var bytes = draft.Stamp(recordedAt);
        var entry = new Entry(new Position(log.Count), e.Id, e.Stream, e.Version, e.Type, recordedAt, bytes);
        log.Add(entry);
        byId.Add(entry.Id, entry);
        edge.Append(Merkle.Leaf(bytes));
        if (!streams.TryGetValue(entry.Stream, out var stream))
        {
            streams.Add(entry.Stream, stream = []);
        }

        stream.Add(entry);
        if (e.Excerpt is { } excerpt)
        {
            excerpts.Add(e.Id, excerpt);
        }

        if (e.Type == EventNames.Of<ExcerptErased>())
        {
            excerpts.Remove(((ExcerptErased)EventJson.Read(e.Type, e.Data.Span)).Entry);
        }

        return entry;
    }
}
