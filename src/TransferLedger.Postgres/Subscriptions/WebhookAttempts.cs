using Npgsql;
using TransferLedger.Core.Feed;
using TransferLedger.Core.Values;
using TransferLedger.Core.Webhooks;
using TransferLedger.Postgres.Feed;

namespace TransferLedger.Postgres.Subscriptions;

/// <summary>Notes what became of attempts to deliver: all that follows from one in one statement, or nothing.</summary>
public sealed class WebhookAttempts(NpgsqlDataSource database, WebhookCounts counts)
{
    private static readonly string NoteSql = SqlFile.Read("Subscriptions/note_attempt.sql");

    /// <returns>The state of the subscription; null: somebody else delivers to it by now, and nothing was noted.</returns>
    public async Task<SubscriptionState?> Note(
        string id,
        long fence,
        Attempted attempted,
        CancellationToken cancellation
    )
    {
        await using var command = database.CreateCommand(NoteSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = fence });
        AddPlace(command, attempted.Next);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = attempted.Failed });
        command.Parameters.Add(Nullable.Time(attempted.Again));
        command.Parameters.Add(Nullable.Position(attempted.Pinned));
        command.Parameters.Add(Nullable.Number(attempted.Pinned?.Index));
        command.Parameters.Add(Nullable.Text(attempted.Becomes is { } state ? Kebab.Of(state) : null));
        command.Parameters.Add(Nullable.Text(attempted.Reason));
        command.Parameters.Add(Nullable.Number(attempted.Status));
        command.Parameters.Add(Nullable.Text(attempted.Answer));
        AddLog(command, attempted);
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = FeedBookmark.LeaseTime });
        command.Parameters.Add(
            new NpgsqlParameter<int> { TypedValue = (int)attempted.Took.TotalMilliseconds }
        );
        if (await command.ExecuteScalarAsync(cancellation) is not string now)
        {
            return null;
        }

        counts.Add(attempted);
        return Kebab.Read<SubscriptionState>(now).Value;
    }

    private static void AddLog(NpgsqlCommand command, Attempted attempted)
    {
        var delivery = attempted.Delivery;
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = delivery.Id });
        AddPlace(command, delivery.First);
        AddPlace(command, delivery.Last);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = delivery.Events.Count });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = attempted.Attempt });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Kebab.Of(attempted.Outcome) });
        var aside = attempted.Outcome == DeliveryOutcome.SetAside ? delivery.Events : [];
        command.Parameters.Add(
            new NpgsqlParameter<long[]> { TypedValue = [.. aside.Select(e => e.Place.Position.Value)] }
        );
        command.Parameters.Add(
            new NpgsqlParameter<int[]> { TypedValue = [.. aside.Select(e => e.Place.Index)] }
        );
    }

    internal static void AddPlace(NpgsqlCommand command, FeedPlace place)
    {
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = place.Position.Value });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = place.Index });
    }
}

/// <summary>How an attempt ended.</summary>
public enum DeliveryOutcome
{
    Delivered,

    /// <summary>It is tried again.</summary>
    Failed,

    /// <summary>It was the last, and the subscription stopped.</summary>
    Stopped,

    /// <summary>It was the last, and its events were set aside.</summary>
    SetAside,

    /// <summary>The subscriber wants no more.</summary>
    Disabled,

    /// <summary>Beside the order: delivered once more by hand.</summary>
    ByHand,
}

/// <summary>An attempt to deliver, and what follows from it.</summary>
/// <param name="Attempt">Of this delivery, from 1.</param>
/// <param name="Next">Where the bookmark stands now.</param>
/// <param name="Failed">Attempts at what stands at the bookmark that failed.</param>
/// <param name="Again">So long until the next attempt; null: at once, or never.</param>
/// <param name="Pinned">The place behind the last event of what is tried again.</param>
/// <param name="Becomes">Null: the state stays.</param>
public sealed record Attempted(
    Delivery Delivery,
    int Attempt,
    DeliveryOutcome Outcome,
    FeedPlace Next,
    int Failed,
    TimeSpan? Again,
    FeedPlace? Pinned,
    SubscriptionState? Becomes,
    string? Reason,
    int? Status,
    string? Answer,
    TimeSpan Took
);
