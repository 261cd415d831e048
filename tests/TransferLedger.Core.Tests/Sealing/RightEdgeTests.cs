using System.Text;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Core.Tests.Sealing;

public sealed class RightEdgeTests
{
    private static readonly string[] EightLeaves =
    [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ];

    [Fact]
    public void The_leaf_hash_is_the_published_one() =>
        Assert.Equal(
            "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56",
            Merkle.Leaf("L123456"u8).ToString()
        );

    [Fact]
    public void The_node_hash_is_the_published_one() =>
        Assert.Equal(
            "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb",
            Merkle.Node("N123"u8, "N456"u8).ToString()
        );

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void The_reference_tree_has_the_published_roots(int leaves, string root)
    {
        var edge = new RightEdge();

        foreach (var leaf in EightLeaves.Take(leaves))
        {
            edge.Append(Merkle.Leaf(Convert.FromHexString(leaf)));
        }

        Assert.Equal(root, edge.Root.ToString());
    }

    [Fact]
    public void The_root_is_that_of_the_tree_worked_out_from_its_definition_at_every_size_up_to_600()
    {
        var entries = Entries(600);
        var edge = new RightEdge();

        foreach (var size in Enumerable.Range(0, 601))
        {
            Assert.Equal(NaiveTree.Root(entries.AsSpan(0, size)), edge.Root);
            if (size < 600)
            {
                edge.Append(Merkle.Leaf(entries[size].Span));
            }
        }
    }

    [Fact]
    public void Completed_tiles_give_their_nodes_in_order()
    {
        var entries = Entries(600);
        var completed = new List<TileNode>();
        var edge = new RightEdge();

        foreach (var entry in entries)
        {
            edge.Append(Merkle.Leaf(entry.Span), completed);
        }

        Assert.Equal(
            [
                new TileNode(8, 0, NaiveTree.Root(entries.AsSpan(0, 256))),
                new TileNode(8, 1, NaiveTree.Root(entries.AsSpan(256, 256))),
            ],
            completed
        );
    }

    [Fact]
    public void A_tree_of_65536_leaves_gives_a_node_of_level_16()
    {
        var completed = new List<TileNode>();
        var edge = new RightEdge();

        for (var i = 0; i < 65_536; i++)
        {
            edge.Append(Merkle.Empty, completed);
        }

        Assert.Equal(new TileNode(16, 0, edge.Root), completed[^1]);
        Assert.Equal(257, completed.Count);
    }

    [Theory]
    [InlineData(256)]
    [InlineData(300)]
    [InlineData(599)]
    public void An_edge_read_back_from_nodes_and_last_leaves_goes_on_like_the_first(int size)
    {
        var entries = Entries(600);
        var completed = new List<TileNode>();
        var whole = new RightEdge();
        foreach (var entry in entries.Take(size))
        {
            whole.Append(Merkle.Leaf(entry.Span), completed);
        }

        var again = new RightEdge();
        completed.ForEach(node => again.AppendSubtree(node.Level, node.Hash));
        foreach (var entry in entries[(size / 256 * 256)..size])
        {
            again.Append(Merkle.Leaf(entry.Span));
        }

        Assert.Equal((whole.Size, whole.Root), (again.Size, again.Root));
    }

    [Fact]
    public void A_copy_does_not_grow_with_the_edge()
    {
        var edge = new RightEdge();
        edge.Append(Merkle.Empty);
        var copy = edge.Copy();

        edge.Append(Merkle.Empty);

        Assert.Equal((1, Merkle.Empty), (copy.Size, copy.Root));
    }

    [Fact]
    public void A_subtree_that_does_not_fit_is_a_bug()
    {
        var edge = new RightEdge();
        edge.Append(Merkle.Empty);

        Assert.Throws<InvalidOperationException>(() => edge.AppendSubtree(8, Merkle.Empty));
    }

    private static ReadOnlyMemory<byte>[] Entries(int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes($"entry {i}"))),
        ];
}
