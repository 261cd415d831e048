using Microsoft.Extensions.Logging.Abstractions;
using TransferLedger.Cli.Frame;
using TransferLedger.Postgres;

namespace TransferLedger.Cli.Database;

/// <summary>The database that a verb was told of: one that was named, else that of the environment, else the embedded one.</summary>
internal static class OpenedDatabase
{
    public const string ConnectionVariable = "ConnectionStrings__Ledger";
    private const string OwnerVariable = "ConnectionStrings__LedgerOwner";

    /// <param name="given">A connection string; null: none was given.</param>
    /// <param name="cancellation">Stops what it has started.</param>
    public static async Task<LedgerDatabase> Of(string? given, CancellationToken cancellation)
    {
        var options = new LedgerDatabaseOptions
        {
            Connection = given ?? Environment.GetEnvironmentVariable(ConnectionVariable),
            OwnerConnection = Environment.GetEnvironmentVariable(OwnerVariable),
            Embedded = EmbeddedLedger.Options(),
        };
        try
        {
            return await LedgerDatabase.Open(options, NullLoggerFactory.Instance, cancellation);
        }
        catch (ArgumentException e)
        {
            throw HaltException.Wrong(
                "database.unreadable",
                $"That is no connection string: {e.Message} Write it as Host=127.0.0.1;Database=ledger;Username=ledger_server;Password=…"
            );
        }
    }
}
