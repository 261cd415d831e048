using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TransferLedger.Core.Feed;
using TransferLedger.Postgres.Feed;
using TransferLedger.Postgres.Log;

namespace TransferLedger.Benchmarks;

/// <summary>
/// A reader of the feed who wants one event, the last of so many, from the beginning on: the longest question to the database
/// (target 1 s), how long they wait for the first answer (3 s), which says how far they have come, and how long until they have the
/// event. Whoever starts again from there is answered at once (50 ms).
/// </summary>
internal static class Wanted
{
    private const string Database = "wanted";
    private const string Filter = "type=shipment-route-observed";
    private const double LongestQuestion = 1_000;
    private const double FirstAnswer = 3_000;
    private const double AnswerAgain = 50;

    public static async Task<int> Run(string[] args)
    {
        var entries = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
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
            await GeneratedLog.Fill(log, entries, entries / 10, CancellationToken.None);
        }

        await using var ledger = await FilingServer.Start(postgres, Database, Appends.Origin);
        await File(ledger.Client);
        var reads = new FeedReads(server);
        Console.WriteLine($"the last of {await EventsDerived(reads, server):N0} events is wanted:");
        var missed = await Questions(reads);
        return missed + await Answers(ledger.Client) == 0 ? 0 : 1;
    }

    /// <summary>As a webhook or a broker asks: question by question.</summary>
    private static async Task<int> Questions(FeedReads reads)
    {
        var filter = FeedFilter.Read(["shipment-route-observed"], [], [], []).Value;
        var (place, times) = (FeedPlace.First, new List<double>());
        while (true)
        {
            var since = Stopwatch.GetTimestamp();
            var page = await reads.Read(place, filter, limit: 100, CancellationToken.None);
            times.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            if (page.Events.Count > 0)
            {
                break;
            }

            place = page.Next;
        }

        times.Sort();
        return Say(
            $"{times.Count:N0} questions, {times.Sum():N0} ms   the longest",
            times[^1],
            LongestQuestion
        );
    }

    /// <summary>As a reader of pages asks, who goes on from where the answer before says.</summary>
    private static async Task<int> Answers(HttpClient client)
    {
        var since = Stopwatch.GetTimestamp();
        var (first, answers) = (0.0, 0);
        for (var from = "0.0"; ; )
        {
            var (next, hasEvent) = await Ask(client, from);
            var now = Stopwatch.GetElapsedTime(since).TotalMilliseconds;
            first = answers++ == 0 ? now : first;
            if (!hasEvent)
            {
                from = next;
                continue;
            }

            var again = Stopwatch.GetTimestamp();
            await Ask(client, next);
            return Say(
                    $"{answers:N0} answers, {now:N0} ms to the event   the first after",
                    first,
                    FirstAnswer
                )
                + Say(
                    "started again behind it, an answer after",
                    Stopwatch.GetElapsedTime(again).TotalMilliseconds,
                    AnswerAgain
                );
        }
    }

    private static async Task<(string Next, bool HasEvent)> Ask(HttpClient client, string from)
    {
        using var answer = await client.GetAsync($"/events?from={from}&{Filter}");
        var body = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        return (answer.Headers.GetValues("Ledger-Next").Single(), body.Length > "[]".Length);
    }

    private static async Task File(HttpClient client)
    {
        using var content = new StringContent(
            """
            {"id": "wanted", "title": "Benchmark", "publisher": "Bench", "medium": "press", "published": "2024-02-28",
             "claims": [{"type": "shipment-route-observed", "corridor": "KP-RU", "observed": "2023-09",
               "legs": [{"from": {"name": "Najin"}, "to": {"name": "Dunay"}}]}]}
            """,
            Encoding.UTF8,
            "application/json"
        );
        using var answer = await client.PostAsync("/reports", content);
        answer.EnsureSuccessStatusCode();
    }

    /// <returns>How many events there are, once all are in the feed.</returns>
    private static async Task<long> EventsDerived(FeedReads reads, NpgsqlDataSource database)
    {
        var entries = await Count(database, "ledger.entries");
        while ((await reads.Horizon(CancellationToken.None)).Position.Value < entries)
        {
            await Task.Delay(100);
        }

        return await Count(database, "feed.events");
    }

    private static async Task<long> Count(NpgsqlDataSource database, string table)
    {
        await using var command = database.CreateCommand($"select count(*) from {table}");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static int Say(string what, double took, double target)
    {
        var met = took <= target;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what} {took:0.0} ms   target {target:N0} ms   {(met ? "met" : "MISSED")}"
            )
        );
        return met ? 0 : 1;
    }
}
