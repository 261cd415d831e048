using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace TransferLedger.Benchmarks;

/// <summary>
/// Webhook events that 50 subscriptions deliver to one sink on this machine, signed, noted and in order (target: 5,000 a second in
/// batches of 100); smaller batches beside it.
/// </summary>
internal static class WebhookBenchmark
{
    private const double Target = 5_000;
    private const int Subscriptions = 50;
    private const string Database = "webhooks";
    private static readonly (int Batch, int Reports)[] Rounds = [(100, 2_000), (10, 400), (1, 100)];

    public static async Task<int> Run()
    {
        var counted = new EventCount();
        await using var sink = await LocalSink.Start(counted.Receive);
        await using var postgres = await ScratchServer.Start();
        var (server, owner) = await postgres.NewDatabase(Database);
        await using var ownServer = server;
        await using var ownOwner = owner;
        Console.WriteLine(await ScratchServer.Settings(server));
        await using var ledger = await FilingServer.Start(
            postgres,
            Database,
            origin: null,
            "--Webhooks:AllowedNetworks=127.0.0.0/8",
            $"--Webhooks:AllowedPorts={sink.Port}"
        );
        var isMet = true;
        var filed = 0;
        foreach (var (batch, reports) in Rounds)
        {
            var from = await End(ledger.Client);
            await File(ledger.Client, filed, reports);
            filed += reports;
            var events = await Events(ledger.Client, from);
            var before = await ProcessorTime.Now(server);
            var rate = await Deliver(ledger.Client, sink.Url, counted, from, batch, events);
            var spent = await ProcessorTime.Now(server) - before;
            isMet &= batch < Rounds[0].Batch || rate >= Target;
            Console.WriteLine(
                $"webhooks, {Subscriptions} subscriptions of {events:N0} events each, batches of {batch}: {rate:N0} events/s   {(batch == Rounds[0].Batch ? $"target {Target:N0}   " : "")}{spent.Each(events * Subscriptions)}"
            );
        }

        return isMet ? 0 : 1;
    }

    /// <summary>From the first subscription until the last event has come to all; then they are deleted.</summary>
    private static async Task<double> Deliver(
        HttpClient client,
        string sink,
        EventCount counted,
        string from,
        int batch,
        int events
    )
    {
        counted.Expect(Subscriptions * events);
        var ids = new List<string>();
        var started = Stopwatch.GetTimestamp();
        for (var n = 0; n < Subscriptions; n++)
        {
            using var content = Json(
                $$"""{"url": "{{sink}}{{counted.Path}}", "from": "{{from}}", "batch": {{batch}}}"""
            );
            using var answer = await client.PostAsync("/subscriptions", content);
            var made = System.Text.Json.JsonElement.Parse(
                await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync()
            );
            ids.Add(made.GetProperty("id").GetString()!);
        }

        await counted.AllCame;
        var took = Stopwatch.GetElapsedTime(started);
        foreach (var id in ids)
        {
            using var gone = await client.DeleteAsync($"/subscriptions/{id}");
        }

        return Subscriptions * events / took.TotalSeconds;
    }

    private static async Task File(HttpClient client, int filed, int reports)
    {
        var lines = new StringBuilder();
        for (var n = filed; n < filed + reports; n++)
        {
            var day = new DateOnly(2022, 1, 1)
                .AddDays(n % 1_000)
                .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var claim = GeneratedLog.ClaimInput(n, day, 100);
            lines.AppendLine(
                System.Text.Json.JsonSerializer.Serialize(
                    new
                    {
                        id = $"delivered-{n}",
                        title = $"Report {n}",
                        publisher = "Bench",
                        medium = "press",
                        published = day,
                        claims = new[] { claim },
                    }
                )
            );
        }

        using var content = new StringContent(lines.ToString(), Encoding.UTF8, "application/x-ndjson");
        using var answer = await client.PostAsync("/reports/import", content);
        answer.EnsureSuccessStatusCode();
        while (await End(client) != $"{2 * (filed + reports)}.0")
        {
            await Task.Delay(100);
        }
    }

    private static async Task<string> End(HttpClient client)
    {
        using var answer = await client.GetAsync("/events?from=now");
        return answer.Headers.GetValues("Ledger-Next").Single();
    }

    private static async Task<int> Events(HttpClient client, string from)
    {
        var events = 0;
        while (true)
        {
            using var answer = await client.GetAsync($"/events?from={from}&limit=1000");
            events += System
                .Text.Json.JsonElement.Parse(await answer.Content.ReadAsStringAsync())
                .GetArrayLength();
            if (answer.Headers.GetValues("Ledger-Next").Single() is var next && next == from)
            {
                return events;
            }

            from = next;
        }
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    /// <summary>Counts the events that come in a round. A subscription of the one before may still send what was under way when it was deleted.</summary>
    private sealed class EventCount
    {
        private TaskCompletionSource allCame = new();
        private int expected;
        private int round;

        public string Path => string.Create(CultureInfo.InvariantCulture, $"/round-{round}");

        public Task AllCame => allCame.Task;

        public void Expect(int events) =>
            (round, expected, allCame) = (
                round + 1,
                events,
                new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
            );

        public async Task Receive(HttpContext http)
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            var events = body.GetBuffer().AsSpan(0, (int)body.Length).Count("{\"specversion\":"u8);
            if (http.Request.Path == Path && Interlocked.Add(ref expected, -events) <= 0)
            {
                allCame.TrySetResult();
            }
        }
    }
}
