using TransferLedger.Cli.Frame;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Cli.Mirrors;

/// <summary>
/// Brings a mirror up to a newer checkpoint. What it holds is checked against its own checkpoint first, then what is new against
/// the newer one; that one is kept only when all of it holds, and covers what the older one did. What a run that broke off has
/// fetched is not fetched again, unless it turns out wrong.
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
        var (had, size) = (before?.Size ?? 0, newer.Checkpoint.Size);
        if (size < had)
        {
            theirs.Refuse([
                Fault.At(
                    "log.shorter",
                    $"The log has {size} entries; this mirror holds {had}, signed by the same key. Keep the mirror: it proves what was there."
                ),
            ]);
        }

        var pass = await Fetch(before, newer.Checkpoint, progress, cancellation);
        if (pass.Differs && pass.Reused > 0)
        {
            // Nothing has vouched yet for what a run that broke off left: before the server is blamed all of it comes from there.
            mirror.DropBeyond(had, size);
            pass = await Fetch(before, newer.Checkpoint, progress, cancellation);
        }

        if (pass.Differs)
        {
            await Refuse(pass, before, newer, cancellation);
        }

        await FetchHigher(pass.Check, had, size, cancellation);
        await Keep(pass, had, newer, cancellation);
        return (had, newer);
    }

    private async Task<FetchedPairs> Fetch(
        Checkpoint? before,
        Checkpoint now,
        Action<long, long> progress,
        CancellationToken cancellation
    )
    {
        var pass = new FetchedPairs(mirror, copy, theirs, before, now);
        foreach (var tile in TileAddress.AllHashes(now.Size).TakeWhile(tile => tile.Level == 0))
        {
            await pass.Add(tile, cancellation);
            progress(pass.Check.Size - pass.Had, now.Size - pass.Had);
        }

        return pass;
    }

    private async Task FetchHigher(CopyCheck check, long had, long size, CancellationToken cancellation)
    {
        foreach (var tile in TileAddress.AllHashes(size).Where(tile => tile.Level > 0))
        {
            if (await mirror.Read(tile.ToString(), cancellation) is { } mine)
            {
                var faults = check.Check(tile, mine);
                if (faults.IsEmpty)
                {
                    continue;
                }

                if (tile.IsWithin(had))
                {
                    copy.Refuse(faults);
                }
            }

            var fetched = await theirs.Needed(tile, cancellation);
            theirs.Refuse(check.Check(tile, fetched));
            await mirror.Write(tile.ToString(), fetched, cancellation);
        }
    }

    // The checkpoint says that all it covers lies there: it must not outlive a power cut that the tiles do not.
    private async Task Keep(
        FetchedPairs pass,
        long had,
        SignedCheckpoint newer,
        CancellationToken cancellation
    )
    {
        mirror.Flush(had, newer.Checkpoint.Size, pass.Mended);
        if (await mirror.Read(MirrorFolder.Keys, cancellation) is null)
        {
            mirror.WriteThrough(MirrorFolder.Keys, System.Text.Encoding.UTF8.GetBytes(keys.ToString()));
        }

        mirror.WriteThrough(MirrorFolder.Checkpoint, newer.Note.ToBytes());
        mirror.DropNarrower(newer.Checkpoint.Size);
    }

    /// <summary>Of a log that does not hold together nothing new is kept under its name, so that another run asks for it again.</summary>
    private async Task Refuse(
        FetchedPairs pass,
        Checkpoint? before,
        SignedCheckpoint newer,
        CancellationToken cancellation
    )
    {
        foreach (var mended in pass.Mended)
        {
            mirror.Drop(mended);
        }

        var size = newer.Checkpoint.Size;
        if (before is null)
        {
            mirror.DropBeyond(0, size);
            theirs.Refuse(pass.Faults);
            return;
        }

        try
        {
            await copy.Check(before, [], seen: null, _ => { }, cancellation);
        }
        catch (HaltException)
        {
            mirror.DropBeyond(before.Size, size);
            throw;
        }

        // This folder holds up to its own checkpoint: what differs is the log that is shown now.
        var evidence = mirror.KeepFork(before.Size, newer);
        theirs.Refuse([
            .. pass.Faults,
            Fault.At(
                "log.forked",
                $"The log that is shown there does not go on from the {Phrase.Count(before.Size, "entry", "entries")} of this mirror, which hold and are signed by the same key. Keep {evidence}: what was shown lies there, signed; hold it against what other readers were shown."
            ),
        ]);
    }
}
