using TransferLedger.Cli.Frame;
using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Cli.Mirrors;

/// <summary>The entries of a copy on their way into a database.</summary>
internal sealed class MirroredLog(CopyOf copy, string name, Checkpoint head)
{
    /// <summary>Checks the whole copy, and that each of its entries is one that a ledger wrote.</summary>
    /// <param name="held">At most the size of the copy.</param>
    /// <returns>The root over its first <paramref name="held"/> entries.</returns>
    public async Task<Hash> Check(long held, Action<long> progress, CancellationToken cancellation)
    {
        var beginning = new TreeCheck();
        await copy.Check(head, [], Look, progress, cancellation);
        return beginning.Root();

        void Look(long position, ReadOnlyMemory<byte> bytes)
        {
            try
            {
                EntryBytes.Read(bytes);
            }
            catch (FormatException e)
            {
                throw new HaltException(
                    ExitCode.Difference,
                    [
                        Complaint.Of(
                            name,
                            Fault.At(
                                "entry.unreadable",
                                $"At position {position} the log holds something else than an entry of a ledger: {e.Message}"
                            )
                        ),
                    ]
                );
            }

            if (position < held)
            {
                beginning.Add(Merkle.Leaf(bytes.Span));
            }
        }
    }

    /// <summary>The entries from a position on, in order, so many at once.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>> From(
        long position,
        int atOnce,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var batch = new List<ReadOnlyMemory<byte>>();
        foreach (var address in TileAddress.AllEntries(head.Size).Where(tile => tile.Range.To > position))
        {
            var bundle = EntryBundle.Read(await copy.Needed(address, cancellation), address.Width);
            copy.Refuse(bundle.Faults);
            batch.AddRange(bundle.Value.Skip((int)Math.Max(0, position - address.Range.From)));
            if (batch.Count + TileAddress.FullWidth > atOnce)
            {
                yield return batch;
                batch = [];
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
