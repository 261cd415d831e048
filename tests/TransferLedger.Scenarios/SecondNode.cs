using TransferLedger.Postgres.Tests;
using TransferLedger.Server;

namespace TransferLedger.Scenarios;

/// <summary>Another node on the database of a ledger that runs, with files of its own.</summary>
internal sealed class SecondNode : IAsyncDisposable
{
    private readonly LedgerHost host;

    private SecondNode(LedgerHost host) =>
        (this.host, Client) = (host, new HttpClient { BaseAddress = new Uri(host.Address) });

    /// <summary>Sends no key.</summary>
    public HttpClient Client { get; }

    /// <param name="more">What else it is told; of one that signs the origin, the key and the file.</param>
    public static async Task<SecondNode> Of(
        RunningLedger ledger,
        LedgerServer postgres,
        params IEnumerable<string> more
    ) =>
        new(
            await LedgerHost.Start(
                [
                    "--urls=http://127.0.0.1:0",
                    $"--ConnectionStrings:Ledger={await postgres.ServerConnection(ledger.Database)}",
                    "--Logging:LogLevel:Default=None",
                    .. more,
                ],
                TestContext.Current.CancellationToken
            )
        );

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await host.DisposeAsync();
    }
}
