using System.Runtime.InteropServices;

namespace TransferLedger.Core.Sealing;

/// <summary>
/// Hashes as they are stored, leaves and the nodes of levels 8, 16 and 24, and all others worked out from them. Whoever has
/// ranges of leaves to hash asks <see cref="Needed"/> what to read, adds what was read, and asks for the hashes.
/// </summary>
public sealed class StoredHashes
{
    private readonly Dictionary<Subtree, Hash> known = [];

    /// <summary>What must be read to hash <paramref name="ranges"/>: rows of one level beside each other, by level and index.</summary>
    public static IReadOnlyList<StoredRange> Needed(IEnumerable<LeafRange> ranges)
    {
        var all = ranges.SelectMany(range => range.Subtrees()).Select(Under).Order().ToList();
        var joined = new List<StoredRange>();
        foreach (var next in all)
        {
            if (joined is [.., var last] && last.Level == next.Level && next.From <= last.To)
            {
                joined[^1] = last with { To = Math.Max(last.To, next.To) };
            }
            else
            {
                joined.Add(next);
            }
        }

        return joined;
    }

    /// <param name="level">0, 8, 16 or 24.</param>
    /// <param name="index">Of that level, from 0.</param>
    public void Add(int level, long index, Hash hash) => known[new Subtree(level, index)] = hash;

    /// <summary>MTH of the range; of an empty tree <see cref="Merkle.Empty"/>.</summary>
    /// <exception cref="HashMissingException">It needs a hash that was not added.</exception>
    public Hash Of(LeafRange range)
    {
        Hash? right = null;
        foreach (var subtree in range.Subtrees().Reverse())
        {
            right = right is { } hash ? Merkle.Node(Of(subtree), hash) : Of(subtree);
        }

        return right ?? Merkle.Empty;
    }

    /// <summary>The root of a complete subtree.</summary>
    /// <exception cref="HashMissingException">It needs a hash that was not added.</exception>
    public Hash Of(Subtree subtree)
    {
        if (known.TryGetValue(subtree, out var hash))
        {
            return hash;
        }

        if (subtree.Level == StoredLevel(subtree.Level))
        {
            throw new HashMissingException(subtree);
        }

        var (level, index) = (subtree.Level - 1, subtree.Index * 2);
        hash = Merkle.Node(Of(new Subtree(level, index)), Of(new Subtree(level, index + 1)));
        known.Add(subtree, hash);
        return hash;
    }

    private static StoredRange Under(Subtree subtree)
    {
        var level = StoredLevel(subtree.Level);
        var height = subtree.Level - level;
        return new StoredRange(level, subtree.Index << height, (subtree.Index + 1) << height);
    }

    private static int StoredLevel(int level) =>
        Math.Min(level / RightEdge.TileHeight * RightEdge.TileHeight, RightEdge.HighestStoredLevel);
}

/// <summary>Stored hashes beside each other, of level 0, 8, 16 or 24, from an index to before another.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct StoredRange(int Level, long From, long To) : IComparable<StoredRange>
{
    public int CompareTo(StoredRange other) =>
        (Level, From, To).CompareTo((other.Level, other.From, other.To));
}

/// <summary>A hash of the tree is not stored where it must be: rows are missing, or the tree is not that large.</summary>
public sealed class HashMissingException(Subtree subtree)
    : Exception($"The tree has no hash of level {subtree.Level} at {subtree.Index}.")
{
    public Subtree Subtree { get; } = subtree;
}
