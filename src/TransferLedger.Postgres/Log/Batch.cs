using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Postgres.Log;

/// <summary>
/// Requests laid out behind each other at the end of the log: stamped, hashed and sealed, ready to be inserted. Nothing
/// here is true before the insert is committed.
/// </summary>
internal sealed class Batch
{
    private readonly Tail tail;
    private readonly Hash? leafBefore;
    private readonly List<(Pending Pending, int Start)> placed = [];
    private readonly List<(Pending Pending, AppendResult Why)> refused = [];
    private readonly HashSet<Guid> ids = [];
    private readonly Dictionary<StreamId, long> versions = [];

    // Of the batch that is on its way, while this one is laid out behind it.
    private readonly HashSet<Guid> idsBefore = [];
    private readonly Dictionary<StreamId, long> versionsBefore = [];

    private Batch(Tail tail)
    {
        this.tail = tail;
        First = new Position(tail.Size);
        EdgeAfter = tail.Edge.Copy();
        (LastLeaf, LastRecordedAt) = (tail.LastLeaf, tail.LastRecordedAt);
        leafBefore = LastLeaf;
    }

    private Batch(Tail tail, Batch before)
    {
        this.tail = tail;
        (idsBefore, versionsBefore) = (before.ids, before.versions);
        First = new Position(before.EdgeAfter.Size);
        EdgeAfter = before.EdgeAfter.Copy();
        (LastLeaf, LastRecordedAt) = (before.LastLeaf, before.LastRecordedAt);
        leafBefore = LastLeaf;
    }

    public Position First { get; }

    public List<Entry> Entries { get; } = [];

    public List<byte[]> Bytes { get; } = [];

    public List<byte[]> Leaves { get; } = [];

    public List<TileNode> Nodes { get; } = [];

    public List<(Guid Id, Excerpt Excerpt)> Excerpts { get; } = [];

    /// <summary>Streams that are not remembered, with the version that must be there for the batch to stand.</summary>
    public List<(StreamId Stream, long Version)> MustExist { get; } = [];

    /// <summary>Requests that must be looked up in the log before they can be answered.</summary>
    public List<Pending> LeftOut { get; } = [];

    public RightEdge EdgeAfter { get; }

    public Hash? LastLeaf { get; private set; }

    public DateTime? LastRecordedAt { get; private set; }

    public IReadOnlyDictionary<StreamId, long> VersionsAfter => versions;

    /// <param name="tail">Where the log ends.</param>
    /// <param name="work">In the order in which they came.</param>
    /// <param name="clock">The database's.</param>
    /// <param name="isSettled">
    /// Whether the tail is known to be right and the requests not to be in the log: what does not fit is refused then.
    /// Otherwise it is left out, since it may be the second try of one that is there.
    /// </param>
    public static Batch Lay(Tail tail, IEnumerable<Pending> work, DateTime clock, bool isSettled)
    {
        var batch = new Batch(tail);
        batch.Take(work, clock, isSettled);
        return batch;
    }

    /// <summary>Begins the batch that follows this one while this one is on its way. Void if it does not arrive.</summary>
    /// <param name="at">Where the log ends without this one.</param>
    /// <param name="work">In the order in which they came.</param>
    /// <param name="clock">The database's.</param>
    public Batch LayNext(Tail at, IEnumerable<Pending> work, DateTime clock)
    {
        var next = new Batch(at, this);
        next.Take(work, clock, isSettled: false);
        return next;
    }

    /// <summary>Whether the log ends where this batch begins.</summary>
    public bool Follows(Tail end) => First.Value == end.Size && leafBefore == end.LastLeaf;

    /// <summary>The same, with nothing left out or to be looked up: as good as laid out under the lock.</summary>
    public bool IsWhole(Tail end) => Follows(end) && LeftOut.Count == 0 && MustExist.Count == 0;

    /// <summary>Lays <paramref name="work"/> behind what is there.</summary>
    public void Take(IEnumerable<Pending> work, DateTime clock, bool isSettled)
    {
        foreach (var pending in work)
        {
            var moved = Moved(pending.Request);
            if (HoldsOneOf(pending.Request) || (moved is not null && !isSettled))
            {
                LeftOut.Add(pending);
            }
            else if (moved is not null)
            {
                refused.Add((pending, moved));
            }
            else
            {
                Place(pending, clock);
            }
        }
    }

    /// <summary>Tells the callers, after the commit.</summary>
    public void Answer()
    {
        foreach (var (pending, start) in placed)
        {
            var own = Entries.GetRange(start, pending.Request.Entries.Count);
            pending.Answer(new AppendResult.Appended(own));
        }

        foreach (var (pending, why) in refused)
        {
            pending.Answer(why);
        }
    }

    private AppendResult.VersionMoved? Moved(AppendRequest request)
    {
        foreach (var (stream, first) in request.FirstVersions)
        {
            if (Knows(stream, out var at) && first != at + 1)
            {
                return new AppendResult.VersionMoved(stream, at);
            }
        }

        return null;
    }

    private bool Knows(StreamId stream, out long version) =>
        versions.TryGetValue(stream, out version)
        || versionsBefore.TryGetValue(stream, out version)
        || tail.Remembers(stream, out version);

    private bool HoldsOneOf(AppendRequest request) =>
        request.Entries.Any(e => ids.Contains(e.Id) || idsBefore.Contains(e.Id));

    private void Place(Pending pending, DateTime clock)
    {
        var request = pending.Request;
        placed.Add((pending, Entries.Count));
        foreach (var (stream, first) in request.FirstVersions)
        {
            if (first > 1 && !Knows(stream, out _))
            {
                MustExist.Add((stream, first - 1));
            }
        }

        for (var i = 0; i < request.Entries.Count; i++)
        {
            Place(request.Entries[i], request.Drafts[i], clock);
        }
    }

    private void Place(NewEntry e, EntryDraft draft, DateTime clock)
    {
        var recordedAt = RecordingClock.Next(clock, LastRecordedAt);
        var bytes = draft.Stamp(recordedAt);
        var leaf = tail.Seals ? Merkle.Leaf(bytes) : Merkle.Empty;
        var position = new Position(First.Value + Entries.Count);
        Entries.Add(new Entry(position, e.Id, e.Stream, e.Version, e.Type, recordedAt, bytes));
        Bytes.Add(bytes);
        Leaves.Add(leaf.ToArray());
        if (tail.Seals)
        {
            EdgeAfter.Append(leaf, Nodes);
        }
        else
        {
            EdgeAfter.CountUnsealed();
        }

        ids.Add(e.Id);
        versions[e.Stream] = e.Version;
        (LastLeaf, LastRecordedAt) = (leaf, recordedAt);
        if (e.Excerpt is { } excerpt)
        {
            Excerpts.Add((e.Id, excerpt));
        }
    }
}
