using TransferLedger.Cli.Frame;
using TransferLedger.Core.Sealing;

namespace TransferLedger.Cli.Mirrors;

/// <summary>
/// A copy of a log in a folder: its tiles and bundles under the names that a server serves them by, the last checkpoint that all
/// of them were held against, and the keys that it believes. Any file server can serve it again. Under <c>fork</c> lies what was
/// once shown of another history.
/// </summary>
internal sealed class MirrorFolder(string path) : ITileSource
{
    public const string Checkpoint = "checkpoint";
    public const string Keys = "log.vkey";
    public const string Fork = "fork";
    private const string Unfinished = ".part";

    public string Name => path;

    public bool Exists => Directory.Exists(path);

    /// <exception cref="HaltException">It is there and cannot be read; exit code 2.</exception>
    public async Task<ReadOnlyMemory<byte>?> Read(string name, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllBytesAsync(In(name), cancellation);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw HaltException.Wrong(
                "file.unreadable",
                $"{In(name)} cannot be read: {e.Message.TrimEnd('.')}. Look at its rights and at the disk; mirror fetches again what is not there."
            );
        }
    }

    /// <summary>Under its name only once it is whole: a run that breaks off leaves nothing half under any name.</summary>
    public async Task Write(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var file = In(name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file + Unfinished, bytes, cancellation);
        File.Move(file + Unfinished, file, overwrite: true);
    }

    /// <summary>The same, and what stands under the name is on the disk, whatever happens to the machine.</summary>
    public void WriteThrough(string name, ReadOnlySpan<byte> bytes)
    {
        var file = In(name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using (var unfinished = File.OpenHandle(file + Unfinished, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(unfinished, bytes, fileOffset: 0);
            RandomAccess.FlushToDisk(unfinished);
        }

        File.Move(file + Unfinished, file, overwrite: true);
    }

    /// <summary>Has on the disk what a copy of <paramref name="size"/> entries has more than one of <paramref name="had"/>.</summary>
    /// <param name="more">Others that were written.</param>
    public void Flush(long had, long size, IEnumerable<TileAddress> more)
    {
        foreach (var address in Beyond(had, size).Concat(more))
        {
            using var file = File.OpenHandle(In(address.ToString()), access: FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(file);
        }
    }

    public void Drop(TileAddress address)
    {
        var file = In(address.ToString());
        if (File.Exists(file))
        {
            File.Delete(file);
        }
    }

    /// <summary>Takes away what a copy of <paramref name="size"/> entries has more than one of <paramref name="had"/>.</summary>
    public void DropBeyond(long had, long size)
    {
        foreach (var address in Beyond(had, size))
        {
            Drop(address);
        }
    }

    /// <summary>
    /// Puts aside a checkpoint that this copy contradicts, and the entries and leaves that were shown for it; those that were put
    /// aside before stay instead.
    /// </summary>
    /// <returns>The folder where they lie.</returns>
    public string KeepFork(long had, SignedCheckpoint shown)
    {
        if (File.Exists(In($"{Fork}/{Checkpoint}")))
        {
            DropBeyond(had, shown.Checkpoint.Size);
            return In(Fork);
        }

        foreach (var address in Beyond(had, shown.Checkpoint.Size))
        {
            var (from, to) = (In(address.ToString()), In($"{Fork}/{address}"));
            if (address.Level == 0 && File.Exists(from))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Move(from, to, overwrite: true);
            }
        }

        DropBeyond(had, shown.Checkpoint.Size);
        WriteThrough($"{Fork}/{Checkpoint}", shown.Note.ToBytes());
        return In(Fork);
    }

    /// <summary>Takes away partial tiles that a wider or full one has taken the place of.</summary>
    /// <param name="size">Of the copy.</param>
    public void DropNarrower(long size)
    {
        foreach (var address in TileAddress.AllHashes(size).Concat(TileAddress.AllEntries(size)))
        {
            var full = address.IsFull ? address : TileOf(address, TileAddress.FullWidth);
            var partial = new DirectoryInfo(In(full + ".p"));
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

    private string In(string name) => Path.Combine(path, name);

    private static IEnumerable<TileAddress> Beyond(long had, long size) =>
        TileAddress
            .AllHashes(size)
            .Concat(TileAddress.AllEntries(size))
            .Where(address => !address.IsWithin(had));

    private static bool IsOther(FileInfo file, TileAddress kept) =>
        kept.IsFull || file.Name != Path.GetFileName(kept.ToString());

    private static TileAddress TileOf(TileAddress address, int width) =>
        address.IsBundle
            ? TileAddress.OfEntries(address.Index, width)
            : TileAddress.OfHashes(address.Level, address.Index, width);
}
