using TransferLedger.Cli.Frame;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Cli.Mirrors;

/// <summary>
/// Brings a mirror up to a newer checkpoint. What it holds is checked against its own checkpoint first, then what is new against
/// the newer one; that one is kept only when all of it holds, and covers what the older one did. What a run that broke off has
/// fetched is not fetched again.
/// </summary>
internal sealed class MirrorUpdate(MirrorFolder mirror, ITileSource server, BelievedKeys keys)
{
    private readonly CopyOf copy = new(mirror, keys);
    private readonly CopyOf theirs = new(server, keys);

    /// <returns>The size before, and the checkpoint that it stands at now.</returns>
    public async Task<(long Before, SignedCheckpoint Now)> Run(
        Action<long, long> progress,
        CancellationToken cancellation
    )
    {
        var before = (await copy.Checkpoint(origin: null, cancellation))?.Checkpoint;
        var newer =
            await theirs.Checkpoint(before?.Origin, cancellation)
            ?? throw HaltException.Failed(
                "checkpoint.none",
                $"{server.Name} shows no checkpoint, so there is nothing to check a copy against. It may not sign any: ask whoever runs it."
            );
        var now = newer.Checkpoint;
        if (before is not null && now.Size < before.Size)
        {
            theirs.Refuse([
                Fault.At(
                    "log.shorter",
                    $"The log has {now.Size} entries; this mirror holds {before.Size}, signed by the same key. Keep the mirror: it proves what was there."
                ),
            ]);
        }

        var check = new CopyCheck([now.Size, .. before is null ? Array.Empty<long>() : [before.Size]]);
        await Fetch(check, before?.Size ?? 0, now.Size, progress, cancellation);
        if (
            check.Check(now) is { Length: > 0 }
            || (before is not null && check.Check(before) is { Length: > 0 })
        )
        {
            DropFetched(before?.Size ?? 0, now.Size);
            theirs.Refuse(check.Check(now));
            copy.Refuse(check.Check(before!));
        }

        await FetchHigher(check, now.Size, cancellation);
        await mirror.Write(MirrorFolder.Checkpoint, newer.Note.ToBytes(), cancellation);
        mirror.DropNarrower(now.Size);
        return (before?.Size ?? 0, newer);
    }

    private async Task Fetch(
        CopyCheck check,
        long had,
        long size,
        Action<long, long> progress,
        CancellationToken cancellation
    )
    {
        foreach (var tile in TileAddress.AllHashes(size).Where(tile => tile.Level == 0))
        {
            var bundle = TileAddress.OfEntries(tile.Index, tile.Width);
            var mine = await mirror.Read(bundle.ToString(), cancellation);
            var hashes = await mirror.Read(tile.ToString(), cancellation);
            var isFetched = mine is null || hashes is null;
            mine ??= await theirs.Needed(bundle, cancellation);
            hashes ??= await theirs.Needed(tile, cancellation);
            (isFetched ? theirs : copy).Refuse(check.Add(tile, mine.Value, hashes.Value, out _));
            if (isFetched)
            {
                await mirror.Write(bundle.ToString(), mine.Value, cancellation);
                await mirror.Write(tile.ToString(), hashes.Value, cancellation);
            }

            progress(check.Size - had, size - had);
        }
    }

    private async Task FetchHigher(CopyCheck check, long size, CancellationToken cancellation)
    {
        foreach (var tile in TileAddress.AllHashes(size).Where(tile => tile.Level > 0))
        {
            if (await mirror.Read(tile.ToString(), cancellation) is { } mine)
            {
                copy.Refuse(check.Check(tile, mine));
                continue;
            }

            var fetched = await theirs.Needed(tile, cancellation);
            theirs.Refuse(check.Check(tile, fetched));
            await mirror.Write(tile.ToString(), fetched, cancellation);
        }
    }

    /// <summary>Of a log that does not hold together nothing new is kept, so that another run asks for it again.</summary>
    private void DropFetched(long had, long size)
    {
        foreach (var tile in TileAddress.AllHashes(size).Concat(TileAddress.AllEntries(size)))
        {
            if (!tile.IsWithin(had))
            {
                mirror.Drop(tile);
            }
        }
    }
}
