using TransferLedger.Core.Faults;
using TransferLedger.Postgres.Keys;
using TransferLedger.Postgres.Subscriptions;
using TransferLedger.Server.Api;

namespace TransferLedger.Server.Subscriptions;

/// <summary>Whose subscriptions somebody sees: their own, and an admin all.</summary>
internal static class OwnSubscription
{
    /// <summary>The endpoint is about one subscription of the caller's.</summary>
    public static RouteHandlerBuilder ForHolders(this RouteHandlerBuilder endpoint) =>
        endpoint.For(Role.Subscriber);

    /// <summary>The endpoint changes it, and may say what is wrong with the body.</summary>
    public static RouteHandlerBuilder TakesBody<T>(this RouteHandlerBuilder endpoint)
        where T : notnull =>
        endpoint
            .Accepts<T>("application/json")
            .Produces<ProblemBody>(StatusCodes.Status413PayloadTooLarge, Problems.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status422UnprocessableEntity, Problems.ContentType);

    /// <summary>Null: of all.</summary>
    public static string? HolderSeen(this HttpContext http) =>
        http.Holder() is { Role: not Role.Admin } key ? key.Name : null;

    /// <summary>Does something with a subscription of the caller's; 404 where there is none of that id.</summary>
    public static async Task<IResult> With(
        HttpContext http,
        SubscriptionStore store,
        string id,
        Func<Subscription, Task<IResult>> handle
    )
    {
        var found = id.Contains('\0', StringComparison.Ordinal)
            ? null
            : await store.Find(id, http.RequestAborted);
        return found is not null && (http.HolderSeen() ?? found.Holder) == found.Holder
            ? await handle(found)
            : Problems.NotFound(
                "subscription.unknown",
                $"You have no subscription {Quote.Of(id)}. GET /subscriptions lists those that you have."
            );
    }

    /// <summary>The body, where none stands for an empty object.</summary>
    public static async Task<Outcome<ReadOnlyMemory<byte>>> OptionalBody(HttpRequest request)
    {
        var body = await Body.Read(request, request.HttpContext.RequestAborted);
        return body.IsOk && body.Value.IsEmpty ? (ReadOnlyMemory<byte>)"{}"u8.ToArray() : body;
    }
}
