using System.Security.Cryptography;
using TransferLedger.Cli.Frame;

namespace TransferLedger.Cli.Exports;

/// <summary>
/// The folder of an export. Files get their names when all of them are whole, the package last: whatever breaks off, no half file
/// has a final name, and no package names files of another pair.
/// </summary>
internal sealed class ExportFolder : IDisposable
{
    private readonly string folder;
    private readonly string suffix = $".{Environment.ProcessId}.part";
    private readonly List<string> written = [];

    private ExportFolder(string folder) => this.folder = folder;

    /// <summary>Makes it where it is missing.</summary>
    public static ExportFolder Open(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new ExportFolder(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw HaltException.Wrong(
                "folder.unwritable",
                $"{folder} cannot be made: {e.Message.TrimEnd('.')}. Name another folder."
            );
        }
    }

    /// <summary>Files of an earlier export are there and may not be replaced by these.</summary>
    /// <exception cref="HaltException">They are of another pair, or of other formats, or nothing says of which.</exception>
    public void RefuseOthers(ExportPackage package, IReadOnlyCollection<string> files)
    {
        var there = ExportPackage.Files.Append(ExportPackage.FileName).Where(IsThere).ToList();
        if (there.Count == 0)
        {
            return;
        }

        var earlier = ExportPackage.In(folder);
        if (
            earlier is not null
            && earlier.IsOfSame(package)
            && earlier.Described.ToHashSet().SetEquals(files)
        )
        {
            return;
        }

        var what = earlier is null
            ? $"{folder} holds {string.Join(", ", there)}, and nothing says of which pair."
            : $"{folder} holds an export already: {string.Join(", ", earlier.Described)} {earlier.Says}.";
        throw HaltException.Wrong(
            "export.exists",
            $"{what} Name another folder, or replace all of it with --overwrite."
        );
    }

    /// <summary>Writes a file under a name of its own until <see cref="Finish"/>.</summary>
    /// <param name="fill">Gives the bytes, piece by piece, to what it is handed.</param>
    public async Task<ExportedFile> Write(
        string name,
        Func<Func<ReadOnlyMemory<byte>, ValueTask>, Task> fill,
        CancellationToken cancellation
    )
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = 0L;
        await using (var file = await Guard(name, () => ValueTask.FromResult(Create(name))))
        {
            written.Add(name);
            await fill(async piece =>
            {
                digest.AppendData(piece.Span);
                bytes += piece.Length;
                await Guard(name, () => file.Write(piece, cancellation));
            });
            await Guard(name, file.Finish);
        }

        return new ExportedFile(name, bytes, Convert.ToHexStringLower(digest.GetHashAndReset()));
    }

    /// <summary>All files are whole: they get their names, and what stood there before goes.</summary>
    public void Finish()
    {
        try
        {
            File.Delete(Path.Combine(folder, ExportPackage.FileName));
            foreach (var left in ExportPackage.Files.Except(written, StringComparer.Ordinal))
            {
                File.Delete(Path.Combine(folder, left));
            }

            foreach (
                var name in written.OrderBy(name =>
                    string.Equals(name, ExportPackage.FileName, StringComparison.Ordinal)
                )
            )
            {
                File.Move(Part(name), Path.Combine(folder, name), overwrite: true);
            }

            written.Clear();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(folder, e);
        }
    }

    /// <summary>What has no final name yet goes.</summary>
    public void Dispose()
    {
        foreach (var name in written)
        {
            File.Delete(Part(name));
        }
    }

    private bool IsThere(string name) => File.Exists(Path.Combine(folder, name));

    private string Part(string name) => Path.Combine(folder, name + suffix);

    private Unfinished Create(string name) =>
        new(new FileStream(Part(name), FileMode.Create, FileAccess.Write));

    private Task Guard(string name, Func<ValueTask> work) =>
        Guard(
            name,
            async () =>
            {
                await work();
                return true;
            }
        );

    private async Task<T> Guard<T>(string name, Func<ValueTask<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(Path.Combine(folder, name), e);
        }
    }

    private static HaltException Unwritable(string path, Exception e) =>
        HaltException.Failed(
            "file.unwritable",
            $"{path} cannot be written: {e.Message.TrimEnd('.')}. Nothing of this export was kept: make room or name another folder, and run it again."
        );

    /// <summary>A file that is being written.</summary>
    private sealed class Unfinished(FileStream file) : IAsyncDisposable
    {
        public ValueTask Write(ReadOnlyMemory<byte> piece, CancellationToken cancellation) =>
            file.WriteAsync(piece, cancellation);

        /// <summary>On the disk, not only on its way there.</summary>
        public ValueTask Finish()
        {
            file.Flush(flushToDisk: true);
            return ValueTask.CompletedTask;
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                await file.DisposeAsync();
            }
            catch (IOException)
            {
                // The rest that could not be written: it has been told, and the file goes.
            }
        }
    }
}
