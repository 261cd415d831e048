using System.Collections.Immutable;
using TransferLedger.Core.Faults;
using TransferLedger.Postgres.Keys;
using TransferLedger.Postgres.Subscriptions;
using TransferLedger.Server.Api;

namespace TransferLedger.Server.Subscriptions;

/// <summary>Whose subscriptions somebody sees: their own, and an admin all.</summary>
internal static class OwnSubscription
{
    private static readonly object FoundItem = new();

    /// <summary>
    /// The endpoint is about the subscription of the caller's that its address names, and has it from <see cref="Subscription"/>; 404
    /// where there is none of that id.
    /// </summary>
    public static RouteHandlerBuilder ForHolder(
        this RouteHandlerBuilder endpoint,
        params ImmutableArray<Parameter> parameters
    ) => endpoint.For(Role.Subscriber).Takes(parameters).AddEndpointFilter(Find);

    /// <summary>The one that the request is about.</summary>
    public static Subscription Subscription(this HttpContext http) =>
        (Subscription?)http.Items[FoundItem]
        ?? throw new InvalidOperationException("This endpoint is about no subscription.");

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

    /// <summary>The body, where none stands for an empty object.</summary>
    public static async Task<Outcome<ReadOnlyMemory<byte>>> OptionalBody(HttpRequest request)
    {
        var body = await Body.Read(request, request.HttpContext.RequestAborted);
        return body.IsOk && body.Value.IsEmpty ? (ReadOnlyMemory<byte>)"{}"u8.ToArray() : body;
    }

    /// <summary>The caller has none of that id, or has none any more.</summary>
    public static IResult Unknown(string id) =>
        Problems.NotFound(
            "subscription.unknown",
            $"You have no subscription {Quote.Of(id)}. GET /subscriptions lists those that you have."
        );

    private static async ValueTask<object?> Find(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        var http = context.HttpContext;
        var id = $"{http.GetRouteValue("id")}";
        var found = id.Contains('\0', StringComparison.Ordinal)
            ? null
            : await http
                .RequestServices.GetRequiredService<SubscriptionStore>()
                .Find(id, http.RequestAborted);
        if (found is null || (http.HolderSeen() ?? found.Holder) != found.Holder)
        {
            return Unknown(id);
        }

        http.Items[FoundItem] = found;
        return await next(context);
    }
}
