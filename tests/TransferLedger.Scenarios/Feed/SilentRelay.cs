using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace TransferLedger.Scenarios.Feed;

/// <summary>Stands before PostgreSQL and passes everything on but notifications.</summary>
internal sealed class SilentRelay : IAsyncDisposable
{
    /// <summary>PostgreSQL's NotificationResponse.</summary>
    private const byte Notification = (byte)'A';

    private const int HeadBytes = 5;

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly string host;
    private readonly int port;
    private readonly Task accepting;
    private int dropped;

    public SilentRelay(string host, int port)
    {
        (this.host, this.port) = (host, port);
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Notifications that were not passed on.</summary>
    public int Dropped => dropped;

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Dispose();
        await accepting;
        closing.Dispose();
    }

    private async Task Accept()
    {
        var relays = new List<Task>();
        try
        {
            while (true)
            {
                relays.Add(Relay(await listener.AcceptTcpClientAsync(closing.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(relays);
        }
    }

    private async Task Relay(TcpClient client)
    {
        using var here = client;
        using var server = new TcpClient();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(closing.Token);
        try
        {
            await server.ConnectAsync(host, port, over.Token);
            var up = client.GetStream().CopyToAsync(server.GetStream(), over.Token);
            var down = Down(server.GetStream(), client.GetStream(), over.Token);
            await Task.WhenAny(up, down);
        }
        finally
        {
            await over.CancelAsync();
        }
    }

    private async Task Down(NetworkStream from, NetworkStream to, CancellationToken cancellation)
    {
        var head = new byte[HeadBytes];
        while (
            await from.ReadAtLeastAsync(head, HeadBytes, throwOnEndOfStream: false, cancellation) == HeadBytes
        )
        {
            // The length counts itself, and not the type before it.
            var message = new byte[1 + BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1))];
            head.CopyTo(message, 0);
            await from.ReadExactlyAsync(message.AsMemory(HeadBytes), cancellation);
            if (message[0] == Notification)
            {
                Interlocked.Increment(ref dropped);
            }
            else
            {
                await to.WriteAsync(message, cancellation);
            }
        }
    }
}
