using System.Security.Cryptography;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Core.Tests.Sealing;

/// <summary>The hashes of the tree against .NET's SHA-256, for entries short and long.</summary>
public sealed class MerkleTests
{
    [Fact]
    public void A_leaf_is_the_hash_of_a_zero_and_the_entry_at_every_length()
    {
        var random = new Random(5);
        // Around a block of SHA-256, around what is hashed in the short way, and the longest entry.
        foreach (
            var length in Enumerable.Range(0, 300).Concat([4_095, 4_096, 4_097, EntryBundle.LongestEntry])
        )
        {
            var entry = new byte[length];
            random.NextBytes(entry);

            Assert.Equal(new Hash(SHA256.HashData([0, .. entry])), Merkle.Leaf(entry));
        }
    }

    [Fact]
    public void A_node_is_the_hash_of_a_one_and_both_sides()
    {
        var random = new Random(6);
        var (left, right) = (new byte[Hash.Size], new byte[Hash.Size]);
        random.NextBytes(left);
        random.NextBytes(right);
        var expected = new Hash(SHA256.HashData([1, .. left, .. right]));

        Assert.Equal(expected, Merkle.Node(new Hash(left), new Hash(right)));
        Assert.Equal(expected, Merkle.Node(left, right));
    }

    [Fact]
    public async Task Hashing_on_many_threads_at_once_gives_each_its_own()
    {
        var entries = Enumerable
            .Range(0, 64)
            .Select(n => Enumerable.Repeat((byte)n, 500).ToArray())
            .ToArray();
        var hashes = new Hash[entries.Length];

        await Parallel.ForAsync(
            0,
            entries.Length,
            TestContext.Current.CancellationToken,
            (n, _) =>
            {
                for (var round = 0; round < 200; round++)
                {
                    hashes[n] = Merkle.Leaf(entries[n]);
                }

                return ValueTask.CompletedTask;
            }
        );

        Assert.Equal(entries.Select(entry => new Hash(SHA256.HashData([0, .. entry]))), hashes);
    }
}
