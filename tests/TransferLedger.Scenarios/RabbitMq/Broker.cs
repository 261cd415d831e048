using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RabbitMQ.Client;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.RabbitMq;

/// <summary>A real broker on loopback, by tests/rabbitmq.sh; it can be stopped and started again over the same data.</summary>
internal sealed class Broker : IAsyncDisposable
{
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    private readonly string folder = Directory.CreateTempSubdirectory("transferledger-broker-").FullName;
    private readonly int[] ports = FreePorts(3);
    private Process? process;

    private Broker() { }

    public static bool IsThere => File.Exists(Program);

    /// <summary>What a test says that goes without.</summary>
    public static string Missing =>
        $"{Program} is not there: install Debian's rabbitmq-server to run this with a queue.";

    public Uri Uri => new($"amqp://guest:guest@127.0.0.1:{ports[0].ToString(CultureInfo.InvariantCulture)}/");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Skips the test where no broker is installed.</summary>
    public static async Task<Broker> Start()
    {
        Assert.SkipUnless(IsThere, Missing);
        var broker = new Broker();
        await broker.Run();
        return broker;
    }

    /// <summary>Runs it, again if it was stopped; it takes messages when this returns.</summary>
    public async Task Run()
    {
        var start = new ProcessStartInfo(Path.Combine(SourceTree.Root, "tests/rabbitmq.sh"))
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
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
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

    public Task<IConnection> Connect() => new ConnectionFactory { Uri = Uri }.CreateConnectionAsync(Stop);

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
        Assert.False(process!.HasExited, "the broker ended at its start");
        try
        {
            await using var connection = await new ConnectionFactory { Uri = Uri }.CreateConnectionAsync(
                cancellation
            );
            return connection.IsOpen;
        }
        catch (RabbitMQ.Client.Exceptions.BrokerUnreachableException)
        {
            return false;
        }
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
