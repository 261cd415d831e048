using System.CommandLine;
using TransferLedger.Cli.Frame;
using TransferLedger.Postgres;

namespace TransferLedger.Cli.Database;

/// <summary>A verb that opens the database itself: for whoever runs the ledger.</summary>
internal abstract class DatabaseVerb : Verb
{
    private readonly Option<string?> database = new("--database")
    {
        HelpName = "connection",
        Description =
            $"Connection string to the ledger's PostgreSQL. Default: {OpenedDatabase.ConnectionVariable}, else the embedded database of this machine, which is started if it does not run ({EmbeddedLedger.DataFolderVariable} says where it lies).",
    };

    protected DatabaseVerb(string name, string description)
        : base(name, description) => Takes(database);

    protected override async Task<int> Run(ParseResult given, Output output, CancellationToken cancellation)
    {
        await using var ledger = await OpenedDatabase.Of(given.GetValue(database), cancellation);
        return await Run(given, ledger, output, cancellation);
    }

    protected abstract Task<int> Run(
        ParseResult given,
        LedgerDatabase ledger,
        Output output,
        CancellationToken cancellation
    );
}
