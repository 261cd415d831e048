using System.Numerics;

namespace TransferLedger.Core.Sealing;

/// <summary>
/// Verifies inclusion and consistency proofs (RFC 9162 sections 2.1.3.2 and 2.1.4.2). Never calls the code that builds a
/// tree: who checks must not share its mistakes.
/// </summary>
public static class Proofs
{
    /// <summary>Whether <paramref name="leaf"/> stands at <paramref name="index"/> of the tree of that size and root.</summary>
    public static bool IsIncluded(Hash leaf, long index, long size, IReadOnlyList<Hash> path, Hash root)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (index < 0 || index >= size)
        {
            return false;
        }

        var (fn, sn, hash) = (index, size - 1, leaf);
        foreach (var sibling in path)
        {
            if (sn == 0)
            {
                return false;
            }

            if ((fn & 1) == 1 || fn == sn)
            {
                hash = Merkle.Node(sibling, hash);
                SkipRightEdge(ref fn, ref sn);
            }
            else
            {
                hash = Merkle.Node(hash, sibling);
            }

            (fn, sn) = (fn >> 1, sn >> 1);
        }

        return sn == 0 && hash == root;
    }

    /// <summary>
    /// Whether the tree of <paramref name="newSize"/> grew out of that of <paramref name="oldSize"/>. Both at least 1: that
    /// everything grew out of nothing needs no proof and proves nothing.
    /// </summary>
    public static bool IsConsistent(
        long oldSize,
        long newSize,
        Hash oldRoot,
        Hash newRoot,
        IReadOnlyList<Hash> path
    )
    {
        ArgumentNullException.ThrowIfNull(path);
        if (oldSize < 1 || oldSize > newSize)
        {
            return false;
        }

        if (oldSize == newSize)
        {
            return path.Count == 0 && oldRoot == newRoot;
        }

        // A whole old tree is its own first node and is left out of the path.
        var start =
            BitOperations.IsPow2(oldSize) ? oldRoot
            : path.Count > 0 ? path[0]
            : (Hash?)null;
        return start is { } first
            && Walk(oldSize, newSize, first, path.Skip(BitOperations.IsPow2(oldSize) ? 0 : 1)) is { } both
            && both == (oldRoot, newRoot);
    }

    private static (Hash Old, Hash New)? Walk(long oldSize, long newSize, Hash first, IEnumerable<Hash> path)
    {
        var (fn, sn) = (oldSize - 1, newSize - 1);
        while ((fn & 1) == 1)
        {
            (fn, sn) = (fn >> 1, sn >> 1);
        }

        var (fr, sr) = (first, first);
        foreach (var sibling in path)
        {
            if (sn == 0)
            {
                return null;
            }

            if ((fn & 1) == 1 || fn == sn)
            {
                (fr, sr) = (Merkle.Node(sibling, fr), Merkle.Node(sibling, sr));
                SkipRightEdge(ref fn, ref sn);
            }
            else
            {
                sr = Merkle.Node(sr, sibling);
            }

            (fn, sn) = (fn >> 1, sn >> 1);
        }

        return sn == 0 ? (fr, sr) : null;
    }

    /// <summary>On the right edge a subtree without a sibling moves up unchanged.</summary>
    private static void SkipRightEdge(ref long fn, ref long sn)
    {
        while ((fn & 1) == 0 && fn != 0)
        {
            (fn, sn) = (fn >> 1, sn >> 1);
        }
    }
}
