using System.Globalization;
using System.Text.RegularExpressions;

namespace TransferLedger.Postgres.Embedded;

/// <summary>A folder with <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c> that was seen to run.</summary>
internal sealed partial record Binaries(string Folder, Version Version, BinariesSource Source)
{
    private static readonly string[] Programs = ["initdb", "pg_ctl", "postgres"];

    public string Program(string name) => ProgramIn(Folder, name);

    public static bool AreIn(string folder) => Programs.All(name => File.Exists(ProgramIn(folder, name)));

    /// <summary>Runs <c>postgres --version</c> as the user that the server will run as.</summary>
    public static async Task<(Binaries? Found, string Said)> Probe(
        string folder,
        BinariesSource source,
        string? user,
        CancellationToken cancellation
    )
    {
        var asked = await new Command(ProgramIn(folder, "postgres"), ["--version"], user)
        {
            InPlainEnvironment = true,
        }.Run(cancellation);
        var match = VersionText().Match(asked.Said);
        if (!asked.Succeeded || !match.Success)
        {
            return (null, asked.Said);
        }

        var minor = match.Groups["minor"].Success ? Number(match.Groups["minor"]) : 0;
        return (new Binaries(folder, new Version(Number(match.Groups["major"]), minor), source), asked.Said);
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None);

    private static string ProgramIn(string folder, string name) =>
        Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name);

    [GeneratedRegex(
        @"\(PostgreSQL\) (?<major>\d{1,3})(\.(?<minor>\d{1,3}))?",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex VersionText();
}
