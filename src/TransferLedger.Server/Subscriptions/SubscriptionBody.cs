using System.Text.Json.Serialization;
using TransferLedger.Core.Feed;
using TransferLedger.Core.Webhooks;
using TransferLedger.Postgres.Subscriptions;

namespace TransferLedger.Server.Subscriptions;

/// <summary>What a subscriber asks for.</summary>
/// <param name="Url">Deliveries are posted there; on port 443 or 80, at a public address.</param>
/// <param name="Types">Only events of these types; left out: all. So the other lists.</param>
/// <param name="From">A place, an instant, a day or <c>now</c>, which is the default.</param>
/// <param name="Batch">At most so many events in one delivery, 1 to 100. Default: 1.</param>
/// <param name="OnFailure">Default: <c>block</c>.</param>
/// <param name="Secret"><c>whsec_</c> and base64 of 24 to 64 bytes. Left out: one is made.</param>
public sealed record SubscriptionInput(
    string Url,
    IReadOnlyList<string>? Types,
    IReadOnlyList<string>? Corridors,
    IReadOnlyList<string>? Figures,
    IReadOnlyList<string>? Perspectives,
    string? From,
    int? Batch,
    OnFailure? OnFailure,
    string? Secret
);

/// <summary>A subscription as it stands.</summary>
/// <param name="Holder">Name of the key that made it.</param>
/// <param name="State"><c>stopped</c> after the last retry, <c>disabled</c> by a 410.</param>
/// <param name="Bookmark">The place of the next event that was not delivered.</param>
/// <param name="LagPositions">Positions of the log between the bookmark and the end of the feed, wanted or not.</param>
/// <param name="LagSeconds">Since the oldest undelivered event was recorded; 0 where there is none, null where finding it takes too long.</param>
/// <param name="DeadLetters">Events that were set aside and not delivered since.</param>
/// <param name="Attempts">Of the delivery at the bookmark that failed.</param>
/// <param name="NextAttempt">Null: at once, or none.</param>
/// <param name="PreviousSecretUntil">So long deliveries bear a signature with the secret before, too.</param>
public sealed record SubscriptionBody(
    string Id,
    string Url,
    IReadOnlyList<string> Types,
    IReadOnlyList<string> Corridors,
    IReadOnlyList<string> Figures,
    IReadOnlyList<string> Perspectives,
    int Batch,
    OnFailure OnFailure,
    string Holder,
    DateTime CreatedAt,
    SubscriptionState State,
    string? Reason,
    string Bookmark,
    long LagPositions,
    double? LagSeconds,
    long DeadLetters,
    int Attempts,
    DateTime? NextAttempt,
    LastAnswer? LastAnswer,
    DateTime? PreviousSecretUntil
)
{
    /// <summary>Shown once, when the subscription is made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Secret { get; init; }

    /// <summary>What it waits for; said of one that is asked for alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public UndeliveredBody? OldestUndelivered { get; init; }

    internal static SubscriptionBody Of(Subscription of, FeedPlace horizon) =>
        new(
            of.Id,
            of.Url,
            of.Filter.Types,
            of.Filter.Corridors,
            of.Filter.Figures,
            of.Filter.Perspectives,
            of.Batch,
            of.OnFailure,
            of.Holder,
            of.CreatedAt,
            of.State,
            of.Reason,
            of.Next.ToString(),
            Math.Max(0, horizon.Position.Value - of.Next.Position.Value),
            of.LagSeconds is { } lag ? Math.Round(lag, 3) : null,
            of.DeadLetters,
            of.Attempts,
            of.State == SubscriptionState.Active ? of.NextAttempt : null,
            of.Last,
            of.PreviousUntil
        );
}

/// <summary>Subscriptions, the newest first.</summary>
/// <param name="Next">Cursor of the next page, or null.</param>
public sealed record SubscriptionsBody(IReadOnlyList<SubscriptionBody> Items, string? Next);

/// <summary>An event that is wanted and was not delivered yet.</summary>
public sealed record UndeliveredBody(string Place, string Id, string Type, DateTime RecordedAt);
