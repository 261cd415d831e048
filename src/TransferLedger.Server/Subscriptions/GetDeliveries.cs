using System.Globalization;
using TransferLedger.Core.Faults;
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
    private const int Limit = 100;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/subscriptions/{id}/deliveries", Deliveries)
            .ForHolder(
                new Parameter("before", "Only attempts with smaller numbers: next of the page before.")
            )
            .WithSummary($"The last {DeliveryLog.Kept} attempts to deliver, the newest first, {Limit} a page")
            .Produces<DeliveriesBody>();
        app.MapGet("/subscriptions/{id}/dead-letters", DeadLetters)
            .ForHolder(new Parameter("from", "Only from this place on: next of the page before."))
            .WithSummary($"The events that were given up and not delivered since, {Limit} a page")
            .Produces<DeadLettersBody>();
    }

    private static async Task<IResult> Deliveries(HttpContext http, DeliveryLog log)
    {
        var found = http.Subscription();
        long? before = null;
        if (http.Request.Query["before"] is [{ Length: > 0 } text])
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return Problems.Of(
                    StatusCodes.Status400BadRequest,
                    [
                        new Fault(
                            "before",
                            "before.unreadable",
                            $"{Quote.Of(text)} is no number of an attempt."
                        ),
                    ]
                );
            }

            before = number;
        }

        var read = await log.Read(found.Id, before, Limit + 1, http.RequestAborted);
        var page = read.Take(Limit).ToList();
        return TypedResults.Ok(
            new DeliveriesBody([.. page.Select(DeliveryBody.Of)], read.Count > Limit ? page[^1].Number : null)
        );
    }

    private static async Task<IResult> DeadLetters(HttpContext http, DeliveryLog log)
    {
        var found = http.Subscription();
        var from = http.Request.Query["from"] is [{ Length: > 0 } text]
            ? FeedPlace.Read(text)
            : FeedPlace.First;
        if (!from.IsOk)
        {
            return Problems.Of(
                StatusCodes.Status400BadRequest,
                [.. from.Faults.Select(fault => fault.Under("from"))]
            );
        }

        var read = await log.DeadLetters(found.Id, from.Value, Limit + 1, http.RequestAborted);
        return TypedResults.Ok(
            new DeadLettersBody(
                [.. read.Take(Limit).Select(DeadLetterBody.Of)],
                read.Count > Limit ? read[Limit].Place.ToString() : null
            )
        );
    }
}

/// <param name="Next">Where to go on with <c>before</c>; null: nothing is older.</param>
public sealed record DeliveriesBody(IReadOnlyList<DeliveryBody> Items, long? Next);

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

/// <param name="Next">Where to go on with <c>from</c>; null: there are no more.</param>
public sealed record DeadLettersBody(IReadOnlyList<DeadLetterBody> Items, string? Next);

/// <summary>An event that was given up.</summary>
/// <param name="Attempts">That failed.</param>
public sealed record DeadLetterBody(string Place, DateTime At, int Attempts, int? Status, string? Answer)
{
    internal static DeadLetterBody Of(DeadLetter of) =>
        new(of.Place.ToString(), of.At, of.Attempts, of.Status, of.Answer);
}
