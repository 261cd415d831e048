using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using RabbitMQ.Client;
using TransferLedger.Core.Feed;
using TransferLedger.Postgres.Feed;
using TransferLedger.Postgres.Log;
using TransferLedger.Scenarios.RabbitMq;
using TransferLedger.Server.RabbitMq;

namespace TransferLedger.Benchmarks;

/// <summary>
/// The feed to a real broker: confirmed messages a second (target 10,000), beside a bare publisher of the same bytes in the same run, which
/// confirms as many together and remembers no place.
/// </summary>
internal static class Publishing
{
    private const double Target = 10_000;
    private const int AtOnce = 500;

    public static async Task<int> Run(string[] args)
    {
        var entries = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        await using var postgres = await ScratchServer.Start();
        var (server, owner) = await postgres.NewDatabase("publishing");
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

        var events = await Derived(postgres, server);
        await using var broker = await Broker.Start(CancellationToken.None);
        var bare = events.Count / await Bare(broker, events);
        var ours = events.Count / await Ours(postgres, server, broker);
        var met = ours >= Target;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"confirmed messages, {events.Count:N0} of them   {ours:N0}/s   bare publisher {bare:N0}/s   ratio {ours / bare:0.00}   target {Target:N0}/s   {(met ? "met" : "MISSED")}"
            )
        );
        return met ? 0 : 1;
    }

    /// <summary>Has the feed written, and reads it.</summary>
    private static async Task<List<FeedEvent>> Derived(ScratchServer postgres, NpgsqlDataSource database)
    {
        var since = Stopwatch.GetTimestamp();
        await using var ledger = await FilingServer.Start(postgres, "publishing", Appends.Origin);
        var readable = Stopwatch.GetTimestamp();
        var entries = await Entries(ledger.Client);
        var reads = new FeedReads(database);
        while ((await reads.Horizon(CancellationToken.None)).Position.Value < entries)
        {
            await Task.Delay(20);
        }

        var took = Stopwatch.GetElapsedTime(readable).TotalSeconds;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{entries:N0} entries readable after {Stopwatch.GetElapsedTime(since, readable).TotalSeconds:0.0} s, in the feed {took:0.0} s later"
            )
        );
        var (events, place) = (new List<FeedEvent>(), FeedPlace.First);
        while (true)
        {
            var page = await reads.Read(place, FeedFilter.All, AtOnce, CancellationToken.None);
            events.AddRange(page.Events);
            if (page.Next == place)
            {
                return events;
            }

            place = page.Next;
        }
    }

    private static async Task<double> Bare(Broker broker, List<FeedEvent> events)
    {
        await using var connection = await broker.Connect(CancellationToken.None);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(
                publisherConfirmationsEnabled: true,
                publisherConfirmationTrackingEnabled: true
            )
        );
        await Queue(channel, "bare");
        var since = Stopwatch.GetTimestamp();
        foreach (var chunk in events.Chunk(AtOnce))
        {
            await Task.WhenAll(
                chunk.Select(happened =>
                    channel
                        .BasicPublishAsync(
                            "bare",
                            "#",
                            mandatory: false,
                            new BasicProperties { Persistent = true },
                            happened.Envelope
                        )
                        .AsTask()
                )
            );
        }

        return Stopwatch.GetElapsedTime(since).TotalSeconds;
    }

    private static async Task<double> Ours(ScratchServer postgres, NpgsqlDataSource database, Broker broker)
    {
        await using var connection = await broker.Connect(CancellationToken.None);
        await using (var channel = await connection.CreateChannelAsync())
        {
            await Queue(channel, new RabbitMqOptions().Exchange);
        }

        var end = await new FeedReads(database).Horizon(CancellationToken.None);
        await using var ledger = await FilingServer.Start(
            postgres,
            "publishing",
            Appends.Origin,
            $"--RabbitMq:Uri={broker.Uri}"
        );
        var (begun, from) = ((long?)null, FeedPlace.First);
        while (true)
        {
            var place = await Place(database);
            if (place > from && begun is null)
            {
                begun = Stopwatch.GetTimestamp();
            }

            if (place >= end)
            {
                return Stopwatch.GetElapsedTime(begun!.Value).TotalSeconds;
            }

            await Task.Delay(2);
        }
    }

    private static async Task<FeedPlace> Place(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(
            "select next_position, next_index from feed.bookmarks where name like 'rabbitmq/%'"
        );
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? new(new(reader.GetInt64(0)), reader.GetInt32(1)) : FeedPlace.First;
    }

    private static async Task Queue(IChannel channel, string exchange)
    {
        await channel.ExchangeDeclareAsync(exchange, ExchangeType.Topic, durable: true);
        await channel.QueueDeclareAsync(exchange, durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync(exchange, exchange, "#");
    }

    private static async Task<long> Entries(HttpClient client) =>
        JsonElement.Parse(await client.GetStringAsync("/health/ready")).GetProperty("entries").GetInt64();
}
