using System.Globalization;
using TransferLedger.Core.Feed;
using TransferLedger.Postgres.Feed;
using TransferLedger.Postgres.Keys;
using TransferLedger.Postgres.Subscriptions;
using TransferLedger.Server.Api;

namespace TransferLedger.Server.Subscriptions;

/// <summary><c>GET /subscriptions</c> and <c>GET /subscriptions/{id}</c>: how deliveries stand.</summary>
internal static class GetSubscriptions
{
    /// <summary>Each goes through many positions; whoever wants less than one event in them is told that it takes too long.</summary>
    private const int MostQuestions = 10;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/subscriptions", List)
            .For(Role.Subscriber)
            .Takes(PageAsked.Parameters)
            .WithSummary("Your subscriptions; of an admin all")
            .Produces<SubscriptionsBody>();
        app.MapGet("/subscriptions/{id}", One)
            .ForHolder()
            .WithSummary("How far a subscription has come, what it waits for and what was answered last")
            .Produces<SubscriptionBody>();
    }

    private static async Task<IResult> List(
        HttpContext http,
        SubscriptionStore store,
        FeedReads reads,
        CancellationToken cancellation
    )
    {
        var asked = PageAsked.Of(http.Request, KeyOf);
        if (!asked.IsOk)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, asked.Faults);
        }

        var (limit, after) = asked.Value;
        var horizon = await reads.Horizon(cancellation);
        var found = await store.List(http.HolderSeen(), after, limit + 1, cancellation);
        var next = asked.Value.Next(http, found, one => $"{one.CreatedAt.Ticks} {one.Id}");
        return TypedResults.Ok(
            new SubscriptionsBody(
                [.. found.Take(limit).Select(one => SubscriptionBody.Of(one, horizon))],
                next
            )
        );
    }

    private static (DateTime CreatedAt, string Id)? KeyOf(string key) =>
        key.Split(' ') is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && at <= DateTime.MaxValue.Ticks
            ? (new DateTime(at, DateTimeKind.Utc), id)
            : null;

    private static async Task<IResult> One(
        HttpContext http,
        FeedReads reads,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var found = http.Subscription();
        var (oldest, isSure, horizon) = await Oldest(found, reads, cancellation);
        var lag = oldest is null ? 0 : (clock.GetUtcNow().UtcDateTime - oldest.RecordedAt).TotalSeconds;
        return TypedResults.Ok(
            SubscriptionBody.Of(found, horizon) with
            {
                LagSeconds = isSure ? Math.Max(0, Math.Round(lag, 3)) : null,
                OldestUndelivered = oldest is null
                    ? null
                    : new($"{oldest.Place}", oldest.Id, oldest.Type, oldest.RecordedAt),
            }
        );
    }

    private static async Task<(FeedEvent? Oldest, bool IsSure, FeedPlace Horizon)> Oldest(
        Subscription found,
        FeedReads reads,
        CancellationToken cancellation
    )
    {
        var next = found.Next;
        for (var question = 1; ; question++)
        {
            var page = await reads.Read(next, found.Filter, limit: 1, cancellation);
            if (page.Events.Count > 0 || page.Next >= page.Horizon || question == MostQuestions)
            {
                var isSure = page.Events.Count > 0 || page.Next >= page.Horizon;
                return (page.Events.Count > 0 ? page.Events[0] : null, isSure, page.Horizon);
            }

            next = page.Next;
        }
    }
}
