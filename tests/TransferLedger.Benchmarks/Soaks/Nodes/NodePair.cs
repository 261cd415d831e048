using System.Collections.Concurrent;
using System.Diagnostics;
using TransferLedger.Scenarios.Robustness;

namespace TransferLedger.Benchmarks.Soaks.Nodes;

/// <summary>Two servers on one database, each a process of its own; one may be dead and come back.</summary>
internal sealed class NodePair(string ledger, string key) : IAsyncDisposable
{
    public const int Count = 2;

    /// <summary>As the server has it unless told otherwise.</summary>
    private static readonly TimeSpan ProjectedWithin = TimeSpan.FromSeconds(2);

    private readonly ServerProcess?[] nodes = new ServerProcess?[Count];
    private readonly ConcurrentQueue<ServerProcess> all = new();
    private Takeover? takeover;

    /// <summary>A node; null while it is dead.</summary>
    public ServerProcess? this[int place] => Volatile.Read(ref nodes[place]);

    /// <summary>What nodes wrote that is not where they listen: errors.</summary>
    public IEnumerable<string> Complaints =>
        all.SelectMany(node => node.Said)
            .Where(line => !line.Contains("Microsoft.Hosting.Lifetime[", StringComparison.Ordinal))
            .Where(line => !line.StartsWith("      ", StringComparison.Ordinal));

    public Task Start() => Task.WhenAll(Enumerable.Range(0, Count).Select(Start));

    /// <summary>Starts one that is dead; returns once it is ready.</summary>
    public async Task Start(int place)
    {
        var node = await ServerProcess.StartNode(ledger, key, CancellationToken.None, ProjectedWithin);
        all.Enqueue(node);
        Volatile.Write(ref nodes[place], node);
    }

    /// <summary>SIGKILL. What comes of it is told to the takeover.</summary>
    public async Task<Takeover> Kill(int place)
    {
        var killed = this[place] ?? throw new InvalidOperationException($"Node {place} is dead already.");
        var at = Stopwatch.GetTimestamp();
        killed.Kill();
        Volatile.Write(ref nodes[place], null);
        await killed.UntilGone(CancellationToken.None);
        var begun = new Takeover(this[1 - place]!, at, Stopwatch.GetTimestamp());
        Volatile.Write(ref takeover, begun);
        return begun;
    }

    /// <summary>A node has said that reads show what it was asked to write down.</summary>
    /// <param name="asked">When it was asked.</param>
    public void Shown(ServerProcess by, long asked) => Volatile.Read(ref takeover)?.Shown(by, asked);

    public async ValueTask DisposeAsync()
    {
        foreach (var node in all)
        {
            await node.DisposeAsync();
        }
    }
}

/// <summary>From the death of a node until the other has shown something that it was asked to write down after it.</summary>
/// <param name="gone">What was asked for before may still have been shown by the other one's last doing.</param>
internal sealed class Takeover(ServerProcess survivor, long killed, long gone)
{
    private readonly TaskCompletionSource<TimeSpan> over = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    public Task<TimeSpan> Over => over.Task;

    public void Shown(ServerProcess by, long asked)
    {
        if (by == survivor && asked > gone)
        {
            over.TrySetResult(Stopwatch.GetElapsedTime(killed));
        }
    }
}
