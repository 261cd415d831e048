using System.Diagnostics;
using System.Globalization;
using TransferLedger.Postgres.Embedded;
using TransferLedger.Server;

namespace TransferLedger.Benchmarks;

/// <summary>
/// How long the embedded PostgreSQL takes to answer, cold (a new data folder) and warm, and the whole server with it, from
/// an empty folder to the first answer. Targets: PostgreSQL 3 s cold, 1.5 s warm, with local binaries.
/// </summary>
internal static class Starts
{
    private const int Rounds = 5;
    private const double ColdTarget = 3;
    private const double WarmTarget = 1.5;

    public static async Task<int> Run()
    {
        var (cold, warm, server) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var folder = Path.Combine(Path.GetTempPath(), $"transferledger-starts-{Guid.NewGuid():N}");
            var options = new EmbeddedPostgresOptions { DataFolder = Path.Combine(folder, "postgres") };
            cold.Add(await Seconds(() => StartAndStop(options)));
            warm.Add(await Seconds(() => StartAndStop(options)));
            server.Add(await Seconds(() => Serve(folder)));
            await EmbeddedPostgres.Discard(options);
            Directory.Delete(folder, recursive: true);
        }

        Print("embedded PostgreSQL, cold", cold, ColdTarget);
        Print("embedded PostgreSQL, warm", warm, WarmTarget);
        Print("server over an existing cluster, sample filed", server, target: null);
        return Median(cold) <= ColdTarget && Median(warm) <= WarmTarget ? 0 : 1;
    }

    /// <summary>Only the start is timed.</summary>
    private static async Task<double> Seconds(Func<Task<(double Seconds, IAsyncDisposable Started)>> start)
    {
        var (seconds, started) = await start();
        await started.DisposeAsync();
        return seconds;
    }

    private static async Task<(double Seconds, IAsyncDisposable Started)> StartAndStop(
        EmbeddedPostgresOptions options
    )
    {
        var begin = Stopwatch.GetTimestamp();
        var postgres = await EmbeddedPostgres.Start(options);
        return (Stopwatch.GetElapsedTime(begin).TotalSeconds, postgres);
    }

    private static async Task<(double Seconds, IAsyncDisposable Started)> Serve(string folder)
    {
        var begin = Stopwatch.GetTimestamp();
        var host = await LedgerHost.Start(
            [
                "--sample",
                "--urls=http://127.0.0.1:0",
                $"--Ledger:DataFolder={folder}",
                "--Logging:LogLevel:Default=Warning",
            ],
            CancellationToken.None
        );
        return (Stopwatch.GetElapsedTime(begin).TotalSeconds, host);
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static void Print(string name, List<double> times, double? target) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: median {Median(times):0.00} s ({times.Min():0.00} to {times.Max():0.00}){(target is null ? "" : $", target {target} s")}"
            )
        );
}
