using System.Reflection;

namespace TransferLedger.Postgres;

/// <summary>The embedded SQL: one statement a file, by its path in this project.</summary>
internal static class SqlFile
{
    private static readonly Assembly Here = typeof(SqlFile).Assembly;

    /// <summary>The text of <paramref name="path"/>: <c>Log/append.sql</c>.</summary>
    public static string Read(string path)
    {
        using var stream =
            Here.GetManifestResourceStream(path)
            ?? throw new InvalidOperationException($"No SQL file {path} is embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The same without its first comment, where Npgsql wants to see the statement's first word.</summary>
    public static string ReadStatement(string path) =>
        string.Join(
            '\n',
            Read(path).Split('\n').SkipWhile(line => line.StartsWith("--", StringComparison.Ordinal))
        );

    /// <summary>The paths in <paramref name="folder"/>, ordinally.</summary>
    public static IReadOnlyList<string> In(string folder) =>
        Here.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
}
