using TransferLedger.Core.Sealing;

namespace TransferLedger.Cli.Mirrors;

/// <summary>
/// A copy of a log in a folder: its tiles and bundles under the names that a server serves them by, the last checkpoint that all
/// of them were held against, and the keys that it believes. Any file server can serve it again.
/// </summary>
internal sealed class MirrorFolder(string path) : ITileSource
{
    public const string Checkpoint = "checkpoint";
    public const string Keys = "log.vkey";
    private const string Unfinished = ".part";

    public string Name => path;

    public bool Exists => Directory.Exists(path);

    public async Task<ReadOnlyMemory<byte>?> Read(string name, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllBytesAsync(Path.Combine(path, name), cancellation);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Under its name only once it is whole: a run that breaks off leaves nothing half under any name.</summary>
    public async Task Write(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var file = Path.Combine(path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file + Unfinished, bytes, cancellation);
        File.Move(file + Unfinished, file, overwrite: true);
    }

    public void Drop(TileAddress address) => File.Delete(Path.Combine(path, address.ToString()));

    /// <summary>Takes away partial tiles that a wider or full one has taken the place of.</summary>
    /// <param name="size">Of the copy.</param>
    public void DropNarrower(long size)
    {
        foreach (var address in TileAddress.AllHashes(size).Concat(TileAddress.AllEntries(size)))
        {
            var full = address.IsFull ? address : TileOf(address, TileAddress.FullWidth);
            var partial = new DirectoryInfo(Path.Combine(path, full + ".p"));
            if (!partial.Exists)
            {
                continue;
            }

            foreach (var narrower in partial.GetFiles().Where(file => IsOther(file, address)))
            {
                narrower.Delete();
            }

            if (address.IsFull)
            {
                partial.Delete();
            }
        }
    }

    private static bool IsOther(FileInfo file, TileAddress kept) =>
        kept.IsFull || file.Name != Path.GetFileName(kept.ToString());

    private static TileAddress TileOf(TileAddress address, int width) =>
        address.IsBundle
            ? TileAddress.OfEntries(address.Index, width)
            : TileAddress.OfHashes(address.Level, address.Index, width);
}
