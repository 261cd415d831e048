using System.Text;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Feed;
using TransferLedger.Postgres.Feed;
using TransferLedger.Server.Api;

namespace TransferLedger.Server.Feed;

/// <summary>
/// <c>GET /events/stream</c>: the feed as server-sent events. Each has its place as <c>id:</c>, so that a browser that comes back
/// goes on behind the last that it saw. Nothing is kept for a reader but one page: whoever does not take it in time is cut off, and
/// resumes without loss.
/// </summary>
internal static class GetEventStream
{
    private const int EventsAtOnce = 200;

    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    /// <summary>So long may a reader take for a page.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/events/stream", Handle)
            .ForReaders()
            .Takes([FeedAsked.FromParameter, .. FeedAsked.Filters])
            .WithSummary(
                "The feed as server-sent events, from now or a place on; Last-Event-ID goes before from"
            )
            .Produces(StatusCodes.Status200OK, contentType: "text/event-stream");

    private static async Task<IResult> Handle(
        HttpContext http,
        FeedTail tail,
        FeedPlaces places,
        IHostApplicationLifetime lifetime,
        CancellationToken cancellation
    )
    {
        var filter = FeedAsked.FilterOf(http.Request);
        var from = await From(http, places, cancellation);
        if (!filter.IsOk || !from.IsOk)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, [.. filter.Faults, .. from.Faults]);
        }

        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(
            cancellation,
            lifetime.ApplicationStopping
        );
        try
        {
            using var sink = new Sink(http.Response.Body, stopping.Token);
            await Send(sink, tail, from.Value, filter.Value, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The reader has gone, or the server goes: they come back with their place.
        }
        catch (OperationCanceledException)
        {
            http.Abort();
        }

        return TypedResults.Empty;
    }

    private static async Task<Outcome<FeedPlace>> From(
        HttpContext http,
        FeedPlaces places,
        CancellationToken cancellation
    )
    {
        var (pointer, place) =
            http.Request.Headers["Last-Event-ID"] is [{ Length: > 0 } seen]
                ? ("Last-Event-ID", await places.Behind(seen, cancellation))
            : http.Request.Query["from"] is [{ Length: > 0 } text]
                ? ("from", await places.Of(text, cancellation))
            : ("from", await places.Of("now", cancellation));
        return place.IsOk
            ? place
            : System.Collections.Immutable.ImmutableArray.CreateRange(
                place.Faults.Select(fault => fault.Under(pointer))
            );
    }

    private static async Task Send(
        Sink sink,
        FeedTail tail,
        FeedPlace next,
        FeedFilter filter,
        CancellationToken cancellation
    )
    {
        // The answer begins at once, whenever the first event comes; a reader that comes back before that knows its place.
        await sink.Write(await Mark(tail, next, cancellation));
        using var timer = new PeriodicTimer(KeepAlive);
        var tick = timer.WaitForNextTickAsync(cancellation).AsTask();
        var beyond = Task.CompletedTask;
        while (true)
        {
            var page = await tail.Read(next, filter, EventsAtOnce, cancellation);
            next = page.Next;
            if (page.Events.Count > 0)
            {
                await sink.Write(Blocks(page.Events));
            }

            if (next >= page.Horizon)
            {
                // A wait that goes on over a tick is the same one: thousands of readers wait for nothing all night.
                beyond = beyond.IsCompleted ? tail.WaitBeyond(next, cancellation) : beyond;
                await Task.WhenAny(beyond, tick);
                cancellation.ThrowIfCancellationRequested();
            }

            if (tick.IsCompleted)
            {
                await sink.Write(await Mark(tail, next, cancellation));
                tick = timer.WaitForNextTickAsync(cancellation).AsTask();
            }
        }
    }

    /// <summary>Where a reader stands that has seen all before a place: an id without an event.</summary>
    private static async Task<byte[]> Mark(FeedTail tail, FeedPlace next, CancellationToken cancellation) =>
        Encoding.UTF8.GetBytes(
            next <= tail.Horizon && await tail.LastBefore(next, cancellation) is { } last
                ? $"id: {last}\n\n"
                : ":\n\n"
        );

    private static byte[] Blocks(IReadOnlyList<FeedEvent> events)
    {
        using var blocks = new MemoryStream();
        foreach (var happened in events)
        {
            blocks.Write(Encoding.UTF8.GetBytes($"id: {happened.Place}\ndata: "));
            blocks.Write(happened.Envelope.Span);
            blocks.Write("\n\n"u8);
        }

        return blocks.ToArray();
    }

    /// <summary>Where the events go; it gives up a reader who takes too long.</summary>
    private sealed class Sink(Stream body, CancellationToken stopping) : IDisposable
    {
        private readonly CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(
            stopping
        );

        public async Task Write(byte[] bytes)
        {
            patience.CancelAfter(Patience);
            await body.WriteAsync(bytes, patience.Token);
            await body.FlushAsync(patience.Token);
            patience.CancelAfter(Timeout.InfiniteTimeSpan);
        }

        public void Dispose() => patience.Dispose();
    }
}
