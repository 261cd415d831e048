using TransferLedger.Core.Sealing;

namespace TransferLedger.Postgres.Log;

/// <summary>
/// The furthest end of the log that this node has seen, on whichever connection. Whoever writes for the node must find it in
/// the log: an import may begin after a failover, and the entries that the replica lacks are those of another connection.
/// </summary>
internal sealed class Witness
{
    private Sighting? furthest;

    /// <summary>Null while the log was never seen to have an entry.</summary>
    public Sighting? Furthest => Volatile.Read(ref furthest);

    /// <summary>The log ends, or has ended, at <paramref name="tail"/>. Returns what is kept if that is the furthest.</summary>
    public Sighting? Note(Tail tail)
    {
        if (tail.LastLeaf is not { } leaf)
        {
            return null;
        }

        var seen = new Sighting(tail.Size, leaf);
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
