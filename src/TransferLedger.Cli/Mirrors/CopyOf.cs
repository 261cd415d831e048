using System.Collections.Immutable;
using TransferLedger.Cli.Frame;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Cli.Mirrors;

/// <summary>Reads a log from where it lies and believes none of it before it is checked. What does not hold ends with exit code 1.</summary>
internal sealed class CopyOf(ITileSource source, BelievedKeys keys)
{
    /// <summary>
    /// The checkpoint that lies there, signed by every key that is believed, each of which bears the name of the log; null: there
    /// is none.
    /// </summary>
    public async Task<SignedCheckpoint?> Checkpoint(string? origin, CancellationToken cancellation)
    {
        if (await source.Read(MirrorFolder.Checkpoint, cancellation) is not { } note)
        {
            return null;
        }

        var signed = SignedCheckpoint.OpenByAll(note.Span, keys.All, origin);
        var wrong = signed
            .Faults.Select(fault => Complaint.Of($"{source.Name}: {MirrorFolder.Checkpoint}", fault))
            .Concat(OtherNames(SignedCheckpoint.Read(note.Span)))
            .ToList();
        return wrong.Count == 0 ? signed.Value : throw new HaltException(ExitCode.Difference, wrong);
    }

    // The key ID of an ECDSA key does not cover its name: nothing else holds that name against anything.
    private IEnumerable<Complaint> OtherNames(Outcome<SignedCheckpoint> read) =>
        read.IsOk
            ? keys
                .All.Where(key => key.Name != read.Value.Checkpoint.Origin)
                .Select(key =>
                    Complaint.Of(
                        keys.From,
                        Fault.At(
                            "key.other-log",
                            $"The key {key.Id:x8} is one of {Quote.Of(key.Name)}, the checkpoint of {Quote.Of(read.Value.Checkpoint.Origin)}. One of the two was changed, or it is the key of another log."
                        )
                    )
                )
            : [];

    /// <summary>Every entry, every tile and the root, up to a checkpoint; also against others of the same log.</summary>
    /// <param name="seen">Each entry with its position, in order, once its hash was compared.</param>
    public async Task<CopyCheck> Check(
        Checkpoint checkpoint,
        IReadOnlyCollection<Checkpoint> others,
        Action<long, ReadOnlyMemory<byte>>? seen,
        Action<long> progress,
        CancellationToken cancellation
    )
    {
        var check = new CopyCheck([checkpoint.Size, .. others.Select(other => other.Size)]);
        foreach (var tile in TileAddress.AllHashes(checkpoint.Size).Where(tile => tile.Level == 0))
        {
            var from = check.Size;
            var faults = check.Add(
                tile,
                await Needed(TileAddress.OfEntries(tile.Index, tile.Width), cancellation),
                await Needed(tile, cancellation),
                out var entries
            );
            Refuse(faults);
            for (var n = 0; n < entries.Length; n++)
            {
                seen?.Invoke(tile.Range.From + n, entries[n]);
            }

            progress(check.Size);
        }

        foreach (var tile in TileAddress.AllHashes(checkpoint.Size).Where(tile => tile.Level > 0))
        {
            Refuse(check.Check(tile, await Needed(tile, cancellation)));
        }

        Refuse([.. others.Append(checkpoint).SelectMany(of => check.Check(of))]);
        return check;
    }

    /// <summary>A tile that must be there.</summary>
    public async Task<ReadOnlyMemory<byte>> Needed(TileAddress address, CancellationToken cancellation) =>
        await source.Read(address.ToString(), cancellation)
        ?? throw Differs(
            source.Name,
            [
                new Fault(
                    address.ToString(),
                    "tile.missing",
                    "The checkpoint covers this tile, and it is not there. Mirror the log again."
                ),
            ]
        );

    public void Refuse(ImmutableArray<Fault> faults)
    {
        if (faults.Length > 0)
        {
            throw Differs(source.Name, faults);
        }
    }

    private static HaltException Differs(string place, IEnumerable<Fault> faults) =>
        new(ExitCode.Difference, [.. faults.Select(fault => Complaint.Of(place, fault))]);
}
