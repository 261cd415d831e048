using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Postgres.Log;

namespace TransferLedger.Postgres.Tests.Log.Faults;

/// <summary>A node that is a process of its own, appends what it is told to, and is killed on the way.</summary>
internal sealed class DyingNode : IAsyncDisposable
{
    private const string ConnectionVariable = "TRANSFERLEDGER_TEST_DYING_NODE";
    private const int Killed = 128 + 9;
    private readonly Process process;

    private DyingNode(Process process) => this.process = process;

    /// <summary>Answers once it is ready to append.</summary>
    public static async Task<DyingNode> Start(string connectionString)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) is "dotnet")
        {
            start.ArgumentList.Add(typeof(DyingNode).Assembly.Location);
        }

        start.Environment[ConnectionVariable] = connectionString;
        var node = new DyingNode(Process.Start(start)!);
        await node.Says("ready");
        return node;
    }

    /// <summary>
    /// Tells it to <c>append</c> or to <c>bulk</c>: it says <c>told</c> when it has the answer; to <c>ask</c>: it says
    /// <c>asked</c> when the request is queued; or to <c>receive</c> a request in the middle of which it kills itself.
    /// </summary>
    public async Task Tell(string what, string stream, int entries)
    {
        await process.StandardInput.WriteLineAsync($"{what} {stream} {entries}");
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
    }

    public async Task Says(string word)
    {
        var said = await process
            .StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
            .AsTask()
            .WaitAsync(TimeSpan.FromMinutes(3), TestContext.Current.CancellationToken);
        Assert.Equal(word, said);
    }

    /// <summary>SIGKILL: it cleans nothing up, and says nothing any more.</summary>
    public async Task Kill()
    {
        process.Kill();
        await IsDead();
    }

    public async Task IsDead()
    {
        await process
            .WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromMinutes(3), TestContext.Current.CancellationToken);
        Assert.Equal(Killed, process.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>What it appends to a stream: the same entries with the same ids in every process.</summary>
    public static IReadOnlyList<NewEntry> Entries(string stream, int count)
    {
        var entries = new List<NewEntry>();
        for (var version = 1; version <= count; version++)
        {
            var id = Guid.ParseExact(
                Convert.ToHexString(Encoding.UTF8.GetBytes($"{stream}:{version:00000000000000}"))[^32..],
                "N"
            );
            var data = Encoding.UTF8.GetBytes($$"""{"n":{{version}}}""");
            entries.Add(
                new NewEntry(id, new StreamId(stream), version, "containers-reported.v1", data, "desk")
            );
        }

        return entries;
    }

    // As in OtherProcess: while this runs no type of this assembly may be touched on another thread, so it waits for its
    // tasks instead of awaiting them.
#pragma warning disable CA2255
    [ModuleInitializer]
    internal static void BeTheDyingNode()
    {
        if (Environment.GetEnvironmentVariable(ConnectionVariable) is not { Length: > 0 } connection)
        {
            return;
        }

        var source = NpgsqlDataSource.Create(connection);
        var log = PostgresLog
            .Open(
                source,
                new PostgresLogOptions { Origin = "ledger.test" },
                NullLogger<PostgresLog>.Instance,
                TimeProvider.System,
                CancellationToken.None
            )
            .GetAwaiter()
            .GetResult();
        Console.WriteLine("ready");
        while (Console.ReadLine()?.Split(' ') is [var what, var stream, var count])
        {
            Obey(log, what, Entries(stream, int.Parse(count, CultureInfo.InvariantCulture)));
        }

        Environment.Exit(0);
    }
#pragma warning restore CA2255

    private static void Obey(PostgresLog log, string what, IReadOnlyList<NewEntry> entries)
    {
        switch (what)
        {
            case "ask":
                _ = log.Append(entries, CancellationToken.None).AsTask();
                Console.WriteLine("asked");
                break;
            case "append":
                _ = log.Append(entries, CancellationToken.None).AsTask().GetAwaiter().GetResult();
                Console.WriteLine("told");
                break;
            case "bulk":
                _ = log.AppendBulk([entries], CancellationToken.None).AsTask().GetAwaiter().GetResult();
                Console.WriteLine("told");
                break;
            case "receive":
                _ = log.Append(new LastIsDeadly(entries), CancellationToken.None).AsTask();
                break;
        }
    }

    /// <summary>Entries of which all but the last can be read: who reads that one is killed.</summary>
    private sealed class LastIsDeadly(IReadOnlyList<NewEntry> entries) : IReadOnlyList<NewEntry>
    {
        public int Count => entries.Count;

        public NewEntry this[int index]
        {
            get
            {
                if (index == entries.Count - 1)
                {
                    using var self = Process.GetCurrentProcess();
                    self.Kill();
                }

                return entries[index];
            }
        }

        public IEnumerator<NewEntry> GetEnumerator() => entries.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
