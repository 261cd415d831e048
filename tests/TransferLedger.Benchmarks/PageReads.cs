using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using TransferLedger.Postgres.Log;

namespace TransferLedger.Benchmarks;

/// <summary>
/// Pages among 100,000 reports of nine claims, asked for as a browser does, the way over loopback included: p50 15 ms. The figure has
/// 100 claims of its own; of its views, which a slider asks for, each is of another day.
/// </summary>
internal static class PageReads
{
    private const string Database = "pages";
    private const int EntriesAReport = 10;
    private const int Asked = 300;
    private const int WarmUp = 100;
    private const double TargetMs = 15;

    public static async Task<int> Run(string[] args)
    {
        var reports = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        await using var postgres = await ScratchServer.Start();
        var (server, owner) = await postgres.NewDatabase(Database);
        await using var ownServer = server;
        await using var ownOwner = owner;
        Console.WriteLine(await ScratchServer.Settings(server));
        await using (
            var log = await PostgresLog.Open(
                server,
                new PostgresLogOptions { Origin = Appends.Origin },
                NullLogger<PostgresLog>.Instance,
                TimeProvider.System,
                CancellationToken.None
            )
        )
        {
            await GeneratedLog.Fill(log, reports * EntriesAReport, reports, CancellationToken.None);
        }

        await using var ledger = await FilingServer.Start(postgres, Database, Appends.Origin);
        await FigureReads.File(ledger.Client);
        ledger.Client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        Console.WriteLine($"among {reports:N0} reports:");
        var missed =
            await Measure(ledger.Client, "home", _ => "/")
            + await Measure(ledger.Client, "figure", _ => "/KP-RU/containers")
            + await Measure(
                ledger.Client,
                "figure, view of a day",
                n => $"/KP-RU/containers?asOf={Day(n % 100)}&part=view"
            )
            + await Measure(ledger.Client, "corridor", _ => "/KP-RU")
            + await Measure(ledger.Client, "report", n => $"/report/generated-{n % reports}");
        return missed == 0 ? 0 : 1;
    }

    private static async Task<int> Measure(HttpClient client, string what, Func<int, string> address)
    {
        var times = new List<double>(Asked);
        var bytes = 0L;
        for (var n = 0; n < WarmUp + Asked; n++)
        {
            var started = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(address(n));
            bytes = (await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync()).Length;
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        var sorted = times.Skip(WarmUp).Order().ToList();
        var p50 = sorted[Asked / 2];
        Console.WriteLine(
            $"page {what, -22} p50 {p50:0.0} ms, p99 {sorted[Asked * 99 / 100]:0.0} ms, {bytes / 1024.0:0} KiB   target p50 {TargetMs} ms   {(p50 <= TargetMs ? "met" : "MISSED")}"
        );
        return p50 <= TargetMs ? 0 : 1;
    }

    private static string Day(int n) =>
        new DateOnly(2023, 9, 1).AddDays(n).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
