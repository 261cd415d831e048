using System.Text;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Core.Tests.Sealing;

public sealed class CopyCheckTests
{
    [Fact]
    public void Of_a_pair_that_does_not_hold_nothing_is_taken_over()
    {
        var (tile, check) = (TileAddress.OfHashes(level: 0, index: 0, width: 2), new CopyCheck(2));
        var (right, spoilt) = (Bundle("one", "two"), Bundle("other", "two"));

        var refused = check.Add(tile, spoilt, Leaves("other", "too"), out _);
        var taken = check.Add(tile, right, Leaves("one", "two"), out _);

        Assert.Equal("entry.differs", Assert.Single(refused).Code);
        Assert.Empty(taken);
        Assert.Equal(Merkle.Node(Leaf("one"), Leaf("two")), check.RootAt(2));
    }

    [Fact]
    public void What_was_checked_may_be_handed_in_once_more()
    {
        var (check, one, both) = (
            new CopyCheck(2),
            TileAddress.OfHashes(level: 0, index: 0, width: 1),
            TileAddress.OfHashes(level: 0, index: 0, width: 2)
        );

        check.Add(one, Bundle("one"), Leaves("one"), out _);
        check.Add(both, Bundle("one", "two"), Leaves("one", "two"), out _);
        check.Add(one, Bundle("one"), Leaves("one"), out _);

        Assert.Equal(2, check.Size);
        Assert.Equal(Merkle.Node(Leaf("one"), Leaf("two")), check.Root);
    }

    private static byte[] Bundle(params string[] entries) =>
        EntryBundle.Write([.. entries.Select(entry => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(entry))]);

    private static byte[] Leaves(params string[] entries) =>
        [.. entries.SelectMany(entry => Leaf(entry).ToArray())];

    private static Hash Leaf(string entry) => Merkle.Leaf(Encoding.UTF8.GetBytes(entry));
}
