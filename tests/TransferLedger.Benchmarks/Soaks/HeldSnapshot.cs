using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TransferLedger.Postgres.Log;

namespace TransferLedger.Benchmarks.Soaks;

/// <summary>
/// Durable appends for minutes on end in a database where somebody holds a snapshot open, against the same in a database
/// beside it where nobody does (PostgreSQL keeps old rows for a snapshot in its own database alone). The two take turns in
/// short slices, so that what else the machine does, and the growth of the tables, falls on both.
/// </summary>
internal static class HeldSnapshot
{
    private const double Target = 0.7;
    private const int Windows = 10;
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly int[] Callers = [1, 32];

    /// <summary>1 where a window keeps less than the target, or where a count is not what was acknowledged.</summary>
    public static async Task<int> Run(TimeSpan length)
    {
        await using var scratch = await ScratchServer.Start();
        await using var free = await Side.Open(scratch, "free");
        await using var held = await Side.Open(scratch, "held");
        Console.WriteLine(await ScratchServer.Settings(free.Database));
        await Measure(free, held, WarmUp, 1);
        await Measure(free, held, WarmUp, 32);
        await using var snapshot = await held.HoldSnapshot();
        var missed = 0;
        for (var window = 1; window <= Windows; window++)
        {
            foreach (var callers in Callers)
            {
                var pairs = await Measure(free, held, length / (Windows * Callers.Length), callers);
                missed += Print(window, callers, pairs) ? 0 : 1;
            }
        }

        missed += await free.IsWhole() & await held.IsWhole() ? 0 : 1;
        return missed == 0 ? 0 : 1;
    }

    private static async Task<List<(double Free, double Held)>> Measure(
        Side free,
        Side held,
        TimeSpan length,
        int callers
    )
    {
        var pairs = new List<(double, double)>();
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < length)
        {
            // Whoever goes second may find what the first has left to be written.
            var freeFirst = pairs.Count % 2 == 0;
            var first = await (freeFirst ? free : held).Rate(callers, Slice);
            var second = await (freeFirst ? held : free).Rate(callers, Slice);
            pairs.Add(freeFirst ? (first, second) : (second, first));
        }

        return pairs;
    }

    private static bool Print(int window, int callers, List<(double Free, double Held)> pairs)
    {
        var ratio = Median(pairs.Select(p => p.Held / p.Free));
        var met = ratio >= Target;
        Console.WriteLine(
            $"{window, 3} of {Windows}, {callers, 3} callers: snapshot held {Median(pairs.Select(p => p.Held)), 9:N0}/s   none {Median(pairs.Select(p => p.Free)), 9:N0}/s   ratio {ratio:0.00}   target {Target:0.0}   {(met ? "met" : "MISSED")}"
        );
        return met;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    /// <summary>One of the two databases, and a node on it.</summary>
    private sealed class Side(string name, NpgsqlDataSource server, NpgsqlDataSource owner, PostgresLog log)
        : IAsyncDisposable
    {
        private long acknowledged;

        public NpgsqlDataSource Database => server;

        public static async Task<Side> Open(ScratchServer scratch, string name)
        {
            var (server, owner) = await scratch.NewDatabase(name);
            var log = await PostgresLog.Open(
                server,
                new PostgresLogOptions { Origin = Appends.Origin },
                NullLogger<PostgresLog>.Instance,
                TimeProvider.System,
                CancellationToken.None
            );
            return new Side(name, server, owner, log);
        }

        /// <summary>A second.</summary>
        public Task<double> Rate(int callers, TimeSpan slice) =>
            Appends.Rate([.. Enumerable.Repeat(AppendOne, callers)], slice);

        public async Task<IAsyncDisposable> HoldSnapshot()
        {
            var connection = await owner.OpenConnectionAsync();
            await using var hold = new NpgsqlCommand(
                "begin isolation level repeatable read; select count(*) from ledger.entries",
                connection
            );
            await hold.ExecuteNonQueryAsync();
            return connection;
        }

        /// <summary>Whether as much is stored as was acknowledged.</summary>
        public async Task<bool> IsWhole()
        {
            await using var count = owner.CreateCommand(
                "select count(*), pg_database_size(current_database()) from ledger.entries"
            );
            await using var reader = await count.ExecuteReaderAsync();
            await reader.ReadAsync();
            var (stored, bytes) = (reader.GetInt64(0), reader.GetInt64(1));
            Console.WriteLine(
                $"{name}: {acknowledged:N0} acknowledged, {stored:N0} stored, {bytes / 1_000_000:N0} MB"
            );
            return stored == acknowledged;
        }

        public async ValueTask DisposeAsync()
        {
            await log.DisposeAsync();
            await server.DisposeAsync();
            await owner.DisposeAsync();
        }

        private async Task AppendOne()
        {
            await Appends.AppendOne(log);
            Interlocked.Increment(ref acknowledged);
        }
    }
}
