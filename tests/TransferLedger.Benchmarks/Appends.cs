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
/// Durable single-entry appends, sealed, against plain insert-and-commit of the same bytes from as many callers: one
/// asynchronous connection a caller, prepared, autocommit, a table with a primary key only (log.md section 7).
/// </summary>
internal static class Appends
{
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
        var seconds = Option(args, "--seconds", 4);
        var rounds = Option(args, "--rounds", 3);
        await using var scratch = await ScratchServer.Start();
        var (server, owner) = await scratch.NewDatabase("appends");
        await using var _ = server;
        await using var __ = owner;
        await using (
            var table = owner.CreateCommand(
                "create table ledger.plain (position bigint primary key, bytes bytea not null); grant insert on ledger.plain to ledger_server"
            )
        )
        {
            await table.ExecuteNonQueryAsync();
        }

        Console.WriteLine(await ScratchServer.Settings(server));
        await using var log = await PostgresLog.Open(
            server,
            new PostgresLogOptions { Origin = "benchmark.example/ledger" },
            NullLogger<PostgresLog>.Instance,
            TimeProvider.System,
            CancellationToken.None
        );
        var duration = TimeSpan.FromSeconds(seconds);
        await Sealed(log, 32, TimeSpan.FromSeconds(2));
        await Plain(server, 32, TimeSpan.FromSeconds(1));
        var missed = 0;
        var only = Option(args, "--callers", 0);
        foreach (var (callers, plainCallers, target) in Cases.Where(c => only == 0 || c.Callers == only))
        {
            var (sealedRates, plainRates) = (new List<double>(), new List<double>());
            for (var round = 0; round < rounds; round++)
            {
                plainRates.Add(await Plain(server, plainCallers, duration));
                sealedRates.Add(await Sealed(log, callers, duration));
            }

            missed += Print(callers, plainCallers, Median(sealedRates), Median(plainRates), target) ? 0 : 1;
        }

        return missed == 0 ? 0 : 1;
    }

    private static Task<double> Sealed(PostgresLog log, int callers, TimeSpan duration) =>
        Rate(
            callers,
            duration,
            _ =>
                Task.FromResult<Func<Task>>(async () =>
                {
                    var id = Guid.CreateVersion7();
                    var entry = new NewEntry(
                        id,
                        new StreamId($"report/{id:N}"),
                        1,
                        "containers-reported.v1",
                        Data,
                        "benchmark"
                    );
                    if (await log.Append([entry], CancellationToken.None) is not AppendResult.Appended)
                    {
                        throw new InvalidOperationException("An append was refused.");
                    }
                })
        );

    private static async Task<double> Plain(NpgsqlDataSource database, int callers, TimeSpan duration)
    {
        var next = DateTime.UtcNow.Ticks;
        var connections = new List<NpgsqlConnection>();
        var id = Guid.CreateVersion7();
        var bytes = EntryBytes
            .Draft(
                "benchmark.example/ledger",
                id,
                new StreamId($"report/{id:N}"),
                1,
                "containers-reported.v1",
                "benchmark",
                Data
            )
            .Stamp(DateTime.UtcNow);
        var rate = await Rate(
            callers,
            duration,
            async _ =>
            {
                var connection = await database.OpenConnectionAsync();
                connections.Add(connection);
                var position = new NpgsqlParameter<long>();
                var insert = new NpgsqlCommand(
                    "insert into ledger.plain (position, bytes) values ($1, $2)",
                    connection
                )
                {
                    Parameters =
                    {
                        position,
                        new NpgsqlParameter<byte[]> { TypedValue = bytes },
                    },
                };
                await insert.PrepareAsync();
                return async () =>
                {
                    position.TypedValue = Interlocked.Increment(ref next);
                    await insert.ExecuteNonQueryAsync();
                };
            }
        );
        connections.ForEach(c => c.Dispose());
        return rate;
    }

    private static async Task<double> Rate(int callers, TimeSpan duration, Func<int, Task<Func<Task>>> open)
    {
        var actions = new List<Func<Task>>();
        for (var i = 0; i < callers; i++)
        {
            actions.Add(await open(i));
        }

        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(
            actions.Select(act => Task.Run(() => Repeat(act, started, duration)))
        );
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<long> Repeat(Func<Task> act, long started, TimeSpan duration)
    {
        var count = 0L;
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            await act();
            count++;
        }

        return count;
    }

    private static bool Print(int callers, int plainCallers, double rate, double plain, double target)
    {
        var met = rate >= target * plain;
        Console.WriteLine(
            $"{callers, 4} callers, sealed {rate, 10:N0}/s   plain from {plainCallers, 3} {plain, 10:N0}/s   ratio {rate / plain:0.00}   target {target:0.0}   {(met ? "met" : "MISSED")}"
        );
        return met;
    }

    private static double Median(List<double> rates) => rates.Order().ElementAt(rates.Count / 2);

    private static int Option(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is var at and >= 0
            ? int.Parse(args[at + 1], CultureInfo.InvariantCulture)
            : otherwise;
}
