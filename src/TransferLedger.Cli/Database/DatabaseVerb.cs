using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using TransferLedger.Cli.Frame;
using TransferLedger.Postgres;

namespace TransferLedger.Cli.Database;

/// <summary>A verb that opens the database itself: for whoever runs the ledger.</summary>
internal abstract class DatabaseVerb : Verb
{
    private const string ConnectionVariable = "ConnectionStrings__Ledger";
    private const string OwnerVariable = "ConnectionStrings__LedgerOwner";

    private readonly Option<string?> database = new("--database")
    {
        HelpName = "connection",
        Description =
            $"Connection string to the ledger's PostgreSQL. Default: {ConnectionVariable}, else the embedded database of this machine, which is started if it does not run ({EmbeddedLedger.DataFolderVariable} says where it lies).",
    };

    protected DatabaseVerb(string name, string description)
        : base(name, description) => Takes(database);

    protected override async Task<int> Run(ParseResult given, Output output, CancellationToken cancellation)
    {
        await using var ledger = await Open(given, cancellation);
        return await Run(given, ledger, output, cancellation);
    }

    protected abstract Task<int> Run(
        ParseResult given,
        LedgerDatabase ledger,
        Output output,
        CancellationToken cancellation
    );

    private async Task<LedgerDatabase> Open(ParseResult given, CancellationToken cancellation)
    {
        var options = new LedgerDatabaseOptions
        {
            Connection = given.GetValue(database) ?? Environment.GetEnvironmentVariable(ConnectionVariable),
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
