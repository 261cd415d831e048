using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace TransferLedger.Postgres.Embedded;

#pragma warning disable CA1032, CA1064, MA0058, CA1710 // Caught in BinariesSearch, which adds it to what was tried.

/// <summary>The pinned package could not be had; the message says why.</summary>
internal sealed class FetchFailed(string why) : Exception(why);

#pragma warning restore CA1032, CA1064, MA0058, CA1710

/// <summary>
/// The pinned package, fetched with npm and unpacked once. What stands under its final name is whole: everything is
/// prepared in a folder beside it, which is then renamed.
/// </summary>
internal sealed class FetchedBinaries(PinnedPackage package, EmbeddedPostgresOptions options, ILogger logger)
{
    private const string Unfinished = ".fetching-";
    private static readonly TimeSpan FetchLimit = TimeSpan.FromMinutes(5);

    private const UnixFileMode ReadableByAll =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode ExecutableByAll =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private string Target => Path.Combine(options.CacheFolder, $"{PinnedPackage.Version}-{package.Platform}");

    /// <summary>The folder with the programs, fetched now if it is not there.</summary>
    public async Task<string> Folder(CancellationToken cancellation)
    {
        var programs = Path.Combine(Target, "native", "bin");
        if (Directory.Exists(Target))
        {
            return programs;
        }

        var npm =
            options.Surroundings.Npm()
            ?? throw new FetchFailed($"npm is not on PATH, so {package.Name} cannot be fetched");
        Folders.Make(options.CacheFolder);
        using var turn = await FileLock.Take(
            Path.Combine(options.CacheFolder, "fetch.lock"),
            FetchLimit + FetchLimit,
            cancellation
        );
        if (!Directory.Exists(Target))
        {
            Folders.RemoveLeftovers(options.CacheFolder, Unfinished);
            await Fetch(npm, cancellation);
        }

        return programs;
    }

    private async Task Fetch(string npm, CancellationToken cancellation)
    {
        logger.EmbeddedFetching(package.Name);
        var work = Path.Combine(options.CacheFolder, Unfinished + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(work);
        try
        {
            var archive = await Pack(npm, work, cancellation);
            await package.Check(archive, cancellation);
            var unpacked = Path.Combine(work, "unpacked");
            Directory.CreateDirectory(unpacked);
            await Unpack(archive, unpacked, cancellation);
            var root = Path.Combine(unpacked, "package");
            MakeLinks(root);
            OpenToAll(root);
            Directory.Move(root, Target);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private async Task<string> Pack(string npm, string work, CancellationToken cancellation)
    {
        var packed = await new Command(npm, ["pack", "--silent", "--ignore-scripts", package.Name])
        {
            WorkingFolder = work,
            Limit = FetchLimit,
        }.Run(cancellation);
        return packed.Succeeded && Directory.GetFiles(work, "*.tgz") is [var archive]
            ? archive
            : throw new FetchFailed($"npm pack {package.Name} failed: {packed.Said}");
    }

    private static async Task Unpack(string archive, string into, CancellationToken cancellation)
    {
        await using var bytes = File.OpenRead(archive);
        await using var tar = new GZipStream(bytes, CompressionMode.Decompress);
        await TarFile.ExtractToDirectoryAsync(tar, into, overwriteFiles: false, cancellation);
    }

    // npm archives cannot hold links, so the package lists them.
    private static void MakeLinks(string root)
    {
        var list = File.ReadAllText(Path.Combine(root, "native", "pg-symlinks.json"));
        foreach (var link in JsonSerializer.Deserialize<List<Link>>(list, JsonSerializerOptions.Web) ?? [])
        {
            var path = Path.Combine(root, link.Target);
            var pointsTo = Path.GetRelativePath(
                Path.GetDirectoryName(path)!,
                Path.Combine(root, link.Source)
            );
            File.CreateSymbolicLink(path, pointsTo);
        }
    }

    // The one who fetches is often root with a strict umask; the one who runs them is not.
    private static void OpenToAll(string root)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var entries = new DirectoryInfo(root).EnumerateFileSystemInfos("*", SearchOption.AllDirectories);
        foreach (var entry in entries.Append(new DirectoryInfo(root)).Where(e => e.LinkTarget is null))
        {
            var runs = entry is DirectoryInfo || entry.UnixFileMode.HasFlag(UnixFileMode.UserExecute);
            entry.UnixFileMode = runs ? ReadableByAll | ExecutableByAll : ReadableByAll;
        }
    }

    private sealed record Link(string Source, string Target);
}
