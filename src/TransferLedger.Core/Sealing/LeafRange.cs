using System.Numerics;
using System.Runtime.InteropServices;

namespace TransferLedger.Core.Sealing;

/// <summary>
/// The leaves from <paramref name="From"/> to before <paramref name="To"/> as RFC 6962 hashes them together: MTH(D[From:To]).
/// One that the RFC never forms (empty inside a tree, or not aligned to its largest subtree) is a bug and throws when split.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LeafRange(long From, long To)
{
    public long Size => To - From;

    /// <summary>The whole tree of a size; of size 0 it has no subtree and the root is <see cref="Merkle.Empty"/>.</summary>
    public static LeafRange Tree(long size) => new(0, size);

    /// <summary>Its complete subtrees, largest first: the binary digits of its size (RFC 6962 section 2.1).</summary>
    public IEnumerable<Subtree> Subtrees()
    {
        for (var (from, rest) = (From, Size); rest > 0; )
        {
            var level = BitOperations.Log2((ulong)rest);
            if (from != 0 && BitOperations.TrailingZeroCount(from) < level)
            {
                throw new InvalidOperationException($"No tree hashes the leaves {From} to {To} together.");
            }

            yield return new Subtree(level, from >> level);
            from += 1L << level;
            rest -= 1L << level;
        }
    }
}

/// <summary>A complete subtree: 2^<paramref name="Level"/> leaves, of those of its level the one at <paramref name="Index"/>.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Subtree(int Level, long Index);
