using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TransferLedger.Postgres.Log;

namespace TransferLedger.Benchmarks;

/// <summary>
/// What sealing costs appends: the same path with its hashes and without, in turn by short slices, so that what else the machine
/// does falls on both. Off, leaves are all the same, no node is worked out or stored; the statements stay what they are.
/// </summary>
internal static class Sealing
{
    private const int WarmUp = 4;
    private const int Rounds = 15;
    private const int BulkRounds = 7;
    private const int BulkEntries = 20_000;

    /// <summary>Of the rate without it (log.md section 7).</summary>
    private const double Least = 0.85;

    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(300);

    public static async Task<int> Run()
    {
        await using var scratch = await ScratchServer.Start();
        var missed = await Beside(
            scratch,
            "online",
            async (on, off) =>
            {
                var missedHere = 0;
                foreach (var callers in new[] { 1, 32, 512 })
                {
                    await Pairs(WarmUp, log => OneByOne(log, callers), on, off);
                    var pairs = await Pairs(Rounds, log => OneByOne(log, callers), on, off);
                    missedHere += Print($"{callers} callers", pairs);
                }

                return missedHere;
            }
        );
        // Into logs of their own: without nodes nobody can go on from what another connection wrote.
        missed += await Beside(
            scratch,
            "bulk",
            async (on, off) => Print("bulk", await Pairs(BulkRounds, new Bulk().Append, on, off))
        );
        return missed == 0 ? 0 : 1;
    }

    /// <summary>Two empty logs, one sealed and one not.</summary>
    private static async Task<int> Beside(
        ScratchServer scratch,
        string name,
        Func<PostgresLog, PostgresLog, Task<int>> measure
    )
    {
        var (on, onOwner) = await scratch.NewDatabase($"{name}_sealed");
        var (off, offOwner) = await scratch.NewDatabase($"{name}_unsealed");
        await using var _ = on;
        await using var __ = onOwner;
        await using var ___ = off;
        await using var ____ = offOwner;
        Console.WriteLine(await ScratchServer.Settings(on));
        Console.WriteLine($"8 kB written and flushed in {FlushTime.Measure().TotalMicroseconds:N0} µs");
        await using var logOn = await Open(on, seals: true);
        await using var logOff = await Open(off, seals: false);
        return await measure(logOn, logOff);
    }

    private static Task<PostgresLog> Open(NpgsqlDataSource database, bool seals) =>
        PostgresLog.Open(
            database,
            new PostgresLogOptions { Origin = Appends.Origin, Seals = seals },
            NullLogger<PostgresLog>.Instance,
            TimeProvider.System,
            CancellationToken.None
        );

    private static Task<double> OneByOne(PostgresLog log, int callers) =>
        Appends.Rate([.. Enumerable.Repeat(() => Appends.AppendOne(log), callers)], Slice);

    private static async Task<List<(double On, double Off)>> Pairs(
        int rounds,
        Func<PostgresLog, Task<double>> rate,
        PostgresLog on,
        PostgresLog off
    )
    {
        var pairs = new List<(double, double)>();
        for (var round = 0; round < rounds; round++)
        {
            // Each goes first as often as the other.
            var (first, second) = round % 2 == 0 ? (on, off) : (off, on);
            var (one, two) = (await rate(first), await rate(second));
            pairs.Add(round % 2 == 0 ? (one, two) : (two, one));
        }

        return pairs;
    }

    private static int Print(string what, List<(double On, double Off)> pairs)
    {
        var ratios = pairs.Select(pair => pair.On / pair.Off).Order().ToList();
        var median = ratios[ratios.Count / 2];
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what, -12} sealed {Median(pairs.Select(p => p.On)), 9:N0}/s   unsealed {Median(pairs.Select(p => p.Off)), 9:N0}/s   ratio {median:0.000} ({ratios[ratios.Count / 4]:0.000} to {ratios[ratios.Count * 3 / 4]:0.000})   target {Least}   {(median >= Least ? "met" : "MISSED")}"
            )
        );
        return median >= Least ? 0 : 1;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    /// <summary>Reports that are new each time.</summary>
    private sealed class Bulk
    {
        private int next;

        public async Task<double> Append(PostgresLog log)
        {
            var started = System.Diagnostics.Stopwatch.GetTimestamp();
            var written = await GeneratedLog.Fill(
                log,
                BulkEntries,
                BulkEntries / 10,
                CancellationToken.None,
                next
            );
            next += BulkEntries;
            return written / System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds;
        }
    }
}
