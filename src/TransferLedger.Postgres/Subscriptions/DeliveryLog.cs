using Npgsql;
using TransferLedger.Core.Feed;
using TransferLedger.Core.Values;
using TransferLedger.Core.Webhooks;
using TransferLedger.Postgres.Feed;

namespace TransferLedger.Postgres.Subscriptions;

/// <summary>The attempts to deliver, as long as they are remembered, and what was set aside.</summary>
public sealed class DeliveryLog(NpgsqlDataSource database)
{
    /// <summary>Attempts of each subscription that are remembered.</summary>
    public const int Kept = 1_000;

    /// <summary>So long at most.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <summary>The newest first.</summary>
    /// <param name="before">A number; null: from the newest on.</param>
    public async Task<IReadOnlyList<LoggedDelivery>> Read(
        string subscription,
        long? before,
        int limit,
        CancellationToken cancellation
    )
    {
        await using var command = Command("deliveries", subscription);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = before ?? long.MaxValue });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var all = new List<LoggedDelivery>();
        while (await reader.ReadAsync(cancellation))
        {
            all.Add(LoggedDelivery.Of(reader));
        }

        return all;
    }

    /// <summary>What was set aside, in the order of the feed.</summary>
    public async Task<IReadOnlyList<DeadLetter>> DeadLetters(
        string subscription,
        FeedPlace from,
        int limit,
        CancellationToken cancellation
    )
    {
        await using var command = Command("dead_letters", subscription);
        WebhookAttempts.AddPlace(command, from);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var all = new List<DeadLetter>();
        while (await reader.ReadAsync(cancellation))
        {
            all.Add(DeadLetter.Of(reader));
        }

        return all;
    }

    /// <summary>What was set aside at a place has been delivered.</summary>
    public async Task TakeBack(string subscription, FeedPlace place, CancellationToken cancellation)
    {
        await using var command = Command("take_back", subscription);
        WebhookAttempts.AddPlace(command, place);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Remembers a delivery beside the order.</summary>
    public async Task Add(
        string subscription,
        Delivery delivery,
        int? status,
        string? answer,
        TimeSpan took,
        CancellationToken cancellation
    )
    {
        await using var command = Command("log_delivery", subscription);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = delivery.Id });
        WebhookAttempts.AddPlace(command, delivery.First);
        WebhookAttempts.AddPlace(command, delivery.Last);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = delivery.Events.Count });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Kebab.Of(DeliveryOutcome.ByHand) });
        command.Parameters.Add(Nullable.Number(status));
        command.Parameters.Add(Nullable.Text(answer));
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = (int)took.TotalMilliseconds });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Forgets old attempts.</summary>
    public async Task Prune(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(SqlFile.Read("Subscriptions/prune.sql"));
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Kept });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = KeptFor });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private NpgsqlCommand Command(string file, string subscription)
    {
        var command = database.CreateCommand(SqlFile.Read($"Subscriptions/{file}.sql"));
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = subscription });
        return command;
    }
}

/// <summary>An attempt to deliver that is remembered.</summary>
/// <param name="Message">Header <c>webhook-id</c>.</param>
/// <param name="Answer">The beginning of what the subscriber said, or why there was no answer.</param>
public sealed record LoggedDelivery(
    long Number,
    DateTime At,
    string Message,
    FeedPlace First,
    FeedPlace Last,
    int Events,
    int Attempt,
    DeliveryOutcome Outcome,
    int? Status,
    string? Answer,
    int Milliseconds
)
{
    internal static LoggedDelivery Of(NpgsqlDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetDateTime(1),
            row.GetString(2),
            FeedBookmark.PlaceAt(row, 3),
            FeedBookmark.PlaceAt(row, 5),
            row.GetInt32(7),
            row.GetInt32(8),
            Kebab.Read<DeliveryOutcome>(row.GetString(9)).Value,
            row.NumberAt(10),
            row.TextAt(11),
            row.GetInt32(12)
        );
}

/// <summary>An event that was given up.</summary>
public sealed record DeadLetter(FeedPlace Place, DateTime At, int Attempts, int? Status, string? Answer)
{
    internal static DeadLetter Of(NpgsqlDataReader row) =>
        new(
            FeedBookmark.PlaceAt(row, 0),
            row.GetDateTime(2),
            row.GetInt32(3),
            row.NumberAt(4),
            row.TextAt(5)
        );
}
