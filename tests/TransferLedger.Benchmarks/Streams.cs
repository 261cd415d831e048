using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TransferLedger.Benchmarks;

/// <summary>
/// Server-sent events: how long a claim takes from being filed to an open stream (targets: p50 5 ms, p99 20 ms) while twenty entries a
/// second are filed, and where the next is filed as soon as the one before has come, whose estimate is worked out meanwhile; and a
/// thousand open streams at twenty entries a second: no gap, and less than 1 GiB, clients in the same process included.
/// </summary>
internal static class Streams
{
    private const int WarmUp = 200;
    private const int Filings = 1_000;
    private const int PacedFilings = 300;
    private const int Open = 1_000;
    private const int FilingsASecond = 10;
    private const double P50 = 5;
    private const double P99 = 20;
    private const long MostBytes = 1L << 30;

    private static readonly TimeSpan Filing = TimeSpan.FromSeconds(20);

    public static async Task<int> Run()
    {
        await using var postgres = await ScratchServer.Start();
        var (server, owner) = await postgres.NewDatabase("streams");
        await using var ownServer = server;
        await using var ownOwner = owner;
        Console.WriteLine(await ScratchServer.Settings(server));
        await using var ledger = await FilingServer.Start(postgres, "streams");
        return await Delivery(ledger.Client) + await Many(ledger.Client) == 0 ? 0 : 1;
    }

    private static async Task<int> Delivery(HttpClient client)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / FilingsASecond));
        var missed = await Delivery(
            client,
            "paced",
            $"{2 * FilingsASecond} entries/s",
            PacedFilings,
            async () => await timer.WaitForNextTickAsync()
        );
        await Delivery(client, "next", "one after another", Filings, () => Task.CompletedTask);
        return missed;
    }

    private static async Task<int> Delivery(
        HttpClient client,
        string id,
        string how,
        int filings,
        Func<Task> pause
    )
    {
        await using var stream = await OpenStream.Of(client);
        var times = new List<double>(filings);
        for (var i = 0; i < WarmUp + filings; i++)
        {
            await (i < WarmUp ? Task.CompletedTask : pause());
            var start = Stopwatch.GetTimestamp();
            var filing = File(client, $"{id}-{i}");
            await stream.Until($"{id}-{i}#1");
            var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            await filing;
            if (i >= WarmUp)
            {
                times.Add(took);
            }
        }

        times.Sort();
        var (p50, p99) = (times[filings / 2], times[filings * 99 / 100]);
        var met = p50 <= P50 && p99 <= P99;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"filing to delivery on an open stream, {how}   p50 {p50:0.00} ms, p99 {p99:0.00} ms   target {P50}, {P99} ms   {(met ? "met" : "MISSED")}"
            )
        );
        return met ? 0 : 1;
    }

    private static async Task<int> Many(HttpClient client)
    {
        var from = await End(client);
        var streams = await Task.WhenAll(Enumerable.Range(0, Open).Select(_ => OpenStream.Of(client, from)));
        var filed = 0;
        using (var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / FilingsASecond)))
        {
            var since = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(since) < Filing && await timer.WaitForNextTickAsync())
            {
                await File(client, $"many-{filed++}");
            }
        }

        await File(client, "last");
        var last = Stopwatch.GetTimestamp();
        await Task.WhenAll(streams.Select(stream => stream.Until("last#1")));
        var late = Stopwatch.GetElapsedTime(last).TotalMilliseconds;
        var memory = Process.GetCurrentProcess().WorkingSet64;
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var id in await Ids(client, from))
        {
            whole.AppendData(Encoding.UTF8.GetBytes(id));
            if (id == streams[0].LastId)
            {
                break;
            }
        }

        var expected = Convert.ToHexString(whole.GetCurrentHash());
        var gaps = streams.Count(stream => stream.Digest != expected);
        foreach (var stream in streams)
        {
            await stream.DisposeAsync();
        }

        var met = gaps == 0 && memory < MostBytes;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Open:N0} open streams, {filed / Filing.TotalSeconds * 2:0} entries/s for {Filing.TotalSeconds:0} s   {gaps} with a gap, the last event {late:0} ms after its filing was answered, {memory / 1048576.0:0} MiB with all clients   target 0, 1,024 MiB   {(met ? "met" : "MISSED")}"
            )
        );
        return met ? 0 : 1;
    }

    private static async Task File(HttpClient client, string id)
    {
        using var content = new StringContent(
            $$"""
            {"id": "{{id}}", "title": "Benchmark", "publisher": "Bench", "medium": "press", "published": "2024-02-28", "corridor": "KP-{{Corridor(
                id
            )}}",
             "claims": [{"type": "containers-reported", "claimant": {"kind": "state", "country": "KR"}, "stated": "2024-02-26", "quantity": "over 1,000"}]}
            """,
            Encoding.UTF8,
            "application/json"
        );
        using var answer = await client.PostAsync("/reports", content);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A figure of few claims each.</summary>
    private static string Corridor(string id)
    {
        string[] parties = ["RU", "UA", "SD", "LY", "YE", "ML", "NE", "TD", "SO", "ET"];
        return parties[SHA256.HashData(Encoding.UTF8.GetBytes(id))[0] % parties.Length];
    }

    private static async Task<string> End(HttpClient client)
    {
        using var answer = await client.GetAsync("/events?from=now");
        return answer.Headers.GetValues("Ledger-Next").Single();
    }

    private static async Task<IReadOnlyList<string>> Ids(HttpClient client, string from)
    {
        var ids = new List<string>();
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/events?from={from}&limit=1000");
            using var answer = await client.SendAsync(request);
            var page = System.Text.Json.JsonElement.Parse(await answer.Content.ReadAsStringAsync());
            ids.AddRange(page.EnumerateArray().Select(happened => happened.GetProperty("id").GetString()!));
            if (answer.Headers.GetValues("Ledger-Next").Single() is var next && next == from)
            {
                return ids;
            }

            from = next;
        }
    }
}
