using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Extensions;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Feed;
using TransferLedger.Postgres.Feed;
using TransferLedger.Server.Api;

namespace TransferLedger.Server.Feed;

/// <summary><c>GET /events</c>: the feed from a place on, a page at a time, as a CloudEvents batch or NDJSON.</summary>
internal static class GetEvents
{
    /// <summary>The place to go on from.</summary>
    public const string NextHeader = "Ledger-Next";

    private const int UsualLimit = 100;
    private const int MostEvents = 1_000;
    private const int MostSeconds = 30;
    private const string Ndjson = "application/x-ndjson";

    /// <summary>A reader who wants little is told how far they have come after so long.</summary>
    private static readonly TimeSpan LookingFor = TimeSpan.FromSeconds(2);

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/events", Handle)
            .ForReaders()
            .Takes([
                FeedAsked.FromParameter,
                .. FeedAsked.Filters,
                new("limit", $"At most so many events, 1 to {MostEvents}. Default: {UsualLimit}."),
                new("wait", $"Wait so many seconds for the first, up to {MostSeconds}. Default: 0."),
            ])
            .WithSummary("The feed, from its beginning or a place on; header Ledger-Next says where to go on")
            .Produces<IReadOnlyList<JsonElement>>(
                StatusCodes.Status200OK,
                CloudEvents.BatchMediaType,
                Ndjson
            );

    private static async Task<IResult> Handle(
        HttpContext http,
        FeedTail tail,
        FeedPlaces places,
        IHostApplicationLifetime lifetime,
        CancellationToken cancellation
    )
    {
        var faults = new List<Fault>();
        var limit = Number(http, "limit", 1, MostEvents, faults) ?? UsualLimit;
        var wait = TimeSpan.FromSeconds(Number(http, "wait", 0, MostSeconds, faults) ?? 0);
        var filter = FeedAsked.FilterOf(http.Request);
        var from = http.Request.Query["from"] is [{ Length: > 0 } text]
            ? await places.Of(text, cancellation)
            : FeedPlace.First;
        if (faults.Count > 0 || !filter.IsOk || !from.IsOk)
        {
            return Problems.Of(
                StatusCodes.Status400BadRequest,
                [.. faults, .. filter.Faults, .. from.Faults.Select(fault => fault.Under("from"))]
            );
        }

        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(
            cancellation,
            lifetime.ApplicationStopping
        );
        var page = await Look(tail, from.Value, filter.Value, limit, wait, waiting.Token, cancellation);
        Say(http, page.Next);
        return http.Request.Headers.Accept.ToString().Contains("ndjson", StringComparison.OrdinalIgnoreCase)
            ? TypedResults.Bytes(Lines(page.Events), Ndjson)
            : TypedResults.Bytes(Batch(page.Events), CloudEvents.BatchMediaType);
    }

    private static async Task<FeedPage> Look(
        FeedTail tail,
        FeedPlace from,
        FeedFilter filter,
        int limit,
        TimeSpan wait,
        CancellationToken waiting,
        CancellationToken cancellation
    )
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            var page = await tail.Read(from, filter, limit, cancellation);
            from = page.Next;
            if (page.Events.Count > 0)
            {
                return page;
            }

            var passed = Stopwatch.GetElapsedTime(since);
            if (page.Next < page.Horizon)
            {
                if ((passed > wait && passed > LookingFor) || waiting.IsCancellationRequested)
                {
                    return page;
                }
            }
            else if (passed >= wait || !await Grows(tail, page.Next, wait - passed, waiting, cancellation))
            {
                return page;
            }
        }
    }

    private static async Task<bool> Grows(
        FeedTail tail,
        FeedPlace end,
        TimeSpan within,
        CancellationToken waiting,
        CancellationToken cancellation
    )
    {
        try
        {
            await tail.WaitBeyond(end, waiting).WaitAsync(within, waiting);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The server goes: whoever waits is answered, and goes on with another node.
            return false;
        }
    }

    private static void Say(HttpContext http, FeedPlace next)
    {
        var query = new QueryBuilder(http.Request.Query.Where(q => q.Key is not "from"))
        {
            { "from", next.ToString() },
        };
        http.Response.Headers[NextHeader] = next.ToString();
        http.Response.Headers.Link = $"<{http.Request.Path}{query.ToQueryString()}>; rel=\"next\"";
        http.Response.Headers.CacheControl = "no-cache";
    }

    private static byte[] Batch(IReadOnlyList<FeedEvent> events)
    {
        using var batch = new MemoryStream();
        batch.Write("["u8);
        foreach (var happened in events)
        {
            if (batch.Length > 1)
            {
                batch.Write(","u8);
            }

            batch.Write(happened.Envelope.Span);
        }

        batch.Write("]"u8);
        return batch.ToArray();
    }

    private static byte[] Lines(IReadOnlyList<FeedEvent> events)
    {
        using var lines = new MemoryStream();
        foreach (var happened in events)
        {
            lines.Write(happened.Envelope.Span);
            lines.Write("\n"u8);
        }

        return lines.ToArray();
    }

    private static int? Number(HttpContext http, string name, int least, int most, List<Fault> faults)
    {
        if (http.Request.Query[name] is not [{ Length: > 0 } text])
        {
            return null;
        }

        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
        )
        {
            return number;
        }

        faults.Add(new Fault(name, $"{name}.out-of-range", $"{name} is a number from {least} to {most}."));
        return null;
    }
}
