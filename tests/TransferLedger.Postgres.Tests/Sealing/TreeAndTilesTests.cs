using System.Text;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Core.Sealing;
using TransferLedger.Postgres.Sealing;
using TransferLedger.Postgres.Tests.Log;

namespace TransferLedger.Postgres.Tests.Sealing;

/// <summary>Tiles, roots and proofs of a log of 66,000 entries, one level-16 node and some, held against its entries.</summary>
public sealed class TreeAndTilesTests(TreeAndTilesTests.Grown log) : IClassFixture<TreeAndTilesTests.Grown>
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_tile_holds_the_hashes_of_its_subtrees()
    {
        var tiles = new LedgerTiles(log.Database.Server);

        foreach (
            var tile in TileAddress
                .AllHashes(Grown.Size)
                .Where((tile, i) => i % 16 == 0 || !tile.IsFull || tile.Level > 0)
        )
        {
            Assert.Equal(log.Expected(tile), await tiles.Read(tile, Now));
        }
    }

    [Theory]
    [InlineData("tile/0/000.p/1")]
    [InlineData("tile/0/x001/000.p/255")]
    [InlineData("tile/1/000.p/17")]
    [InlineData("tile/2/000.p/1")]
    public async Task A_tile_that_is_full_now_is_read_as_it_was_when_partial(string path)
    {
        var tile = path.Contains("x001", StringComparison.Ordinal)
            ? TileAddress.OfHashes(0, 255, 255)
            : TileAddress.Read(path).Value;

        Assert.Equal(log.Expected(tile), await new LedgerTiles(log.Database.Server).Read(tile, Now));
    }

    [Fact]
    public async Task A_bundle_holds_the_entries_behind_their_lengths()
    {
        var tiles = new LedgerTiles(log.Database.Server);

        foreach (
            var bundle in new[]
            {
                TileAddress.OfEntries(0),
                TileAddress.OfEntries(256),
                TileAddress.OfEntries(3, 7),
                TileAddress.AllEntries(Grown.Size).Last(),
            }
        )
        {
            var entries = log
                .Entries.Skip((int)bundle.Range.From)
                .Take(bundle.Width)
                .Select(e => e.Bytes)
                .ToList();
            Assert.Equal(EntryBundle.Write(entries), await tiles.Read(bundle, Now));
        }
    }

    [Theory]
    [InlineData("tile/0/257.p/209")]
    [InlineData("tile/1/001.p/2")]
    [InlineData("tile/3/000.p/1")]
    [InlineData("tile/entries/999")]
    public async Task A_tile_past_the_end_is_not_made_up(string path) =>
        await Assert.ThrowsAsync<HashMissingException>(() =>
            new LedgerTiles(log.Database.Server).Read(TileAddress.Read(path).Value, Now)
        );

    [Fact]
    public async Task Roots_are_the_same_in_whatever_order_sizes_are_asked_for()
    {
        using var tree = new LedgerTree(log.Database.Server);
        long[] sizes =
        [
            0,
            1,
            2,
            300,
            1_500,
            1_400,
            299,
            255,
            256,
            257,
            40_000,
            40_001,
            41_023,
            65_535,
            65_536,
            65_537,
            7,
            Grown.Size,
            Grown.Size,
            1_500,
        ];

        foreach (var size in sizes)
        {
            Assert.Equal(log.RootAt(size), await tree.RootAt(size, Now));
        }
    }

    [Fact]
    public async Task Roots_beyond_those_that_are_remembered_are_worked_out_again()
    {
        using var tree = new LedgerTree(log.Database.Server);

        for (var round = 0; round < 2; round++)
        {
            for (var size = 1L; size <= LedgerTree.MostRoots + 50; size++)
            {
                Assert.Equal(log.RootAt(size), await tree.RootAt(size, Now));
            }
        }
    }

    [Fact]
    public async Task Near_the_head_a_root_is_worked_out_from_the_leaves_since()
    {
        using var tree = new LedgerTree(log.Database.Server);
        var asked = Enumerable
            .Range(0, 40)
            .Select(i =>
                Task.Run(async () => (Size: Grown.Size - i, Root: await tree.RootAt(Grown.Size - i, Now)))
            );

        Assert.All(await Task.WhenAll(asked), a => Assert.Equal(log.RootAt(a.Size), a.Root));
    }

    [Fact]
    public async Task There_is_no_root_of_a_size_that_the_log_has_not()
    {
        using var tree = new LedgerTree(log.Database.Server);
        await tree.RootAt(Grown.Size, Now);

        await Assert.ThrowsAsync<HashMissingException>(async () => await tree.RootAt(Grown.Size + 1, Now));
        await Assert.ThrowsAsync<HashMissingException>(async () => await tree.RootAt(10 * Grown.Size, Now));
    }

    [Fact]
    public async Task What_was_forgotten_is_worked_out_again()
    {
        using var tree = new LedgerTree(log.Database.Server);
        await tree.RootAt(300, Now);

        await tree.Forget(Now);

        Assert.Equal(log.RootAt(299), await tree.RootAt(299, Now));
        Assert.Equal(log.RootAt(300), await tree.RootAt(300, Now));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, Grown.Size)]
    [InlineData(40_000, Grown.Size)]
    [InlineData(65_535, 65_536)]
    [InlineData(65_536, 65_537)]
    public async Task An_inclusion_proof_verifies(long position, long size)
    {
        using var tree = new LedgerTree(log.Database.Server);

        var path = await tree.InclusionPath(position, size, Now);

        var leaf = Merkle.Leaf(log.Entries[(int)position].Bytes.Span);
        Assert.True(Proofs.IsIncluded(leaf, position, size, path, log.RootAt(size)));
    }

    [Theory]
    [InlineData(1, Grown.Size)]
    [InlineData(65_536, Grown.Size)]
    [InlineData(39_999, 65_537)]
    [InlineData(Grown.Size, Grown.Size)]
    public async Task A_consistency_proof_verifies(long from, long to)
    {
        using var tree = new LedgerTree(log.Database.Server);

        var path = await tree.ConsistencyPath(from, to, Now);

        Assert.True(Proofs.IsConsistent(from, to, log.RootAt(from), log.RootAt(to), path));
    }

    /// <summary>A log that is filled once.</summary>
    public sealed class Grown(LedgerServer server) : IAsyncLifetime
    {
        public const int Size = 66_000;
        private readonly Dictionary<long, Hash> roots = [];
        private readonly List<Hash> leaves = [];

        public LogDatabase Database { get; private set; } = null!;

        public List<Entry> Entries { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            Database = await LogDatabase.Create(server);
            var node = await Database.Node();
            foreach (var chunk in Enumerable.Range(0, Size).Chunk(8_000))
            {
                await node.AppendBulk(
                    [.. chunk.Select(n => (IReadOnlyList<NewEntry>)[New(n)])],
                    CancellationToken.None
                );
            }

            Entries = await Log.Faults.Acknowledged.Whole(node);
            Assert.Equal(Size, Entries.Count);
            var edge = new RightEdge();
            roots.Add(0, Merkle.Empty);
            foreach (var entry in Entries)
            {
                leaves.Add(Merkle.Leaf(entry.Bytes.Span));
                edge.Append(leaves[^1]);
                roots.Add(edge.Size, edge.Root);
            }
        }

        public Hash RootAt(long size) => roots[size];

        public byte[] Expected(TileAddress tile)
        {
            var height = tile.Level * 8;
            return
            [
                .. Enumerable
                    .Range((int)tile.Range.From, tile.Width)
                    .SelectMany(i =>
                    {
                        var edge = new RightEdge();
                        leaves.GetRange(i << height, 1 << height).ForEach(edge.Append);
                        return edge.Root.ToArray();
                    }),
            ];
        }

        public ValueTask DisposeAsync() => Database.DisposeAsync();

        private static NewEntry New(int n) =>
            new(
                Guid.CreateVersion7(),
                new StreamId($"report/{n}"),
                1,
                "containers-reported.v1",
                Encoding.UTF8.GetBytes($$"""{"n":{{n}}}"""),
                "desk"
            );
    }
}
