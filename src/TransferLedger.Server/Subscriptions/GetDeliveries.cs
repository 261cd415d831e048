using System.Globalization;
using TransferLedger.Core.Feed;
using TransferLedger.Postgres.Subscriptions;
using TransferLedger.Server.Api;

namespace TransferLedger.Server.Subscriptions;

/// <summary>
/// <c>GET /subscriptions/{id}/deliveries</c>: the attempts that are remembered; <c>GET /subscriptions/{id}/dead-letters</c>: the events
/// that were given up.
/// </summary>
internal static class GetDeliveries
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/subscriptions/{id}/deliveries", Deliveries)
            .ForHolder(PageAsked.Parameters)
            .WithSummary($"The last {DeliveryLog.Kept} attempts to deliver, the newest first")
            .Produces<DeliveriesBody>();
        app.MapGet("/subscriptions/{id}/dead-letters", DeadLetters)
            .ForHolder(PageAsked.Parameters)
            .WithSummary("The events that were given up and not delivered since, in their order")
            .Produces<DeadLettersBody>();
    }

    private static async Task<IResult> Deliveries(HttpContext http, DeliveryLog log)
    {
        var asked = PageAsked.Of(http.Request, NumberOf);
        if (!asked.IsOk)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, asked.Faults);
        }

        var (limit, before) = asked.Value;
        var found = await log.Read(http.Subscription().Id, before, limit + 1, http.RequestAborted);
        var next = asked.Value.Next(http, found, attempt => $"{attempt.Number}");
        return TypedResults.Ok(new DeliveriesBody([.. found.Take(limit).Select(DeliveryBody.Of)], next));
    }

    private static async Task<IResult> DeadLetters(HttpContext http, DeliveryLog log)
    {
        var asked = PageAsked.Of(http.Request, PlaceOf);
        if (!asked.IsOk)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, asked.Faults);
        }

        var (limit, after) = asked.Value;
        var from = after?.Next ?? FeedPlace.First;
        var found = await log.DeadLetters(http.Subscription().Id, from, limit + 1, http.RequestAborted);
        var next = asked.Value.Next(http, found, letter => $"{letter.Place}");
        return TypedResults.Ok(new DeadLettersBody([.. found.Take(limit).Select(DeadLetterBody.Of)], next));
    }

    private static long? NumberOf(string key) =>
        long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static FeedPlace? PlaceOf(string key) =>
        FeedPlace.Read(key) is { IsOk: true } place ? place.Value : null;
}

/// <param name="Next">Cursor of the next page, or null.</param>
public sealed record DeliveriesBody(IReadOnlyList<DeliveryBody> Items, string? Next);

/// <summary>An attempt to deliver.</summary>
/// <param name="WebhookId">As the header of that name.</param>
/// <param name="First">The place of its first event.</param>
/// <param name="Attempt">Of this delivery, from 1.</param>
/// <param name="Status">Null: there was no answer, and <paramref name="Answer"/> says why.</param>
public sealed record DeliveryBody(
    long Number,
    DateTime At,
    string WebhookId,
    string First,
    string Last,
    int Events,
    int Attempt,
    DeliveryOutcome Outcome,
    int? Status,
    string? Answer,
    int Milliseconds
)
{
    internal static DeliveryBody Of(LoggedDelivery of) =>
        new(
            of.Number,
            of.At,
            of.Message,
            of.First.ToString(),
            of.Last.ToString(),
            of.Events,
            of.Attempt,
            of.Outcome,
            of.Status,
            of.Answer,
            of.Milliseconds
        );
}

/// <param name="Next">Cursor of the next page, or null.</param>
public sealed record DeadLettersBody(IReadOnlyList<DeadLetterBody> Items, string? Next);

/// <summary>An event that was given up.</summary>
/// <param name="Attempts">That failed.</param>
public sealed record DeadLetterBody(string Place, DateTime At, int Attempts, int? Status, string? Answer)
{
    internal static DeadLetterBody Of(DeadLetter of) =>
        new(of.Place.ToString(), of.At, of.Attempts, of.Status, of.Answer);
}
