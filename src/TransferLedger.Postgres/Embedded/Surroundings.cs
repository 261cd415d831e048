using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace TransferLedger.Postgres.Embedded;

/// <summary>Where programs are looked for, and for which platform.</summary>
/// <param name="SearchPath">As in the variable PATH.</param>
/// <param name="Installations">Folders that hold a <c>bin</c>: a parent and a pattern for its children.</param>
/// <param name="Platform">As npm packages name it: <c>linux-x64</c>.</param>
internal sealed record Surroundings(
    string SearchPath,
    ImmutableArray<(string Parent, string Pattern)> Installations,
    string Platform
)
{
    public static Surroundings OfThisMachine() =>
        new(
            Environment.GetEnvironmentVariable("PATH") ?? "",
            [
                ("/usr/lib/postgresql", "*"),
                ("/usr", "pgsql-*"),
                ("/opt/homebrew/opt", "postgresql*"),
                ("/usr/local/opt", "postgresql*"),
                ("/home/linuxbrew/.linuxbrew/opt", "postgresql*"),
                (
                    Path.Combine(
                        Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles),
                        "PostgreSQL"
                    ),
                    "*"
                ),
            ],
            $"{System}-{Architecture}"
        );

    /// <summary>Every folder that may hold PostgreSQL's programs, those on the search path first.</summary>
    public IEnumerable<string> Folders() =>
        SearchFolders()
            .Concat(
                Installations
                    .Where(i => Directory.Exists(i.Parent))
                    .SelectMany(i => Directory.EnumerateDirectories(i.Parent, i.Pattern))
                    .Select(folder => Path.Combine(folder, "bin"))
            )
            .Distinct(StringComparer.Ordinal);

    public string? Npm() =>
        SearchFolders()
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "npm.cmd" : "npm"))
            .FirstOrDefault(File.Exists);

    private string[] SearchFolders() =>
        SearchPath.Split(
            Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );

    private static string System =>
        OperatingSystem.IsWindows() ? "windows"
        : OperatingSystem.IsMacOS() ? "darwin"
        : "linux";

    // Windows on Arm runs x64 programs, and there is no package of its own.
    private static string Architecture =>
        OperatingSystem.IsWindows() ? "x64" : RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();
}
