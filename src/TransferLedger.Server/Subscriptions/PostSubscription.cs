using System.Collections.Immutable;
using System.Security.Cryptography;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Webhooks;
using TransferLedger.Postgres.Feed;
using TransferLedger.Postgres.Keys;
using TransferLedger.Postgres.Subscriptions;
using TransferLedger.Server.Api;
using TransferLedger.Server.Feed;

namespace TransferLedger.Server.Subscriptions;

/// <summary><c>POST /subscriptions</c>: deliveries to an address begin. The answer holds the secret, this once.</summary>
internal static class PostSubscription
{
    private const int IdBytes = 8;
    private const string Now = "now";

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/subscriptions", Handle)
            .For(Role.Subscriber)
            .Takes()
            .WithSummary("Have events delivered to an address, signed, as CloudEvents batches")
            .TakesBody<SubscriptionInput>()
            .Produces<SubscriptionBody>(StatusCodes.Status201Created)
            .Produces<ProblemBody>(StatusCodes.Status409Conflict, Problems.ContentType);

    private static async Task<IResult> Handle(
        HttpContext http,
        SubscriptionStore store,
        FeedPlaces places,
        FeedReads reads,
        TargetGuard guard,
        WebhookSettings settings,
        WebhookService service,
        CancellationToken cancellation
    )
    {
        var body = await Body.Read(http.Request, cancellation);
        var asked = body.Then(bytes => SubscriptionAsked.Read(bytes, settings.Allowed));
        var lookUp = body.Then(bytes => SubscriptionAsked.ToLookUp(bytes, settings.Allowed));
        if (!lookUp.IsOk)
        {
            return Problems.OfBody(lookUp.Faults);
        }

        var from = await places.Of(lookUp.Value.From ?? Now, cancellation);
        var refused = lookUp.Value.Url is { } url ? await guard.WhyNot(url, cancellation) : null;
        if (!asked.IsOk || !from.IsOk || refused is not null)
        {
            var ofUrl = refused is null ? ImmutableArray<Fault>.Empty : [refused.Under("/url")];
            return Problems.OfBody([
                .. asked.Faults,
                .. ofUrl,
                .. from.Faults.Select(fault => fault.Under("/from")),
            ]);
        }

        var id = $"sub_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes))}";
        var secret = asked.Value.Secret ?? NewSecret();
        if (!await store.Add(id, http.Holder().Name, asked.Value, secret, from.Value, cancellation))
        {
            return Problems.Of(
                StatusCodes.Status409Conflict,
                "subscription.too-many",
                $"A ledger has at most {SubscriptionStore.Most:N0} subscriptions. Delete one that is not needed."
            );
        }

        service.Hear();
        var horizon = await reads.Horizon(cancellation);
        var made = (await store.Find(id, cancellation))!;
        return TypedResults.Created(
            $"/subscriptions/{id}",
            SubscriptionBody.Of(made, horizon) with
            {
                Secret = secret.Text,
            }
        );
    }

    public static WebhookSecret NewSecret() =>
        WebhookSecret.Of(RandomNumberGenerator.GetBytes(WebhookSecret.Bytes));
}
