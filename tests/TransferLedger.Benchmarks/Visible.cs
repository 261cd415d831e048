using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TransferLedger.Benchmarks;

/// <summary>
/// How long a filing takes until the figure shows it, over HTTP, the answer included (target: p50 5 ms), and a page of a hundred
/// figures with their estimates (20 ms).
/// </summary>
internal static class Visible
{
    private const double TargetMs = 5;
    private const double PageTargetMs = 20;
    private const int Pages = 200;
    private const int WarmUp = 200;
    private const int Filings = 1_000;

    public static async Task<int> Run()
    {
        await using var postgres = await ScratchServer.Start();
        var (server, owner) = await postgres.NewDatabase("visible");
        await using var ownServer = server;
        await using var ownOwner = owner;
        Console.WriteLine(await ScratchServer.Settings(server));
        await using var ledger = await FilingServer.Start(postgres, "visible");
        var client = ledger.Client;
        await Measure(client, "one figure a filing, few claims", i => Report(i, figures: 100));
        await Page(client, "today", "/figures?limit=100");
        await Page(client, "on an earlier day", "/figures?limit=100&asOf=2024-03-01");
        await Page(client, "of one perspective", "/figures?limit=100&perspective=KR");
        await Measure(
            client,
            "one figure of 1,200 to 2,400 claims",
            i => Report(i + WarmUp + Filings, figures: 1)
        );
        return 0;
    }

    private static async Task Measure(HttpClient client, string name, Func<int, string> report)
    {
        var times = new List<double>(Filings);
        for (var i = 0; i < WarmUp + Filings; i++)
        {
            using var content = new StringContent(report(i), Encoding.UTF8, "application/json");
            var start = Stopwatch.GetTimestamp();
            using var answer = await client.PostAsync("/reports", content);
            var body = await JsonDocument.ParseAsync(
                await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync()
            );
            var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (!body.RootElement.GetProperty("projected").GetBoolean())
            {
                throw new InvalidOperationException("A filing was answered before it was visible.");
            }

            if (i >= WarmUp)
            {
                times.Add(took);
            }
        }

        times.Sort();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"filing to visible, {name}: p50 {times[Filings / 2]:0.00} ms (target {TargetMs} ms), p99 {times[Filings * 99 / 100]:0.00} ms"
            )
        );
    }

    private static async Task Page(HttpClient client, string name, string address)
    {
        var times = new List<double>(Pages);
        for (var i = 0; i < WarmUp + Pages; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var body = await client.GetStringAsync(address);
            var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (i >= WarmUp)
            {
                times.Add(took);
            }
            else if (JsonDocument.Parse(body).RootElement.GetProperty("items").GetArrayLength() != 100)
            {
                throw new InvalidOperationException("The page has not 100 figures.");
            }
        }

        times.Sort();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"a page of 100 figures of 12 claims, {name}: p50 {times[Pages / 2]:0.00} ms (target {PageTargetMs} ms), p99 {times[Pages * 99 / 100]:0.00} ms"
            )
        );
    }

    private static string Report(int i, int figures)
    {
        string[] suppliers = ["KP", "IR", "CN", "BY", "SY", "CU", "US", "FR", "DE", "GB"];
        string[] recipients = ["RU", "UA", "SD", "LY", "YE", "ML", "NE", "TD", "SO", "ET"];
        var corridor = figures == 1 ? "KP-RU" : $"{suppliers[i % 10]}-{recipients[i / 10 % 10]}";
        var day = new DateOnly(2022, 1, 1)
            .AddDays(i % 1_000)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $$"""
            {"title": "Benchmark {{i}}", "publisher": "Bench", "medium": "press", "published": "{{day}}", "corridor": "{{corridor}}",
             "claims": [{"type": "containers-reported", "claimant": {"kind": "state", "office": "ministry", "country": "KR"},
                         "statement": "s-{{i}}", "stated": "{{day}}", "quantity": {"low": {{i
                % 1_000
                * 10}}}, "coverage": "/{{day}}"}]}
            """;
    }
}
