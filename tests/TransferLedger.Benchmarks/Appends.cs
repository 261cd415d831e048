using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Postgres.Log;

namespace TransferLedger.Benchmarks;

/// <summary>
/// Durable single-entry appends, sealed, against plain insert-and-commit of the same bytes: one asynchronous connection a
/// caller, prepared, autocommit, a table with a primary key only (log.md section 7). The two take turns in short slices and
/// the ratio is the median over the pairs, so that what else the machine does falls on both.
/// </summary>
internal static class Appends
{
    public const string Origin = "benchmark.example/ledger";
    private const int WarmUp = 4;
    private const string Type = "benchmark.v1";
    private const string By = "benchmark";

    private static readonly (int Callers, int PlainCallers, double Target)[] Cases =
    [
        (1, 1, 0.5),
        (32, 32, 1.5),
        (512, 32, 2.5),
    ];

    private static readonly byte[] Data = Encoding.UTF8.GetBytes(
        $$"""{"claim":"c1","corridor":"KP-RU","words":"over 13,000","low":13001,"summary":"{{new string('x', 120)}}"}"""
    );

    public static async Task<int> Run(string[] args)
    {
        var slice = TimeSpan.FromMilliseconds(Option(args, "--slice", 300));
        var rounds = Option(args, "--rounds", 15);
        var only = Option(args, "--callers", 0);
        await using var scratch = await ScratchServer.Start();
        var (server, owner) = await scratch.NewDatabase("appends");
        await using var _ = server;
        await using var __ = owner;
        await CreatePlainTable(owner);
        Console.WriteLine(await ScratchServer.Settings(server));
        Console.WriteLine($"8 kB written and flushed in {FlushTime.Measure().TotalMicroseconds:N0} µs");
        await using var log = await PostgresLog.Open(
            server,
            new PostgresLogOptions { Origin = Origin },
            NullLogger<PostgresLog>.Instance,
            TimeProvider.System,
            CancellationToken.None
        );
        var missed = 0;
        foreach (var (callers, plainCallers, target) in Cases.Where(c => only == 0 || c.Callers == only))
        {
            await using var plain = await PlainInserts.Open(server, plainCallers, Bytes());
            await Measure(log, plain, callers, WarmUp, slice);
            var pairs = await Measure(log, plain, callers, rounds, slice);
            missed += Print(callers, plainCallers, pairs, target) ? 0 : 1;
        }

        return missed == 0 ? 0 : 1;
    }

    private static async Task<List<(double Plain, double Sealed)>> Measure(
        PostgresLog log,
        PlainInserts plain,
        int callers,
        int rounds,
        TimeSpan slice
    )
    {
        var pairs = new List<(double, double)>();
        for (var round = 0; round < rounds; round++)
        {
            pairs.Add((await Rate(plain.Actions, slice), await Rate(Sealed(log, callers), slice)));
        }

        return pairs;
    }

    private static List<Func<Task>> Sealed(PostgresLog log, int callers) =>
        [.. Enumerable.Repeat(() => AppendOne(log), callers)];

    public static async Task AppendOne(PostgresLog log)
    {
        var id = Guid.CreateVersion7();
        var entry = new NewEntry(id, new StreamId($"report/{id:N}"), 1, Type, Data, By);
        if (await log.Append([entry], CancellationToken.None) is not AppendResult.Appended)
        {
            throw new InvalidOperationException("An append was refused.");
        }
    }

    /// <summary>An entry's bytes as the log would write them.</summary>
    private static byte[] Bytes()
    {
        var id = Guid.CreateVersion7();
        var stream = new StreamId($"report/{id:N}");
        return EntryBytes.Draft(Origin, id, stream, 1, Type, By, Data).Stamp(DateTime.UtcNow);
    }

    /// <summary>How often a second <paramref name="callers"/> act together.</summary>
    public static async Task<double> Rate(IReadOnlyList<Func<Task>> callers, TimeSpan slice)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(callers.Select(act => Task.Run(() => Repeat(act, started, slice))));
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<long> Repeat(Func<Task> act, long started, TimeSpan slice)
    {
        var count = 0L;
        while (Stopwatch.GetElapsedTime(started) < slice)
        {
            await act();
            count++;
        }

        return count;
    }

    private static bool Print(
        int callers,
        int plainCallers,
        List<(double Plain, double Sealed)> pairs,
        double target
    )
    {
        var ratios = pairs.Select(p => p.Sealed / p.Plain).Order().ToList();
        var ratio = Median(ratios);
        var met = ratio >= target;
        Console.WriteLine(
            $"{callers, 4} callers, sealed {Median(pairs.Select(p => p.Sealed)), 9:N0}/s   plain from {plainCallers, 3} {Median(pairs.Select(p => p.Plain)), 9:N0}/s   ratio {ratio:0.00} ({ratios[ratios.Count / 4]:0.00} to {ratios[ratios.Count * 3 / 4]:0.00})   target {target:0.0}   {(met ? "met" : "MISSED")}"
        );
        return met;
    }

    public static async Task CreatePlainTable(NpgsqlDataSource owner)
    {
        await using var table = owner.CreateCommand(
            "create table ledger.plain (position bigint primary key, bytes bytea not null); grant insert on ledger.plain to ledger_server"
        );
        await table.ExecuteNonQueryAsync();
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static int Option(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is var at and >= 0
            ? int.Parse(args[at + 1], CultureInfo.InvariantCulture)
            : otherwise;
}
