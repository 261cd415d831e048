using System.Numerics;

namespace TransferLedger.Core.Sealing;

/// <summary>
/// Builds proofs: which ranges of leaves are hashed into them, in their order (RFC 6962 sections 2.1.1 and 2.1.2). The hashes
/// come from <see cref="StoredHashes"/>. What verifies them, <see cref="Proofs"/>, shares nothing with this.
/// </summary>
public static class TreePaths
{
    /// <summary>
    /// PATH(index, D[size]), from the leaf's sibling up. The index is from 0 and below the size; anything else is a bug and
    /// throws.
    /// </summary>
    public static IReadOnlyList<LeafRange> Inclusion(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<LeafRange>();
        for (var (from, to) = (0L, size); to - from > 1; )
        {
            var middle = from + LargestLeft(to - from);
            (from, to) =
                index < middle
                    ? Beside(new LeafRange(middle, to), (from, middle))
                    : Beside(new LeafRange(from, middle), (middle, to));
        }

        path.Reverse();
        return path;

        (long, long) Beside(LeafRange sibling, (long, long) next)
        {
            path.Add(sibling);
            return next;
        }
    }

    /// <summary>
    /// PROOF(old, D[new]). Both at least 1, the old one not above the new one; anything else is a bug and throws. Empty
    /// where they are the same.
    /// </summary>
    public static IReadOnlyList<LeafRange> Consistency(long oldSize, long newSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(oldSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, newSize);
        var path = new List<LeafRange>();
        var (from, to) = (0L, newSize);
        while (to != oldSize)
        {
            var middle = from + LargestLeft(to - from);
            if (oldSize <= middle)
            {
                path.Add(new LeafRange(middle, to));
                to = middle;
            }
            else
            {
                path.Add(new LeafRange(from, middle));
                from = middle;
            }
        }

        // The old tree itself is known to whoever asks.
        if (from > 0)
        {
            path.Add(new LeafRange(from, to));
        }

        path.Reverse();
        return path;
    }

    /// <summary>The largest power of two below <paramref name="size"/>, which is at least 2.</summary>
    private static long LargestLeft(long size) => 1L << BitOperations.Log2((ulong)(size - 1));
}
