using System.Numerics;
using System.Runtime.InteropServices;

namespace TransferLedger.Core.Sealing;

/// <summary>
/// The right edge of a growing RFC 6962 tree: the root of each complete subtree that the binary digits of its size name,
/// largest first. All that is needed to append leaves and to tell the root; at most 63 hashes.
/// </summary>
public sealed class RightEdge
{
    /// <summary>Leaves of a full tile (C2SP tlog-tiles): a node at each eighth level is stored.</summary>
    public const int TileHeight = 8;

    /// <summary>The highest level whose nodes are stored; subtrees above it are worked out from these.</summary>
    public const int HighestStoredLevel = 24;

    private readonly List<Hash> subtrees;

    public RightEdge() => subtrees = [];

    private RightEdge(RightEdge other) => (subtrees, Size) = ([.. other.subtrees], other.Size);

    /// <summary>Number of leaves.</summary>
    public long Size { get; private set; }

    /// <summary>RFC 6962 root over all leaves so far; <see cref="Merkle.Empty"/> where there are none.</summary>
    public Hash Root
    {
        get
        {
            if (subtrees.Count == 0)
            {
                return Merkle.Empty;
            }

            var root = subtrees[^1];
            for (var i = subtrees.Count - 2; i >= 0; i--)
            {
                root = Merkle.Node(subtrees[i], root);
            }

            return root;
        }
    }

    public RightEdge Copy() => new(this);

    /// <summary>Appends a leaf. Nodes of full tiles that it completes go to <paramref name="completed"/>, lowest first.</summary>
    public void Append(Hash leaf, ICollection<TileNode> completed) => Push(leaf, 0, completed);

    public void Append(Hash leaf) => Push(leaf, 0, completed: null);

    /// <summary>
    /// Counts a leaf and hashes nothing: the root is that of no tree from then on. Only for measuring what sealing costs.
    /// </summary>
    public void CountUnsealed() => Size++;

    /// <summary>
    /// Appends a complete subtree of 2^<paramref name="level"/> leaves by its root. The size so far must be a multiple of
    /// that many leaves; anything else is a bug and throws.
    /// </summary>
    public void AppendSubtree(int level, Hash root)
    {
        if (Size != 0 && BitOperations.TrailingZeroCount(Size) < level)
        {
            throw new InvalidOperationException(
                $"A subtree of level {level} does not fit after {Size} leaves."
            );
        }

        Push(root, level, completed: null);
    }

    private void Push(Hash hash, int level, ICollection<TileNode>? completed)
    {
        var sizeBefore = Size;
        Size += 1L << level;
        while (((sizeBefore >> level) & 1) == 1)
        {
            hash = Merkle.Node(subtrees[^1], hash);
            subtrees.RemoveAt(subtrees.Count - 1);
            level++;
            if (level % TileHeight == 0 && level <= HighestStoredLevel)
            {
                completed?.Add(new TileNode(level, (Size >> level) - 1, hash));
            }
        }

        subtrees.Add(hash);
    }
}

/// <summary>Root of a complete subtree of 2^<paramref name="Level"/> leaves; level 8, 16 or 24, index from 0.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TileNode(int Level, long Index, Hash Hash);
