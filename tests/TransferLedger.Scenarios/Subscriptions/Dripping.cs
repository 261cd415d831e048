using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TransferLedger.Scenarios.Subscriptions;

/// <summary>A server that answers every request byte by byte, ten a second.</summary>
internal sealed class Dripping : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Task serving;

    private Dripping(string answer)
    {
        listener.Start();
        serving = Serve(Encoding.ASCII.GetBytes(answer));
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public static Dripping Start(string answer) => new(answer);

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        listener.Dispose();
        end.Dispose();
    }

    private async Task Serve(byte[] answer)
    {
        while (true)
        {
            using var client = await listener.AcceptTcpClientAsync(end.Token);
            try
            {
                var stream = client.GetStream();
                foreach (var one in answer)
                {
                    await stream.WriteAsync(new[] { one }, end.Token);
                    await Task.Delay(100, end.Token);
                }
            }
            catch (IOException)
            {
                // The other side has had enough.
            }
        }
    }
}
