using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RabbitMQ.Client;

namespace TransferLedger.Scenarios.RabbitMq;

/// <summary>A real broker on loopback, by tests/rabbitmq.sh; it can be stopped and started again over the same data.</summary>
internal sealed class Broker : IAsyncDisposable
{
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    private const string Started = "tests/rabbitmq.sh";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    private readonly string folder = Directory.CreateTempSubdirectory("transferledger-broker-").FullName;
    private readonly int[] ports = FreePorts(3);
    private Process? process;

    private Broker() { }

    /// <summary>What whoever runs this without a broker is told.</summary>
    public static string Missing => $"{Program} is not there: install Debian's rabbitmq-server to run this.";

    public static bool IsThere => File.Exists(Program);

    public Uri Uri => new($"amqp://guest:guest@127.0.0.1:{ports[0].ToString(CultureInfo.InvariantCulture)}/");

    /// <summary>It takes messages when this returns.</summary>
    /// <exception cref="InvalidOperationException">No broker is installed.</exception>
    public static async Task<Broker> Start(CancellationToken cancellation)
    {
        if (!IsThere)
        {
            throw new InvalidOperationException(Missing);
        }

        var broker = new Broker();
        await broker.Run(cancellation);
        return broker;
    }

    /// <summary>Runs it, again if it was stopped; it takes messages when this returns.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Script())
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(folder);
        foreach (var port in ports)
        {
            start.ArgumentList.Add(port.ToString(CultureInfo.InvariantCulture));
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        while (!await Takes(limit.Token))
        {
            await Task.Delay(BetweenLooks, limit.Token);
        }
    }

    /// <summary>SIGKILL to all of it.</summary>
    public async Task Kill()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        process = null;
    }

    public Task<IConnection> Connect(CancellationToken cancellation) =>
        new ConnectionFactory { Uri = Uri }.CreateConnectionAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await Kill();
        }

        Directory.Delete(folder, recursive: true);
    }

    private async Task<bool> Takes(CancellationToken cancellation)
    {
        if (process!.HasExited)
        {
            throw new InvalidOperationException("The broker ended at its start.");
        }

        try
        {
            await using var connection = await Connect(cancellation);
            return connection.IsOpen;
        }
        catch (RabbitMQ.Client.Exceptions.BrokerUnreachableException)
        {
            return false;
        }
    }

    private static string Script()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, Started)))
        {
            folder = folder.Parent;
        }

        return Path.Combine(
            folder?.FullName
                ?? throw new FileNotFoundException("Run it from a checkout of TransferLedger.", Started),
            Started
        );
    }

    private static int[] FreePorts(int count)
    {
        var probes = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        probes.ForEach(probe => probe.Start());
        var ports = probes.Select(probe => ((IPEndPoint)probe.LocalEndpoint).Port).ToArray();
        probes.ForEach(probe => probe.Dispose());
        return ports;
    }
}
