using TransferLedger.Core.Events;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Postgres.Log;

/// <summary>
/// The furthest end of the log that this node has seen, on whichever connection, writing or reading. Whoever writes for the
/// node must find it in the log: an import may begin after a failover, and the entries that the replica lacks are those of
/// another connection; or those of another node, which this one has read and handed on, and which died with the primary.
/// </summary>
internal sealed class Witness
{
    private Sighting? furthest;

    /// <summary>Null while the log was never seen to have an entry.</summary>
    public Sighting? Furthest => Volatile.Read(ref furthest);

    /// <summary>The log ends, or has ended, at <paramref name="tail"/>. Returns what is kept if that is the furthest.</summary>
    public Sighting? Note(Tail tail) =>
        tail.LastLeaf is { } leaf ? Note(new Sighting(tail.Size, leaf)) : null;

    /// <summary>The entry was read in the log.</summary>
    public void Note(Entry entry)
    {
        var size = entry.Position.Value + 1;
        if (Furthest is not { } furthest || furthest.Size < size)
        {
            Note(new Sighting(size, Merkle.Leaf(entry.Bytes.Span)));
        }
    }

    /// <summary>Returns what is kept if that is the furthest.</summary>
    public Sighting? Note(Sighting seen)
    {
        while (Furthest is var before && (before is null || before.Size < seen.Size))
        {
            if (Interlocked.CompareExchange(ref furthest, seen, before) == before)
            {
                return seen;
            }
        }

        return null;
    }

    /// <summary>The log had this size, and then this was its last leaf.</summary>
    internal sealed record Sighting(long Size, Hash Leaf);
}
