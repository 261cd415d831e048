using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace TransferLedger.Benchmarks;

/// <summary>
/// An import over HTTP from NDJSON, checked and sealed, and until all of it can be read (log.md section 7: 40,000 entries/s).
/// </summary>
internal static class Imports
{
    private const double Target = 40_000;
    private const int ClaimsAReport = 9;
    private const string Database = "import";

    public static async Task<int> Run(string[] args)
    {
        var entries = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var file = Path.Combine(Path.GetTempPath(), $"transferledger-benchmark-{Guid.NewGuid():N}.ndjson");
        await using var postgres = await ScratchServer.Start();
        var (server, owner) = await postgres.NewDatabase(Database);
        await using var ownServer = server;
        await using var ownOwner = owner;
        Console.WriteLine(await ScratchServer.Settings(server));
        try
        {
            var size = Write(file, entries);
            await using var ledger = await FilingServer.Start(postgres, Database);
            var client = ledger.Client;
            var before = await ProcessorTime.Now(server);
            var started = Stopwatch.GetTimestamp();
            await Import(client, file, size);
            var filed = Stopwatch.GetElapsedTime(started);
            await Readable(client, size);
            var readable = Stopwatch.GetElapsedTime(started);
            var spent = await ProcessorTime.Now(server) - before;
            Console.WriteLine(
                $"import of {size:N0} entries: answered {size / filed.TotalSeconds:N0} entries/s, all of it readable {size / readable.TotalSeconds:N0} entries/s   target {Target:N0}   {spent.Each(size)}"
            );
            return size / readable.TotalSeconds >= Target ? 0 : 1;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task Import(HttpClient client, string file, long size)
    {
        await using var lines = File.OpenRead(file);
        using var content = new StreamContent(lines);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var answer = await client.PostAsync("/reports/import", content);
        var summary = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        if (summary.GetProperty("filed").GetInt64() * (ClaimsAReport + 1) != size)
        {
            throw new InvalidOperationException($"Not all was filed: {summary}");
        }
    }

    private static async Task Readable(HttpClient client, long size)
    {
        while (true)
        {
            using var answer = await client.GetAsync($"/corridors?limit=1&minPosition={size - 1}");
            if (answer.IsSuccessStatusCode)
            {
                return;
            }
        }
    }

    /// <returns>How many entries its reports are.</returns>
    private static long Write(string file, int entries)
    {
        using var lines = new StreamWriter(file, append: false, new UTF8Encoding(false));
        var written = 0L;
        for (var report = 0; written < entries; report++)
        {
            lines.WriteLine(Line(report, entries / 10));
            written += ClaimsAReport + 1;
        }

        return written;
    }

    private static string Line(int report, int figures)
    {
        var day = new DateOnly(2020, 1, 1)
            .AddDays(report % 1_500)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var claims = Enumerable
            .Range(1, ClaimsAReport)
            .Select(n => GeneratedLog.ClaimInput((report * ClaimsAReport) + n, day, figures));
        return JsonSerializer.Serialize(
            new
            {
                id = $"imported-{report}",
                title = $"An imported report, number {report}, about what went where",
                publisher = $"Paper {report % 40}",
                medium = "press",
                url = $"https://paper-{report % 40}.example/{report}",
                language = "en",
                published = day,
                claims,
            }
        );
    }
}
