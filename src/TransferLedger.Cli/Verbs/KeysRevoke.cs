using System.CommandLine;
using TransferLedger.Cli.Database;
using TransferLedger.Cli.Frame;
using TransferLedger.Postgres;
using TransferLedger.Postgres.Keys;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>keys revoke</c>: stops a key at once.</summary>
internal sealed class KeysRevoke : DatabaseVerb
{
    private readonly Argument<string> id = new("id")
    {
        Description =
            "The id of the key, the part between tl_ and the next _. See: transferledger keys list.",
    };

    public KeysRevoke()
        : base("revoke", "Stop a key at once and for good.") => Arguments.Add(id);

    protected override async Task<int> Run(
        ParseResult given,
        LedgerDatabase ledger,
        Output output,
        CancellationToken cancellation
    )
    {
        var key = given.GetRequiredValue(id);
        if (!await new KeyStore(ledger.Source, TimeProvider.System).Revoke(key, cancellation))
        {
            throw HaltException.Wrong(
                "key.unknown",
                $"There is no key {key} that could be revoked. See transferledger keys list for those that can."
            );
        }

        if (output.IsJson)
        {
            output.Document(new { Revoked = key });
        }
        else
        {
            output.Line($"Revoked {key}. The server refuses it from now on.");
        }

        return ExitCode.Fine;
    }
}
