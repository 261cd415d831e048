using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using TransferLedger.Postgres.Log;

namespace TransferLedger.Benchmarks;

/// <summary>
/// Pages among 100,000 reports of nine claims, asked for as a browser does, the way over loopback included: p50 15 ms. The figure has
/// 100 claims of its own; of its views, which a slider asks for, each is of another day. <c>pages 10000 search</c>: those alone whose
/// names hold a word.
/// </summary>
internal static class PageReads
{
    private const string Database = "pages";
    private const int EntriesAReport = 10;
    private const int Asked = 300;
    private const int WarmUp = 100;
    private const double TargetMs = 15;
    private const string Busy = "KP-SY";
    private const int BusyClaims = 9_000;
    private const int ClaimsABusyReport = 90;

    private static readonly string[] BusyItems =
    [
        "artillery-round-122mm",
        "artillery-round-152mm",
        "mortar-round",
        "rocket-122mm",
        "rocket-240mm",
        "ballistic-missile",
        "tank",
        "aircraft",
        "uav",
        "propellant",
    ];

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

        await using var ledger = await FilingServer.Start(
            postgres,
            Database,
            Appends.Origin,
            // The first append finds read tables that were just filled, and no page of theirs in memory.
            "--Ledger:ProjectedWithinSeconds=60"
        );
        var client = ledger.Client;
        await FigureReads.File(client);
        await Append(client, BusyReports());
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        Console.WriteLine(
            $"among {reports:N0} reports, and a corridor of {BusyClaims:N0} claims ({Busy}); remembered: asked before, and nothing was appended that concerns it; cold: an append of it before each; of others each is asked for once:"
        );
        var missed = 0;
        foreach (var page in Pages(reports).Where(page => args.Skip(1).All(page.What.Contains)))
        {
            missed += await Measure(client, page);
        }

        return missed == 0 ? 0 : 1;
    }

    /// <summary>Each page of the table of pages; of those that are remembered, also the first reading behind an append.</summary>
    private static IReadOnlyList<AskedPage> Pages(int reports) =>
        [
            new("home", _ => "/"),
            new("search", n => $"/?q=generated+{n % reports}"),
            new("search, words", n => $"/?q=north+korea+{(n % 2 == 0 ? "containers" : "russia")}"),
            new("search, nothing", n => $"/?q=nobody-{n}"),
            new("unknown address", n => $"/KP-RV/contaners{n}", Is: HttpStatusCode.NotFound),
            new("figure, of nine claims", n => $"/{GeneratedLog.CorridorOf(n, reports)}/containers"),
            new("corridor, of nine", n => $"/{GeneratedLog.CorridorOf(n + 1_000, reports)}"),
            new("figure, remembered", _ => "/KP-RU/containers"),
            new(
                "figure, cold",
                _ => "/KP-RU/containers",
                Before: n => One($"cold-figure-{n}", "KP-RU", "containers-reported", n)
            ),
            new("figure, view of a day", n => $"/KP-RU/containers?asOf={Day(n % 100)}&part=view"),
            new("corridor, remembered", _ => $"/{Busy}"),
            new(
                "corridor, cold",
                _ => $"/{Busy}",
                Before: n => One($"cold-corridor-{n}", Busy, "items-reported", n)
            ),
            new("corridor, of a day", n => $"/{Busy}?asOf={Day(n % 100)}"),
            new("report", n => $"/report/generated-{n % reports}"),
            new("claimant, remembered", n => $"/claimant/{Claimant(n % 50)}"),
            new("claimant, cold", n => $"/claimant/{Claimant(n + 50)}"),
            new("statement", n => $"/statement/s-{n + 1}"),
            new("compare", n => $"/compare?figure=KP-RU/containers&aAsOf={Day(n % 100)}"),
            new("audit", _ => "/audit"),
            new("file", _ => "/file"),
        ];

    private static async Task<int> Measure(HttpClient client, AskedPage page)
    {
        var (warmUp, asked) = page.Before is null ? (WarmUp, Asked) : (WarmUp / 10, Asked / 10);
        var times = new List<double>(warmUp + asked);
        var bytes = 0L;
        for (var n = 0; n < warmUp + asked; n++)
        {
            if (page.Before is { } before)
            {
                await Append(client, [before(n)]);
            }

            var started = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(page.Address(n));
            bytes = (await answer.Content.ReadAsByteArrayAsync()).Length;
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (answer.StatusCode != page.Is)
            {
                throw new InvalidOperationException($"{page.Address(n)}: {answer.StatusCode}");
            }
        }

        var sorted = times.Skip(warmUp).Order().ToList();
        var p50 = sorted[asked / 2];
        Console.WriteLine(
            $"page {page.What, -22} p50 {p50:0.0} ms, p99 {sorted[asked * 99 / 100]:0.0} ms, {bytes / 1024.0:0} KiB   target p50 {TargetMs} ms   {(p50 <= TargetMs ? "met" : "MISSED")}"
        );
        return p50 <= TargetMs ? 0 : 1;
    }

    /// <summary>A corridor with figures of every measure of an item, and absences.</summary>
    private static IEnumerable<string> BusyReports() =>
        Enumerable
            .Range(0, BusyClaims)
            .Chunk(ClaimsABusyReport)
            .Select((claims, n) => Report($"busy-{n}", Busy, claims.Select(Claim)));

    private static object Claim(int n) =>
        (n % 4) switch
        {
            0 => new
            {
                type = "absence-observed",
                what = "Containers on a pier",
                observed = "2023-09",
            },
            var kind => new
            {
                type = "items-reported",
                claimant = new { kind = "state", country = n % 3 == 0 ? "US" : "KR" },
                stated = Day(n % 100),
                item = BusyItems[n / 4 % BusyItems.Length],
                stage = kind == 1 ? "delivered" : "pledged",
                quantity = $"over {1_000 + n}",
                coverage = $"/{Day(n % 100)}",
            },
        };

    private static string One(string id, string corridor, string type, int n)
    {
        object claim =
            type == "items-reported"
                ? Claim(1)
                : new
                {
                    type,
                    claimant = new { kind = "state", country = "KR" },
                    stated = Day(n % 100),
                    quantity = $"over {5_000 + n}",
                    coverage = $"/{Day(n % 100)}",
                };
        return Report(id, corridor, [claim]);
    }

    private static string Report(string id, string corridor, IEnumerable<object> claims) =>
        JsonSerializer.Serialize(
            new
            {
                id,
                title = "One among many",
                publisher = "Paper",
                medium = "press",
                published = "2024-02-01",
                corridor,
                claims,
            }
        );

    private static async Task Append(HttpClient client, IEnumerable<string> reports)
    {
        using var content = new StringContent(
            string.Join('\n', reports),
            Encoding.UTF8,
            "application/x-ndjson"
        );
        using var answer = await client.PostAsync("/reports/import", content);
        var filed = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        if (filed.GetProperty("refused").GetInt32() != 0 || !filed.GetProperty("projected").GetBoolean())
        {
            throw new InvalidOperationException($"Not filed: {filed}");
        }
    }

    private static string Claimant(int n) => $"speaker-{n % 500}-{(n % 3 == 0 ? "us" : "kr")}";

    private static string Day(int n) =>
        new DateOnly(2023, 9, 1).AddDays(n).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <param name="Before">A report that is appended before each reading, of the same.</param>
    private sealed record AskedPage(
        string What,
        Func<int, string> Address,
        Func<int, string>? Before = null,
        HttpStatusCode Is = HttpStatusCode.OK
    );
}
