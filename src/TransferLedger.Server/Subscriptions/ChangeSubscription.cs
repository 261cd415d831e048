using TransferLedger.Core.Webhooks;
using TransferLedger.Postgres.Feed;
using TransferLedger.Postgres.Subscriptions;
using TransferLedger.Server.Api;
using TransferLedger.Server.Feed;

namespace TransferLedger.Server.Subscriptions;

/// <summary>
/// <c>DELETE /subscriptions/{id}</c>, <c>POST /subscriptions/{id}/pause</c>, <c>/resume</c>, <c>/rewind</c> and <c>/rotate</c>.
/// </summary>
internal static class ChangeSubscription
{
    private const string One = "/subscriptions/{id}";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapDelete(One, Delete)
            .ForHolder()
            .WithSummary("End a subscription; its log and what was set aside go with it")
            .Produces(StatusCodes.Status204NoContent);
        app.MapPost($"{One}/pause", Pause)
            .ForHolder()
            .WithSummary("Deliver nothing more; a delivery under way is finished")
            .Produces<SubscriptionBody>();
        app.MapPost($"{One}/resume", Resume)
            .ForHolder()
            .WithSummary("Deliver again, also after it stopped or was disabled")
            .Produces<SubscriptionBody>();
        app.MapPost($"{One}/rewind", Rewind)
            .ForHolder()
            .WithSummary("Go on from a place, an instant, a day or now")
            .TakesBody<RewindInput>()
            .Produces<SubscriptionBody>();
        app.MapPost($"{One}/rotate", Rotate)
            .ForHolder()
            .WithSummary("Sign with a new secret; for a while with the one before, too")
            .TakesBody<RotationInput>()
            .Produces<RotatedBody>();
    }

    private static async Task<IResult> Delete(
        HttpContext http,
        SubscriptionStore store,
        WebhookService service
    )
    {
        var found = http.Subscription();
        await store.Delete(found.Id, http.RequestAborted);
        service.Hear();
        return TypedResults.NoContent();
    }

    private static async Task<IResult> Pause(
        HttpContext http,
        SubscriptionStore store,
        FeedReads reads,
        WebhookService service
    )
    {
        var found = http.Subscription();
        await store.Pause(found.Id, http.RequestAborted);
        return await Now(http, found.Id, store, reads, service);
    }

    private static async Task<IResult> Resume(
        HttpContext http,
        SubscriptionStore store,
        FeedReads reads,
        WebhookService service
    )
    {
        var found = http.Subscription();
        await store.Resume(found.Id, http.RequestAborted);
        return await Now(http, found.Id, store, reads, service);
    }

    private static async Task<IResult> Rewind(
        HttpContext http,
        SubscriptionStore store,
        FeedReads reads,
        FeedPlaces places,
        WebhookService service
    )
    {
        var found = http.Subscription();
        var body = await Body.Read(http.Request, http.RequestAborted);
        var asked = body.Then(bytes => RewindAsked.Read(bytes));
        if (!asked.IsOk)
        {
            return Problems.OfBody(asked.Faults);
        }

        var to = await places.Of(asked.Value.To, http.RequestAborted);
        if (!to.IsOk)
        {
            return Problems.OfBody([.. to.Faults.Select(fault => fault.Under("/to"))]);
        }

        await store.Rewind(found.Id, to.Value, http.RequestAborted);
        return await Now(http, found.Id, store, reads, service);
    }

    private static async Task<IResult> Rotate(
        HttpContext http,
        SubscriptionStore store,
        WebhookService service
    )
    {
        var found = http.Subscription();
        var body = await OwnSubscription.OptionalBody(http.Request);
        var asked = body.Then(bytes => RotationAsked.Read(bytes));
        if (!asked.IsOk)
        {
            return Problems.OfBody(asked.Faults);
        }

        var secret = asked.Value.Secret ?? PostSubscription.NewSecret();
        var until = await store.Rotate(found.Id, secret, asked.Value.Overlap, http.RequestAborted);
        service.Hear();
        return TypedResults.Ok(new RotatedBody(secret.Text, until));
    }

    private static async Task<IResult> Now(
        HttpContext http,
        string id,
        SubscriptionStore store,
        FeedReads reads,
        WebhookService service
    )
    {
        service.Hear();
        var horizon = await reads.Horizon(http.RequestAborted);
        return await store.Find(id, http.RequestAborted) is { } now
            ? TypedResults.Ok(SubscriptionBody.Of(now, horizon))
            : OwnSubscription.Unknown(id);
    }
}

/// <param name="To">A place, an instant, a day or <c>now</c>.</param>
public sealed record RewindInput(string To);

/// <param name="Secret">Left out: one is made.</param>
/// <param name="Hours">So long the secret before is good, too, 0 to 720. Default: 24.</param>
public sealed record RotationInput(string? Secret, int? Hours);

/// <param name="Secret">The new one, shown this once.</param>
/// <param name="PreviousUntil">So long deliveries bear a signature with the one before, too: with the oldest that was still good.</param>
public sealed record RotatedBody(string Secret, DateTime PreviousUntil);
