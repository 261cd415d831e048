using System.Buffers.Binary;
using System.Text;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Scenarios.Audit;

/// <summary>A mirror that somebody made up: its tiles and its signature hold, whatever its entries say.</summary>
internal static class MadeUpMirror
{
    /// <param name="entries">Fewer than a full bundle.</param>
    public static async Task Write(string folder, SigningKeys keys, IReadOnlyList<byte[]> entries)
    {
        var (edge, hashes, bundle) = (new RightEdge(), new MemoryStream(), new MemoryStream());
        foreach (var entry in entries)
        {
            var length = new byte[sizeof(ushort)];
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)entry.Length);
            bundle.Write(length);
            bundle.Write(entry);
            hashes.Write(Merkle.Leaf(entry).ToArray());
            edge.Append(Merkle.Leaf(entry));
        }

        var head = Checkpoint.Of(SigningLedger.Origin, edge.Size, edge.Root).Value;
        await File(TileAddress.OfHashes(0, 0, entries.Count).ToString(), hashes.ToArray());
        await File(TileAddress.OfEntries(0, entries.Count).ToString(), bundle.ToArray());
        await File("checkpoint", Encoding.UTF8.GetBytes(SignedCheckpoint.Sign(head, keys).ToString()));
        await File(
            "log.vkey",
            Encoding.UTF8.GetBytes(string.Concat(keys.Verifiers.Select(key => $"{key}\n")))
        );

        async Task File(string name, byte[] bytes)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await System.IO.File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        }
    }
}
