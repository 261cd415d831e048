using System.CommandLine;
using TransferLedger.Postgres.Sealing;

namespace TransferLedger.Cli.Database;

/// <summary>The file in which a node remembers what was signed.</summary>
internal static class NodeFile
{
    private const string FileVariable = "Ledger__SignedFile";
    private const string SignedFileName = "signed.note";

    public static Option<string?> Option() =>
        new("--signed-file")
        {
            HelpName = "path",
            Description =
                $"Where this node remembers what was signed. Default: {FileVariable}, else {SignedFileName} in the data folder of this machine, where there is one.",
        };

    /// <param name="given">A path; null: none was given.</param>
    /// <param name="home">The folder of this machine's ledger; null: it has none.</param>
    /// <returns>Null: there is none here.</returns>
    public static SignedFile? Of(string? given, string? home)
    {
        if ((given ?? Environment.GetEnvironmentVariable(FileVariable)) is { Length: > 0 } path)
        {
            return new SignedFile(path);
        }

        return
            (home ?? Environment.GetEnvironmentVariable(EmbeddedLedger.DataFolderVariable))
                is { Length: > 0 } folder
            ? new SignedFile(Path.Combine(folder, SignedFileName))
            : null;
    }
}
