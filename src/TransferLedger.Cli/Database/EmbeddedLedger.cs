using TransferLedger.Postgres.Embedded;

namespace TransferLedger.Cli.Database;

/// <summary>Where the ledger with the embedded database lies on this machine: the server's own setting, else its default.</summary>
internal static class EmbeddedLedger
{
    public const string DataFolderVariable = "Ledger__DataFolder";

    private const string Postgres = "postgres";

    public static EmbeddedPostgresOptions Options() =>
        Environment.GetEnvironmentVariable(DataFolderVariable) is { Length: > 0 } folder
            ? new EmbeddedPostgresOptions { DataFolder = Path.Combine(folder, Postgres) }
            : new EmbeddedPostgresOptions();

    /// <summary>Holds what the server leaves for the command line.</summary>
    public static string Home() => Path.GetDirectoryName(Path.GetFullPath(Options().DataFolder))!;
}
