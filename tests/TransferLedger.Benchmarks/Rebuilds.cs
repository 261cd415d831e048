using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Postgres.Log;
using TransferLedger.Postgres.Projections;

namespace TransferLedger.Benchmarks;

/// <summary>
/// A rebuild of all read tables against reading the log in order and decoding it, in the same run: 120,000 entries/s and 0.4 of
/// the read, under 2 GiB (log.md section 7).
/// </summary>
internal static class Rebuilds
{
    private const double TargetRate = 120_000;
    private const double TargetRatio = 0.4;
    private const double TargetGiB = 2;

    public static async Task<int> Run(string[] args)
    {
        var entries =
            args.Length > 0
                ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture)
                : 1_000_000;
        var figures = entries / 10;
        await using var postgres = await ScratchServer.Start();
        var (server, owner) = await postgres.NewDatabase("rebuild");
        await using var ownServer = server;
        await using var ownOwner = owner;
        Console.WriteLine(await ScratchServer.Settings(server));
        await using var log = await PostgresLog.Open(
            server,
            new PostgresLogOptions { Origin = "benchmark.example/ledger" },
            NullLogger<PostgresLog>.Instance,
            TimeProvider.System,
            CancellationToken.None
        );
        var filling = Stopwatch.StartNew();
        var size = await GeneratedLog.Fill(log, entries, figures, CancellationToken.None);
        Console.WriteLine(
            $"{size:N0} entries over {figures:N0} figures, appended in {filling.Elapsed.TotalSeconds:N1} s"
        );
        var before = await ProcessorTime.Now(server);
        var read = size / await Seconds(() => ReadAll(log, size));
        var readTime = await ProcessorTime.Now(server) - before;
        var runner = new ProjectionRunner(log, server, Policy.Current, NullLogger<ProjectionRunner>.Instance);
        using var peak = new PeakMemory();
        before = await ProcessorTime.Now(server);
        var rebuild = size / await Seconds(() => runner.Rebuild(new Stages(), CancellationToken.None));
        var rebuildTime = await ProcessorTime.Now(server) - before;
        var memory = peak.GiB;
        var compared = size / await Seconds(() => runner.Rebuild(new Stages(), CancellationToken.None));
        Console.WriteLine($"ordered read with decoding {read, 12:N0} entries/s, {readTime.Each(size)}");
        var missed = 0;
        missed += Line("rebuild into empty tables", rebuild, TargetRate, "entries/s", atLeast: true);
        Console.WriteLine($"  {rebuildTime.Each(size)}");
        missed += Line("  of the ordered read", rebuild / read, TargetRatio, "", atLeast: true);
        missed += Line("  memory of the process at most", memory, TargetGiB, "GiB", atLeast: false);
        Console.WriteLine(
            $"  disk of a generation of read tables {await Disk(server) / size, 7:N0} bytes an entry"
        );
        Console.WriteLine($"rebuild beside live tables, compared {compared, 12:N0} entries/s");
        return missed == 0 ? 0 : 1;
    }

    /// <summary>Bytes of the live read tables with their indexes.</summary>
    private static async Task<long> Disk(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(
            @"select sum(pg_total_relation_size(format('projections.%I', tablename)))::bigint from pg_tables where schemaname = 'projections' and tablename like '%\_' || (select generation from projections.generations where state = 'live')"
        );
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ReadAll(PostgresLog log, long size)
    {
        for (var from = 0L; from < size; )
        {
            var page = await log.Read(new Position(from), 8_192, CancellationToken.None);
            foreach (var entry in page)
            {
                _ = RecordedEntry.Of(entry);
            }

            from += page.Count;
        }
    }

    private static async Task<double> Seconds(Func<Task> act)
    {
        var watch = Stopwatch.StartNew();
        await act();
        return watch.Elapsed.TotalSeconds;
    }

    private static int Line(string what, double measured, double target, string unit, bool atLeast)
    {
        var met = atLeast ? measured >= target : measured <= target;
        Console.WriteLine(
            $"{what, -36} {measured, 12:N2} {(atLeast ? "≥" : "≤")} {target:N1} {unit} {(met ? "" : "MISSED")}"
        );
        return met ? 0 : 1;
    }

    /// <summary>Says how long each stage took.</summary>
    private sealed class Stages : IProgress<RebuildProgress>
    {
        private readonly Stopwatch watch = Stopwatch.StartNew();
        private string? stage;

        public void Report(RebuildProgress value)
        {
            if (value.Stage != stage)
            {
                Console.WriteLine($"  {watch.Elapsed.TotalSeconds, 6:N1} s {value.Stage}");
                stage = value.Stage;
            }
        }
    }

    /// <summary>The most that the process held, looked at ten times a second.</summary>
    private sealed class PeakMemory : IDisposable
    {
        private readonly Timer timer;
        private long most;

        public PeakMemory() =>
            timer = new Timer(_ => most = Math.Max(most, Environment.WorkingSet), null, 0, 100);

        public double GiB => most / (double)(1L << 30);

        public void Dispose() => timer.Dispose();
    }
}
