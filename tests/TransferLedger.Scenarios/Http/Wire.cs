using System.Net.Sockets;
using System.Text;

namespace TransferLedger.Scenarios.Http;

/// <summary>HTTP by hand, for what no client library does: reading while sending, breaking off, sending less than was said.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly TcpClient client = new();
    private readonly byte[] buffer = new byte[64 * 1024];

    /// <summary>What has come so far.</summary>
    public string Come { get; private set; } = "";

    public static async Task<Wire> Open(RunningLedger ledger)
    {
        var wire = new Wire();
        var url = new Uri(ledger.Url);
        await wire.client.ConnectAsync(url.Host, url.Port, TestContext.Current.CancellationToken);
        return wire;
    }

    public async Task Send(string text) =>
        await client
            .GetStream()
            .WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);

    public Task SendChunk(string text) => Send($"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n");

    public static string Head(string address, string key, string type, string more) =>
        $"POST {address} HTTP/1.1\r\nHost: ledger\r\nAuthorization: Bearer {key}\r\nContent-Type: {type}\r\n{more}\r\n\r\n";

    /// <summary>Reads until <paramref name="text"/> has come; fails where the server is through before.</summary>
    public async Task ReadUntil(string text)
    {
        while (!Come.Contains(text, StringComparison.Ordinal))
        {
            var count = await client.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken);
            Assert.True(count > 0, $"{text} did not come, but: {Come}");
            Come += Encoding.UTF8.GetString(buffer, 0, count);
        }
    }

    /// <summary>Reads to the end of the connection, however it ends.</summary>
    /// <returns>Bytes that still came.</returns>
    public async Task<long> Ends()
    {
        var came = 0L;
        try
        {
            while (
                await client.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken)
                    is > 0
                        and var count
            )
            {
                came += count;
            }
        }
        catch (IOException)
        {
            // Reset by the server.
        }

        return came;
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}
