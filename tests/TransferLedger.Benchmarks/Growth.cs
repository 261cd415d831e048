using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TransferLedger.Core.Events;
using TransferLedger.Postgres.Log;

namespace TransferLedger.Benchmarks;

/// <summary>
/// The same work on a log of 10^5, 10^6 and 10^7 entries: appends and reads are to stay within 20 % (log.md section 7). Appends
/// take turns with plain inserts and single reads with statements that read nothing, so that what the machine and the process do at
/// that moment falls on both. A log that was just filled is vacuumed first, as an hour later it would have been. Single reads are
/// among the newest 10^5 entries, which are in memory at every size; those from anywhere are printed beside it, and say how much of
/// the log the machine can keep there.
/// </summary>
internal static class Growth
{
    private const double Within = 0.2;
    private const int Rounds = 9;
    private const int Reads = 2_000;
    private const int Claims = 10;
    private const int Newest = 100_000;
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(300);

    public static async Task<int> Run(string[] args)
    {
        int[] sizes =
            args.Length > 0
                ? [.. args.Select(size => int.Parse(size, CultureInfo.InvariantCulture))]
                : [100_000, 1_000_000, 10_000_000];
        await using var scratch = await ScratchServer.Start();
        var (server, owner) = await scratch.NewDatabase("growth");
        await using var _ = server;
        await using var __ = owner;
        Console.WriteLine(await ScratchServer.Settings(server));
        await Appends.CreatePlainTable(owner);
        await using var log = await PostgresLog.Open(
            server,
            new PostgresLogOptions { Origin = Appends.Origin },
            NullLogger<PostgresLog>.Instance,
            TimeProvider.System,
            CancellationToken.None
        );
        var measured = new List<Figures>();
        foreach (var size in sizes)
        {
            await Fill(log, size);
            await Settle(owner);
            measured.Add(await Measure(log, server));
            Console.WriteLine(measured[^1]);
            await BulkAppends.Disk(server);
        }

        var missed =
            Flat("appends of plain, 1 caller", measured, figures => figures.One)
            + Flat("appends of plain, 32 callers", measured, figures => figures.Many)
            + Flat("one of the newest reports read", measured, figures => 1 / figures.Report)
            + Flat("one of the newest entries read", measured, figures => 1 / figures.Entry)
            + Flat("read in order, decoded", measured, figures => figures.InOrder);
        return missed == 0 ? 0 : 1;
    }

    private static async Task Fill(PostgresLog log, int size)
    {
        var head = (await log.Head(CancellationToken.None)).Size;
        var started = Stopwatch.GetTimestamp();
        var added = await GeneratedLog.Fill(
            log,
            (int)(size - head),
            size / Claims,
            CancellationToken.None,
            firstReport: (int)(head / Claims) + 1
        );
        Console.WriteLine(
            $"filled to {head + added:N0} entries, {added / Stopwatch.GetElapsedTime(started).TotalSeconds:N0} entries/s"
        );
    }

    private static async Task Settle(NpgsqlDataSource owner)
    {
        foreach (var sql in new[] { "vacuum (analyze) ledger.entries", "vacuum (analyze) ledger.nodes" })
        {
            await using var command = owner.CreateCommand(sql);
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync();
        }
    }

    private static async Task<Figures> Measure(PostgresLog log, NpgsqlDataSource server)
    {
        var size = (await log.Head(CancellationToken.None)).Size;
        await Random(log, server, size - Newest, size);
        var anywhere = await Random(log, server, 0, size);
        var newest = await Random(log, server, size - Newest, size);
        return new(
            size,
            await Ratio(log, server, callers: 1),
            await Ratio(log, server, callers: 32),
            newest.Report,
            newest.Entry,
            anywhere.Report,
            anywhere.Entry,
            await InOrder(log, size)
        );
    }

    /// <returns>Medians of reports, read by their streams, and entries, read by their positions: as many round trips.</returns>
    private static async Task<(double Report, double Entry)> Random(
        PostgresLog log,
        NpgsqlDataSource server,
        long from,
        long to
    )
    {
        var random = new Random(7);
        var streams = new List<StreamId>();
        var entry = await Median(
            server,
            async () =>
            {
                var read = await log.Read(
                    new Position(random.NextInt64(from, to)),
                    1,
                    CancellationToken.None
                );
                streams.Add(read[0].Stream);
            }
        );
        var next = 0;
        var report = await Median(
            server,
            async () => await log.ReadStream(streams[next++], CancellationToken.None)
        );
        return (report, entry);
    }

    private static async Task<double> Ratio(PostgresLog log, NpgsqlDataSource server, int callers)
    {
        await using var plain = await PlainInserts.Open(server, callers, new byte[400]);
        var appends = Enumerable.Repeat(() => Appends.AppendOne(log), callers).ToList();
        var ratios = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            var before = await Appends.Rate(plain.Actions, Slice);
            ratios.Add(await Appends.Rate(appends, Slice) / before);
        }

        // The first warms up.
        return ratios.Skip(1).Order().ElementAt(Rounds / 2);
    }

    /// <returns>Entries a second, of the last hundred thousand.</returns>
    private static async Task<double> InOrder(PostgresLog log, long size)
    {
        const int range = 8_192;
        var from = Math.Max(0, size - Newest);
        var started = Stopwatch.GetTimestamp();
        for (var at = from; at < size; at += range)
        {
            foreach (
                var entry in await log.Read(
                    new Position(at),
                    (int)Math.Min(range, size - at),
                    CancellationToken.None
                )
            )
            {
                // Those of the appends have no event of ours in them.
                if (entry.Type != "benchmark.v1")
                {
                    _ = RecordedEntry.Of(entry);
                }
            }
        }

        return (size - from) / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <returns>Its median over that of a statement which reads nothing.</returns>
    private static async Task<double> Median(NpgsqlDataSource server, Func<Task> act)
    {
        var (times, trips) = (new List<double>(Reads), new List<double>(Reads));
        for (var n = 0; n < Reads; n++)
        {
            times.Add(await Timed(act));
            trips.Add(await Timed(RoundTrip));
        }

        return times.Order().ElementAt(Reads / 2) / trips.Order().ElementAt(Reads / 2);

        async Task RoundTrip()
        {
            await using var nothing = server.CreateCommand("select 1");
            await nothing.ExecuteScalarAsync();
        }
    }

    private static async Task<double> Timed(Func<Task> act)
    {
        var started = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static int Flat(string what, List<Figures> measured, Func<Figures, double> rate)
    {
        var kept = rate(measured[^1]) / rate(measured[0]);
        var met = kept >= 1 - Within;
        Console.WriteLine(
            $"{what, -32} {kept, 6:0.00} of what it was   target {1 - Within:0.0}   {(met ? "met" : "MISSED")}"
        );
        return met ? 0 : 1;
    }

    /// <param name="One">Appends of plain inserts, 1 caller each.</param>
    /// <param name="Many">The same, 32 callers.</param>
    /// <param name="Report">One of the newest reports with its claims, in round trips.</param>
    /// <param name="Entry">One of the newest entries.</param>
    /// <param name="AnyReport">A report from anywhere.</param>
    /// <param name="AnyEntry">An entry from anywhere.</param>
    /// <param name="InOrder">Entries/s.</param>
    private sealed record Figures(
        long Size,
        double One,
        double Many,
        double Report,
        double Entry,
        double AnyReport,
        double AnyEntry,
        double InOrder
    )
    {
        public override string ToString() =>
            $"{Size, 12:N0} entries: appends {One:0.00} of plain from 1 caller, {Many:0.00} from 32; a report {Report:0.00} round trips, an entry {Entry:0.00}, from anywhere {AnyReport:0.00} and {AnyEntry:0.00}; {InOrder:N0} entries/s in order, decoded";
    }
}
