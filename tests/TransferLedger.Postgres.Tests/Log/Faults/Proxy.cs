using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace TransferLedger.Postgres.Tests.Log.Faults;

/// <summary>
/// Stands before a PostgreSQL server and passes on what is said, until a trap springs or it is told to cut. Reads enough of
/// the protocol to know which statement a request is. Can be pointed at another server, as a failover does.
/// </summary>
internal sealed class Proxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<ProxiedConnection, Task> open = new();
    private readonly CancellationTokenSource closing = new();
    private readonly Task accepting;
    private volatile int port;
    private volatile Trap? trap;

    public Proxy(int port)
    {
        this.port = port;
        listener.Start();
        accepting = Task.Run(Accept);
    }

    /// <summary>The same way in, through this proxy.</summary>
    public string Before(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString)
        {
            Port = ((IPEndPoint)listener.LocalEndpoint).Port,
        }.ConnectionString;

    public Trap Set(Trap next) => trap = next;

    /// <summary>From now on another server is reached; whoever is connected is thrown out.</summary>
    public void Redirect(int to)
    {
        port = to;
        foreach (var connection in open.Keys)
        {
            connection.Dispose();
        }
    }

    public Trap? TrapFor(string sql) => trap is { } set && set.Takes(sql) ? set : null;

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Stop();
        await accepting;
        foreach (var connection in open.Keys)
        {
            connection.Dispose();
        }

        await Task.WhenAll(open.Values);
        closing.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync(closing.Token);
                var connection = new ProxiedConnection(this, client);
                open[connection] = Serve(connection, port);
            }
        }
        catch (OperationCanceledException)
        {
            // Closing.
        }
    }

    private async Task Serve(ProxiedConnection connection, int server)
    {
        await Task.Yield();
        using (connection)
        {
            await connection.Run(server);
        }

        open.TryRemove(connection, out _);
    }
}
