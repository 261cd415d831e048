using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TransferLedger.Scenarios.Subscriptions;

/// <summary>A subscriber on a bare socket, that answers as no server would.</summary>
internal sealed class RawSubscriber : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Task serving;
    private long written;

    private RawSubscriber(Func<Func<ReadOnlyMemory<byte>, Task>, CancellationToken, Task> answer)
    {
        listener.Start();
        serving = Serve(answer);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Bytes that the other side's system took.</summary>
    public long Written => Volatile.Read(ref written);

    /// <summary>Byte by byte, ten a second.</summary>
    public static RawSubscriber Dripping(string answer) =>
        new(
            async (write, cancellation) =>
            {
                foreach (var one in Encoding.ASCII.GetBytes(answer))
                {
                    await write(new[] { one });
                    await Task.Delay(100, cancellation);
                }
            }
        );

    /// <summary>As much as is taken.</summary>
    public static RawSubscriber Endless(string begins) =>
        new(
            async (write, _) =>
            {
                await write(Encoding.ASCII.GetBytes(begins));
                while (true)
                {
                    await write(new byte[65_536]);
                }
            }
        );

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        listener.Dispose();
        end.Dispose();
    }

    private async Task Serve(Func<Func<ReadOnlyMemory<byte>, Task>, CancellationToken, Task> answer)
    {
        while (true)
        {
            using var client = await listener.AcceptTcpClientAsync(end.Token);
            var stream = client.GetStream();
            try
            {
                await answer(
                    async bytes =>
                    {
                        await stream.WriteAsync(bytes, end.Token);
                        Interlocked.Add(ref written, bytes.Length);
                    },
                    end.Token
                );
            }
            catch (IOException)
            {
                // The other side has had enough.
            }
        }
    }
}
