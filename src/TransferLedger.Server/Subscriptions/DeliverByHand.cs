using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Feed;
using TransferLedger.Core.Webhooks;
using TransferLedger.Postgres.Feed;
using TransferLedger.Postgres.Subscriptions;
using TransferLedger.Server.Api;

namespace TransferLedger.Server.Subscriptions;

/// <summary>
/// <c>POST /subscriptions/{id}/redeliver</c> and <c>/test</c>: something is delivered at once, beside the order, and the answer says
/// what the subscriber said.
/// </summary>
internal static class DeliverByHand
{
    private const string One = "/subscriptions/{id}";
    private const int MostAtOnce = 100;
    private const int IdBytes = 8;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost($"{One}/redeliver", Redeliver)
            .ForHolder()
            .WithSummary(
                $"Deliver once more, beside the order: the event at a place, or what was set aside, up to {MostAtOnce} events and the first that fails"
            )
            .TakesBody<RedeliveryInput>()
            .Produces<RedeliveredBody>();
        app.MapPost($"{One}/test", Test)
            .ForHolder()
            .WithSummary(
                $"Deliver an event {TestEvent.Type}, which is none of the feed, and say what was answered"
            )
            .Produces<DeliveredBody>();
    }

    private static async Task<IResult> Test(
        HttpContext http,
        SubscriptionStore store,
        WebhookSender sender,
        IOptions<LedgerOptions> options,
        TimeProvider clock
    )
    {
        var found = http.Subscription();
        var message = MessageId("test");
        var body = TestEvent.Body(message, options.Value.Origin, found.Id, clock.GetUtcNow().UtcDateTime);
        var secrets = await store.Secrets(found.Id, http.RequestAborted);
        var answer = await sender.Send(new Uri(found.Url), message, body, secrets, http.RequestAborted);
        return TypedResults.Ok(DeliveredBody.Of(place: null, answer));
    }

    private static async Task<IResult> Redeliver(
        HttpContext http,
        SubscriptionStore store,
        DeliveryLog log,
        FeedReads reads,
        WebhookSender sender
    )
    {
        var found = http.Subscription();
        var body = await OwnSubscription.OptionalBody(http.Request);
        var asked = body.Then(bytes => RedeliveryAsked.Read(bytes));
        if (!asked.IsOk)
        {
            return Problems.OfBody(asked.Faults);
        }

        var events = await Chosen(found.Id, asked.Value, log, reads, http.RequestAborted);
        if (!events.IsOk)
        {
            return Problems.OfBody(events.Faults);
        }

        var secrets = await store.Secrets(found.Id, http.RequestAborted);
        var delivered = new List<DeliveredBody>();
        foreach (var happened in events.Value)
        {
            var message = new Delivery(MessageId("again"), [happened]);
            var answer = await sender.Send(
                new Uri(found.Url),
                message.Id,
                message.Body(),
                secrets,
                http.RequestAborted
            );
            delivered.Add(DeliveredBody.Of(happened.Place, answer));
            await Note(found.Id, message, answer, log);
            if (answer.Meaning != AnswerMeaning.Delivered)
            {
                break;
            }
        }

        return TypedResults.Ok(new RedeliveredBody(delivered));
    }

    private static async Task<Outcome<ImmutableArray<FeedEvent>>> Chosen(
        string id,
        RedeliveryAsked asked,
        DeliveryLog log,
        FeedReads reads,
        CancellationToken cancellation
    )
    {
        if (asked.Place is { } wanted)
        {
            var page = await reads.Read(wanted, FeedFilter.All, limit: 1, cancellation);
            return page.Events is [var at] && at.Place == wanted
                ? ImmutableArray.Create(at)
                : new Fault(
                    "/place",
                    "place.no-event",
                    $"No event stands at {wanted}. GET /events shows the places of events."
                );
        }

        var events = ImmutableArray.CreateBuilder<FeedEvent>();
        foreach (var letter in await log.DeadLetters(id, FeedPlace.First, MostAtOnce, cancellation))
        {
            events.AddRange((await reads.Read(letter.Place, FeedFilter.All, limit: 1, cancellation)).Events);
        }

        return events.ToImmutable();
    }

    /// <summary>Also for a caller who has gone meanwhile.</summary>
    private static async Task Note(string id, Delivery message, SubscriberAnswer answer, DeliveryLog log)
    {
        await log.Add(id, message, answer.Status, answer.Kept, answer.Took, CancellationToken.None);
        if (answer.Meaning == AnswerMeaning.Delivered)
        {
            await log.TakeBack(id, message.First, CancellationToken.None);
        }
    }

    private static string MessageId(string what) =>
        $"msg_{what}_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes))}";
}

/// <param name="Place">Of the event; left out: what was set aside, the oldest first.</param>
public sealed record RedeliveryInput(string? Place);

/// <summary>What was delivered by hand, in its order; behind the first that fails nothing is tried.</summary>
public sealed record RedeliveredBody(IReadOnlyList<DeliveredBody> Items);

/// <summary>What a subscriber answered to a delivery by hand.</summary>
/// <param name="Place">Null of a test.</param>
/// <param name="Status">Null: there was no answer, and <paramref name="Says"/> says why.</param>
public sealed record DeliveredBody(
    string? Place,
    bool Delivered,
    int? Status,
    string Says,
    double Milliseconds
)
{
    internal static DeliveredBody Of(FeedPlace? place, SubscriberAnswer answer) =>
        new(
            place?.ToString(),
            answer.Meaning == AnswerMeaning.Delivered,
            answer.Status,
            answer.Kept,
            Math.Round(answer.Took.TotalMilliseconds, 1)
        );
}
