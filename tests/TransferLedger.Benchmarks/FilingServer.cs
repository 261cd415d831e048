using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using TransferLedger.Postgres.Keys;
using TransferLedger.Server;

namespace TransferLedger.Benchmarks;

/// <summary>The server on a scratch database, and a client that may do everything.</summary>
internal sealed class FilingServer : IAsyncDisposable
{
    private readonly LedgerHost host;

    private FilingServer(LedgerHost host, HttpClient client) => (this.host, Client) = (host, client);

    public HttpClient Client { get; }

    /// <summary>Ready once it answers: a log that was filled before has its read tables then.</summary>
    public static async Task<FilingServer> Start(
        ScratchServer postgres,
        string database,
        string? origin = null,
        params string[] more
    )
    {
        string[] settings =
        [
            "--urls=http://127.0.0.1:0",
            $"--ConnectionStrings:Ledger={postgres.ServerConnection(database)}",
            "--Logging:LogLevel:Default=None",
            .. origin is null ? Array.Empty<string>() : [$"--Ledger:Origin={origin}"],
            .. more,
        ];
        var host = await LedgerHost.Start(settings, CancellationToken.None);
        var client = new HttpClient { BaseAddress = new Uri(host.Address), Timeout = TimeSpan.FromHours(1) };
        while (!(await client.GetAsync("/health/ready")).IsSuccessStatusCode)
        {
            await Task.Delay(100);
        }

        var (_, key) = await host
            .Services.GetRequiredService<KeyStore>()
            .Create(Role.Admin, "benchmark", null, CancellationToken.None);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.ToString());
        return new FilingServer(host, client);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await host.DisposeAsync();
    }
}
