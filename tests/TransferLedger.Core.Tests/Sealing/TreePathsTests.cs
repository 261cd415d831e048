using System.Text;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Core.Tests.Sealing;

/// <summary>What is built out of stored hashes, held against the RFC's own recursion and against what verifies.</summary>
public sealed class TreePathsTests
{
    private const int Most = 1_100;

    // Kept as the log keeps them: leaves, and the nodes of full tiles.
    private static readonly GrownTree Tree = GrownTree.Of(65_537);
    private readonly NaivePaths naive = new(GrownTree.Entries);

    [Fact]
    public void Roots_are_those_of_the_definition_at_every_size_up_to_1100()
    {
        var wrong = Enumerable.Range(0, Most + 1).Where(size => Tree.Root(size) != naive.Root(size));

        Assert.Empty(wrong);
    }

    [Fact]
    public void Inclusion_is_that_of_the_definition_and_verifies()
    {
        // Each size with its edges and a leaf that wanders through; all leaves of the sizes around a full tile.
        for (var size = 1; size <= Most; size++)
        {
            var root = Tree.Root(size);
            foreach (
                var index in size is >= 255 and <= 258
                    ? Enumerable.Range(0, size)
                    : [0, size / 2, size * 7 % size, size - 1]
            )
            {
                var path = Tree.Hashes(TreePaths.Inclusion(index, size));
                Assert.Equal(naive.Inclusion(index, size), path);
                Assert.True(
                    Proofs.IsIncluded(Tree.Leaf(index), index, size, path, root),
                    $"{index} of {size}"
                );
            }
        }
    }

    [Fact]
    public void Consistency_is_that_of_the_definition_and_verifies()
    {
        for (var size = 1; size <= Most; size++)
        {
            foreach (var old in new[] { 1, (size / 2) + 1, size * 5 / 7, size - 1, size }.Where(o => o >= 1))
            {
                var path = Tree.Hashes(TreePaths.Consistency(old, size));
                Assert.Equal(naive.Consistency(old, size), path);
                Assert.True(
                    Proofs.IsConsistent(old, size, Tree.Root(old), Tree.Root(size), path),
                    $"{old} in {size}"
                );
            }
        }
    }

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    public void Around_full_tiles_every_proof_verifies(int size)
    {
        var root = Tree.Root(size);
        Assert.Equal(naive.Root(size), root);
        int[] probes = [1, 255, 256, 257, 511, 512, 32_768, 65_280, 65_535, 65_536, 65_537];
        foreach (var probe in probes.Where(p => p <= size))
        {
            var included = Tree.Hashes(TreePaths.Inclusion(probe - 1, size));
            var consistent = Tree.Hashes(TreePaths.Consistency(probe, size));
            Assert.True(Proofs.IsIncluded(Tree.Leaf(probe - 1), probe - 1, size, included, root));
            Assert.True(Proofs.IsConsistent(probe, size, Tree.Root(probe), root, consistent));
            Assert.False(Proofs.IsIncluded(Tree.Leaf(probe % size), probe - 1, size, included, root));
        }
    }

    [Fact]
    public void A_proof_in_a_large_tree_reads_few_rows()
    {
        var needed = StoredHashes.Needed(TreePaths.Inclusion(40_000, 65_537));

        Assert.InRange(needed.Sum(range => range.To - range.From), 1, 512);
        Assert.InRange(needed.Count, 1, 10);
    }

    [Fact]
    public void A_hash_that_is_missing_is_named()
    {
        var thrown = Assert.Throws<HashMissingException>(() => new StoredHashes().Of(LeafRange.Tree(256)));

        Assert.Equal(new Subtree(8, 0), thrown.Subtree);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(-1, 1)]
    [InlineData(0, 0)]
    public void An_index_outside_of_the_tree_is_a_bug(long index, long size) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TreePaths.Inclusion(index, size));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 1)]
    public void An_old_size_outside_of_the_tree_is_a_bug(long old, long size) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TreePaths.Consistency(old, size));
}

/// <summary>A tree as the log stores it: leaves, and nodes of levels 8 and 16, by appending.</summary>
internal sealed class GrownTree
{
    private readonly List<Hash> leaves = [];
    private readonly List<TileNode> nodes = [];

    public static ReadOnlyMemory<byte>[] Entries { get; } =
    [
        .. Enumerable
            .Range(0, 65_537)
            .Select(i => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes($"entry {i}"))),
    ];

    public static GrownTree Of(int size)
    {
        var tree = new GrownTree();
        var edge = new RightEdge();
        foreach (var entry in Entries.Take(size))
        {
            var leaf = Merkle.Leaf(entry.Span);
            tree.leaves.Add(leaf);
            edge.Append(leaf, tree.nodes);
        }

        return tree;
    }

    public Hash Leaf(int index) => leaves[index];

    public Hash Root(long size) => Hashes([LeafRange.Tree(size)])[0];

    /// <summary>Reads what is needed, and nothing else.</summary>
    public List<Hash> Hashes(IReadOnlyList<LeafRange> ranges)
    {
        var stored = new StoredHashes();
        foreach (var (level, from, to) in StoredHashes.Needed(ranges))
        {
            for (var index = from; index < to; index++)
            {
                stored.Add(level, index, level == 0 ? leaves[(int)index] : Node(level, index));
            }
        }

        return [.. ranges.Select(stored.Of)];
    }

    private Hash Node(int level, long index) => nodes.Single(level, index);
}

file static class NodesByPlace
{
    public static Hash Single(this List<TileNode> nodes, int level, long index) =>
        nodes.First(node => node.Level == level && node.Index == index).Hash;
}
