using System.CommandLine;
using TransferLedger.Cli.Database;
using TransferLedger.Cli.Frame;
using TransferLedger.Core.Values;
using TransferLedger.Postgres;
using TransferLedger.Postgres.Keys;

namespace TransferLedger.Cli.Verbs;

/// <summary><c>keys list</c>: all keys, revoked and expired ones included; never a secret.</summary>
internal sealed class KeysList()
    : DatabaseVerb("list", "List all keys, the newest first, revoked and expired ones included.")
{
    private const string Minute = "yyyy-MM-dd HH:mm";

    protected override async Task<int> Run(
        ParseResult given,
        LedgerDatabase ledger,
        Output output,
        CancellationToken cancellation
    )
    {
        var keys = await new KeyStore(ledger.Source, TimeProvider.System).List(cancellation);
        if (output.IsJson)
        {
            output.Document(new { Items = keys.Select(KeyDocument.Of) });
            return ExitCode.Fine;
        }

        if (keys.Count == 0)
        {
            output.Line("There is no key. Make one with: transferledger keys create");
            return ExitCode.Fine;
        }

        var listing = new Listing(
            new Column("Id"),
            new Column("Name", IsFlexible: true),
            new Column("Role"),
            new Column("State"),
            new Column("Made (UTC)", Rank: 1)
        );
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        foreach (var key in keys)
        {
            listing.Add(
                key.Id,
                key.Name,
                Kebab.Of(key.Role),
                State(key, now),
                key.CreatedAt.ToString(Minute)
            );
        }

        output.Table(listing);
        return ExitCode.Fine;
    }

    private static string State(ApiKey key, DateTime now) =>
        key switch
        {
            { RevokedAt: { } revoked } => $"revoked {revoked.ToString(Minute)}",
            { ExpiresAt: { } expired } when expired <= now => $"expired {expired.ToString(Minute)}",
            { ExpiresAt: { } expires } => $"good until {expires.ToString(Minute)}",
            _ => "good",
        };
}
