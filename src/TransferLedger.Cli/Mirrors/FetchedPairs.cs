using System.Collections.Immutable;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Cli.Mirrors;

/// <summary>
/// One pass over the bundles of a log and the tiles beside them: what the folder holds is taken from there, the rest from the
/// server.
/// </summary>
internal sealed class FetchedPairs(
    MirrorFolder mirror,
    CopyOf copy,
    CopyOf theirs,
    Checkpoint? before,
    Checkpoint now
)
{
    private readonly List<TileAddress> mended = [];

    public CopyCheck Check { get; } =
        new([now.Size, .. before is null ? Array.Empty<long>() : [before.Size]]);

    /// <summary>Entries that the checkpoint of the folder covers.</summary>
    public long Had { get; } = before?.Size ?? 0;

    /// <summary>Pairs beyond that checkpoint which lay in the folder all the same.</summary>
    public int Reused { get; private set; }

    /// <summary>What that checkpoint covers, was missing, and was fetched.</summary>
    public IReadOnlyList<TileAddress> Mended => mended;

    public bool Differs => !Faults.IsEmpty;

    /// <summary>Once all pairs are in: against both checkpoints.</summary>
    public ImmutableArray<Fault> Faults =>
        [.. Check.Check(now), .. before is null || before == now ? [] : Check.Check(before)];

    public Task Add(TileAddress tile, CancellationToken cancellation)
    {
        var bundle = TileAddress.OfEntries(tile.Index, tile.Width);
        return tile.IsWithin(Had) ? Covered(bundle, tile, cancellation) : New(bundle, tile, cancellation);
    }

    private async Task Covered(TileAddress bundle, TileAddress tile, CancellationToken cancellation)
    {
        var entries = await mirror.Read(bundle.ToString(), cancellation);
        var hashes = await mirror.Read(tile.ToString(), cancellation);
        var (hasEntries, hasHashes) = (entries is not null, hashes is not null);
        entries ??= await theirs.Needed(bundle, cancellation);
        hashes ??= await theirs.Needed(tile, cancellation);
        // Where both came from the server they are its own; what lies here must go with what else lies here.
        (hasEntries || hasHashes ? copy : theirs).Refuse(Check.Add(tile, entries.Value, hashes.Value, out _));
        if (!hasEntries)
        {
            await Mend(bundle, entries.Value, cancellation);
        }

        if (!hasHashes)
        {
            await Mend(tile, hashes.Value, cancellation);
        }
    }

    private async Task Mend(TileAddress address, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await mirror.Write(address.ToString(), bytes, cancellation);
        mended.Add(address);
    }

    private async Task New(TileAddress bundle, TileAddress tile, CancellationToken cancellation)
    {
        if (
            await mirror.Read(bundle.ToString(), cancellation) is { } left
            && await mirror.Read(tile.ToString(), cancellation) is { } beside
            && Check.Add(tile, left, beside, out _).IsEmpty
        )
        {
            Reused++;
            return;
        }

        var entries = await theirs.Needed(bundle, cancellation);
        var hashes = await theirs.Needed(tile, cancellation);
        theirs.Refuse(Check.Add(tile, entries, hashes, out _));
        await mirror.Write(bundle.ToString(), entries, cancellation);
        await mirror.Write(tile.ToString(), hashes, cancellation);
    }
}
