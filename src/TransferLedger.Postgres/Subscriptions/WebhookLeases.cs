using Npgsql;
using TransferLedger.Core.Events;
using TransferLedger.Core.Feed;
using TransferLedger.Core.Values;
using TransferLedger.Core.Webhooks;
using TransferLedger.Postgres.Feed;

namespace TransferLedger.Postgres.Subscriptions;

/// <summary>Which subscriptions this node delivers to: by the clock of the database, one statement for all of them.</summary>
public sealed class WebhookLeases(NpgsqlDataSource database)
{
    private static readonly string TakeSql = SqlFile.Read("Subscriptions/take_leases.sql");
    private static readonly string RenewSql = SqlFile.Read("Subscriptions/renew_leases.sql");
    private static readonly string ReleaseSql = SqlFile.Read("Subscriptions/release_leases.sql");

    /// <summary>Others take over so long after the last word of this node.</summary>
    public static TimeSpan Time => FeedBookmark.LeaseTime;

    private readonly Guid self = Guid.NewGuid();

    /// <summary>Takes every active subscription that nobody has.</summary>
    public async Task<IReadOnlyList<LeasedSubscription>> Take(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(TakeSql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = self });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = FeedBookmark.LeaseTime });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var taken = new List<LeasedSubscription>();
        while (await reader.ReadAsync(cancellation))
        {
            taken.Add(LeasedSubscription.At(reader));
        }

        return taken;
    }

    /// <summary>Keeps leases, and notes how far each worker has come.</summary>
    /// <returns>Those that are kept, with how they stand now; the others somebody else has.</returns>
    public async Task<IReadOnlyDictionary<string, LeaseKept>> Renew(
        IReadOnlyCollection<HeldLease> held,
        CancellationToken cancellation
    )
    {
        await using var command = Held(RenewSql, held);
        command.Parameters.Add(Each(held, lease => lease.Seen.Position.Value));
        command.Parameters.Add(Each(held, lease => lease.Seen.Index));
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = FeedBookmark.LeaseTime });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var kept = new Dictionary<string, LeaseKept>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellation))
        {
            kept.Add(
                reader.GetString(0),
                new(
                    Kebab.Read<SubscriptionState>(reader.GetString(1)).Value,
                    LeasedSubscription.SecretsAt(reader, 2)
                )
            );
        }

        return kept;
    }

    /// <summary>Gives leases back, so that others need not wait for their end.</summary>
    public async Task Release(IReadOnlyCollection<HeldLease> held, CancellationToken cancellation)
    {
        await using var command = Held(ReleaseSql, held);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private NpgsqlCommand Held(string sql, IReadOnlyCollection<HeldLease> held)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.Add(Each(held, lease => lease.Id));
        command.Parameters.Add(Each(held, lease => lease.Fence));
        return command;
    }

    private static NpgsqlParameter<T[]> Each<T>(IReadOnlyCollection<HeldLease> held, Func<HeldLease, T> of) =>
        new() { TypedValue = [.. held.Select(of)] };
}

/// <summary>A lease that this node has.</summary>
/// <param name="Seen">All before it was delivered, or is not wanted.</param>
public sealed record HeldLease(string Id, long Fence, FeedPlace Seen);

/// <summary>How a subscription stands whose lease was kept.</summary>
public sealed record LeaseKept(SubscriptionState State, IReadOnlyList<WebhookSecret> Secrets);

/// <summary>A subscription in the hands of the node that delivers to it.</summary>
/// <param name="Fence">The number under which the lease was taken.</param>
/// <param name="Wait">Until the next attempt.</param>
/// <param name="Pinned">The place behind the last event of a delivery that failed; null: none did.</param>
/// <param name="Secrets">The one that holds, and the one before as long as it is good.</param>
public sealed record LeasedSubscription(
    string Id,
    long Fence,
    FeedPlace Next,
    Uri Url,
    FeedFilter Filter,
    int Batch,
    OnFailure OnFailure,
    int Round,
    int Attempts,
    TimeSpan Wait,
    FeedPlace? Pinned,
    IReadOnlyList<WebhookSecret> Secrets
)
{
    internal static LeasedSubscription At(NpgsqlDataReader row) =>
        new(
            row.GetString(0),
            row.GetInt64(1),
            FeedBookmark.PlaceAt(row, 2),
            new Uri(row.GetString(4)),
            Subscription.FilterAt(row, 5),
            row.GetInt32(9),
            Kebab.Read<OnFailure>(row.GetString(10)).Value,
            row.GetInt32(11),
            row.GetInt32(12),
            row.IsDBNull(13) ? TimeSpan.Zero : row.GetTimeSpan(13),
            row.IsDBNull(14) ? null : new FeedPlace(new Position(row.GetInt64(14)), row.GetInt32(15)),
            SecretsAt(row, 16)
        );

    internal static IReadOnlyList<WebhookSecret> SecretsAt(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column + 1)
            ? [WebhookSecret.Read(row.GetString(column)).Value]
            :
            [
                WebhookSecret.Read(row.GetString(column)).Value,
                WebhookSecret.Read(row.GetString(column + 1)).Value,
            ];
}
