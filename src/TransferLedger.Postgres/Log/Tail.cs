using TransferLedger.Core.Events;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Postgres.Log;

/// <summary>What a writer remembers of the end of the log. Right as long as nobody else has written since.</summary>
internal sealed class Tail
{
    /// <summary>Streams that are remembered at the same time; a batch that touches more is remembered whole.</summary>
    public const int MostStreams = 100_000;

    private readonly Dictionary<StreamId, long> versions = [];

    public Tail(RightEdge edge, Hash? lastLeaf, DateTime? lastRecordedAt, bool seals = true) =>
        (Edge, LastLeaf, LastRecordedAt, Seals) = (edge, lastLeaf, lastRecordedAt, seals);

    /// <summary>See <see cref="PostgresLogOptions.Seals"/>.</summary>
    public bool Seals { get; }

    public RightEdge Edge { get; private set; }

    /// <summary>The next position.</summary>
    public long Size => Edge.Size;

    /// <summary>Null in an empty log.</summary>
    public Hash? LastLeaf { get; private set; }

    public DateTime? LastRecordedAt { get; private set; }

    /// <summary>Whether the version of <paramref name="stream"/> is remembered; 0 says that it does not exist.</summary>
    public bool Remembers(StreamId stream, out long version) => versions.TryGetValue(stream, out version);

    /// <summary>Remembers all of <paramref name="seen"/>, if need be at the cost of all that was remembered before.</summary>
    public void Remember(IReadOnlyCollection<KeyValuePair<StreamId, long>> seen)
    {
        if (versions.Count + seen.Count > MostStreams)
        {
            versions.Clear();
        }

        foreach (var (stream, version) in seen)
        {
            versions[stream] = version;
        }
    }

    /// <summary>Takes in what another writer appended.</summary>
    public void Take(Appended other)
    {
        Edge.Append(other.Leaf);
        (LastLeaf, LastRecordedAt) = (other.Leaf, other.RecordedAt);
        if (versions.ContainsKey(other.Stream))
        {
            versions[other.Stream] = other.Version;
        }
    }

    /// <summary>Takes in a batch of our own, once it is committed.</summary>
    public void Take(Batch batch)
    {
        (Edge, LastLeaf, LastRecordedAt) = (batch.EdgeAfter, batch.LastLeaf, batch.LastRecordedAt);
        Remember(batch.VersionsAfter);
    }

    /// <summary>An entry as far as a writer needs it.</summary>
    internal readonly record struct Appended(Hash Leaf, DateTime RecordedAt, StreamId Stream, long Version);
}
