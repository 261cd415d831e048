using TransferLedger.Postgres.Embedded;

namespace TransferLedger.Postgres.Tests;

/// <summary>PostgreSQL's own programs, of the very version that a server is.</summary>
internal static class PgPrograms
{
    /// <summary>The folder of the server's programs, if need be behind a link on the search path. Skips the test where one is missing.</summary>
    public static string With(EmbeddedPostgres server, params string[] needed)
    {
        var program = Path.Combine(server.BinariesFolder, "postgres");
        var folder = Path.GetDirectoryName(
            File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program
        )!;
        var missing = needed.Where(name => !File.Exists(Path.Combine(folder, name))).ToList();
        Assert.SkipUnless(
            missing.Count == 0,
            $"{folder} has no {string.Join(", ", missing)}: fetched binaries come without them."
        );
        return folder;
    }
}
