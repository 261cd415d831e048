using Npgsql;
using TransferLedger.Core.Feed;
using TransferLedger.Core.Values;
using TransferLedger.Core.Webhooks;
using TransferLedger.Postgres.Feed;

namespace TransferLedger.Postgres.Subscriptions;

/// <summary>A subscription as it stands; its secret is not among what can be read.</summary>
/// <param name="Holder">Name of the key that made it.</param>
/// <param name="Reason">Why it is stopped or disabled; else null.</param>
/// <param name="Attempts">Of the delivery at its bookmark that failed.</param>
/// <param name="PreviousUntil">So long deliveries bear a signature with the secret before, too; null: they do not.</param>
/// <param name="Next">The place of the next event that was not delivered.</param>
/// <param name="DeadLetters">Events that were set aside and not delivered since.</param>
/// <param name="LagSeconds">Since the oldest event that is wanted and was not delivered was recorded; 0: there is none; null: finding it takes too long.</param>
public sealed record Subscription(
    string Id,
    string Holder,
    DateTime CreatedAt,
    string Url,
    FeedFilter Filter,
    int Batch,
    OnFailure OnFailure,
    SubscriptionState State,
    string? Reason,
    int Round,
    int Attempts,
    DateTime? NextAttempt,
    LastAnswer? Last,
    DateTime? PreviousUntil,
    FeedPlace Next,
    long DeadLetters,
    double? LagSeconds
)
{
    internal static Subscription At(NpgsqlDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.GetDateTime(2),
            row.GetString(3),
            FilterAt(row, 4),
            row.GetInt32(8),
            Kebab.Read<OnFailure>(row.GetString(9)).Value,
            Kebab.Read<SubscriptionState>(row.GetString(10)).Value,
            row.TextAt(11),
            row.GetInt32(12),
            row.GetInt32(13),
            row.InstantAt(14),
            row.InstantAt(15) is { } at ? new LastAnswer(at, row.NumberAt(16), row.TextAt(17)) : null,
            row.InstantAt(18),
            FeedBookmark.PlaceAt(row, 19),
            row.GetInt64(21),
            row.IsDBNull(22) ? null : row.GetDouble(22)
        );

    internal static FeedFilter FilterAt(NpgsqlDataReader row, int column) =>
        new(Names(row, column), Names(row, column + 1), Names(row, column + 2), Names(row, column + 3));

    private static Sequence<string> Names(NpgsqlDataReader row, int column) =>
        row.GetFieldValue<string[]>(column).ToSequence();
}

/// <summary>What a subscriber said last.</summary>
/// <param name="Status">Null: there was no answer, and <paramref name="Says"/> says why.</param>
public sealed record LastAnswer(DateTime At, int? Status, string? Says);

internal static class NullableColumns
{
    public static string? TextAt(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    public static int? NumberAt(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetInt32(column);

    public static DateTime? InstantAt(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetDateTime(column);
}
