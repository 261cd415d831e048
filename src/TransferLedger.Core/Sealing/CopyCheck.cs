using System.Collections.Immutable;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Sealing;

/// <summary>
/// Checks a copy of a log as C2SP tlog-tiles lays it out, tile by tile, against checkpoints: every entry against the hash of
/// its leaf, every hash of every tile, every root. Wherever the copy lies: it is handed in a tile at a time.
/// </summary>
public sealed class CopyCheck
{
    private readonly TreeCheck tree;
    private readonly List<List<Hash>> higher = [];
    private readonly SortedDictionary<long, Hash> roots = [];
    private readonly HashSet<long> wanted;

    /// <param name="sizes">Sizes of which the root will be asked for.</param>
    public CopyCheck(params IEnumerable<long> sizes)
    {
        wanted = [.. sizes];
        tree = new() { Completed = Complete };
        Remember();
    }

    /// <summary>Leaves so far.</summary>
    public long Size => tree.Size;

    /// <summary>The root over the leaves so far.</summary>
    public Hash Root => tree.Root();

    /// <summary>The root at a size that was asked for and has been reached.</summary>
    public Hash RootAt(long size) => roots[size];

    /// <summary>
    /// The next bundle of entries and the tile of level 0 that stands beside it. Faults at the tile's address:
    /// <c>bundle.unreadable</c>, <c>tile.unreadable</c>, <c>entry.differs</c> at the position of the entry; then it counts as not
    /// handed in, and another pair may be.
    /// </summary>
    /// <param name="address">Of the tile of level 0, which begins within or behind what was checked; what was, is compared again.</param>
    /// <param name="entries">The entries, in order; those of a bundle that cannot be read: none.</param>
    public ImmutableArray<Fault> Add(
        TileAddress address,
        ReadOnlyMemory<byte> bundle,
        ReadOnlyMemory<byte> tile,
        out ImmutableArray<ReadOnlyMemory<byte>> entries
    )
    {
        var read = EntryBundle.Read(bundle, address.Width);
        entries = read.IsOk ? read.Value : [];
        var bundled = TileAddress.OfEntries(address.Index, address.Width).ToString();
        if (!read.IsOk)
        {
            return [.. read.Faults.Select(fault => fault.Under(bundled))];
        }

        if (tile.Length != address.Width * Hash.Size)
        {
            return [WrongLength(address, tile.Length)];
        }

        var leaves = new Hash[entries.Length];
        for (var n = 0; n < entries.Length; n++)
        {
            leaves[n] = Merkle.Leaf(entries[n].Span);
            if (leaves[n] != HashAt(tile, n))
            {
                return
                [
                    new Fault(
                        bundled,
                        "entry.differs",
                        $"The entry at position {address.Range.From + n} is not the one that {address} holds the hash of. One of the two was changed."
                    ),
                ];
            }
        }

        // Only now: of a pair that does not hold nothing is taken over, so that another may be handed in for it.
        foreach (var leaf in leaves.Skip((int)Math.Min(tree.Size - address.Range.From, leaves.Length)))
        {
            tree.Add(leaf);
            Remember();
        }

        return [];
    }

    /// <summary>Leaves without their entries: of a copy that was checked before.</summary>
    public void Add(Hash leaf)
    {
        tree.Add(leaf);
        Remember();
    }

    /// <summary>A tile above level 0, once all leaves are in. Faults: <c>tile.unreadable</c>, <c>tile.differs</c>.</summary>
    public ImmutableArray<Fault> Check(TileAddress address, ReadOnlyMemory<byte> tile)
    {
        if (tile.Length != address.Width * Hash.Size)
        {
            return [WrongLength(address, tile.Length)];
        }

        var level = address.Level <= higher.Count ? higher[address.Level - 1] : [];
        for (var n = 0; n < address.Width; n++)
        {
            var place = address.Range.From + n;
            if (place >= level.Count || level[(int)place] != HashAt(tile, n))
            {
                return
                [
                    new Fault(
                        address.ToString(),
                        "tile.differs",
                        $"Hash {n} of the tile is not the root of what lies below it. The tile was changed."
                    ),
                ];
            }
        }

        return [];
    }

    /// <summary>Whether a checkpoint is of this log, as far as the copy goes. Faults: <c>checkpoint.other-root</c>.</summary>
    /// <param name="checkpoint">Of a size that was asked for.</param>
    public ImmutableArray<Fault> Check(Checkpoint checkpoint) =>
        RootAt(checkpoint.Size) == checkpoint.Root
            ? []
            :
            [
                Fault.At(
                    "checkpoint.other-root",
                    $"At {checkpoint.Size} entries the checkpoint has the root {checkpoint.Root.ToBase64()}, the copy {RootAt(checkpoint.Size).ToBase64()}: they are two logs."
                ),
            ];

    /// <summary>The hash at a place of a tile.</summary>
    public static Hash HashAt(ReadOnlyMemory<byte> tile, int n) =>
        new(tile.Span.Slice(n * Hash.Size, Hash.Size));

    private static Fault WrongLength(TileAddress address, int length) =>
        new(
            address.ToString(),
            "tile.unreadable",
            $"The tile has {length} bytes; {address.Width} hashes have {address.Width * Hash.Size}."
        );

    private void Remember()
    {
        if (wanted.Contains(tree.Size))
        {
            roots[tree.Size] = tree.Root();
        }
    }

    private void Complete(int level, long index, Hash root)
    {
        while (higher.Count < level)
        {
            higher.Add([]);
        }

        higher[level - 1].Add(root);
    }
}
