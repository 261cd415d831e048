using System.Collections.Immutable;
using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Feed;
using TransferLedger.Postgres.Feed;
using TransferLedger.Postgres.Projections;
using TransferLedger.Server.Api;

namespace TransferLedger.Server.Feed;

/// <summary>Where a reader of the feed begins, and what they want of it.</summary>
internal sealed record FeedAsked(FeedPlace From, FeedFilter Filter)
{
    public static readonly Parameter FromParameter = new(
        "from",
        "Begin there: a place (57.0; it is included), an instant or a day (the first entry recorded then or later), or now."
    );

    public static readonly ImmutableArray<Parameter> Filters =
    [
        new("type", "Of these types, with commas between them: containers-reported,estimate-revised."),
        new("corridor", "About these corridors: KP-RU,IR-RU."),
        new("figure", "About these figures: KP-RU/containers."),
        new("perspective", "About claims of these perspectives: KR,US."),
    ];

    /// <summary>Reads the filters of an address. Faults as <see cref="FeedFilter.Read"/> has them, at the parameters.</summary>
    public static Outcome<FeedFilter> FilterOf(HttpRequest request)
    {
        var filter = FeedFilter.Read(
            Each(request, "type"),
            Each(request, "corridor"),
            Each(request, "figure"),
            Each(request, "perspective")
        );
        return filter.IsOk
            ? filter
            : filter
                .Faults.Select(fault => fault with { Place = fault.Place.TrimEnd('s') })
                .ToImmutableArray();
    }

    private static string[] Each(HttpRequest request, string name) =>
        request
            .Query[name]
            .ToString()
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>Finds the places at which readers begin.</summary>
internal sealed class FeedPlaces(FeedTail tail, FeedReads reads, LedgerReads ledger, TimeProvider clock)
{
    /// <summary>What was recorded is at most so far ahead of the clock, after that was set back.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Faults: <c>from.unreadable</c>; <c>from.beyond-end</c>, which says where the feed ends; <c>from.in-the-future</c>.
    /// </summary>
    /// <param name="text">A place, an instant, a day or <c>now</c>.</param>
    public async Task<Outcome<FeedPlace>> Of(string text, CancellationToken cancellation)
    {
        if (text == "now")
        {
            return await reads.Horizon(cancellation);
        }

        if (FeedPlace.Read(text) is { IsOk: true } place)
        {
            return await Within(place.Value, cancellation);
        }

        return Moment(text) is not { } moment ? Unreadable(text)
            : clock.GetUtcNow().UtcDateTime is var now && moment > now + Ahead ? InTheFuture(text, now)
            : await FirstAt(moment, cancellation);
    }

    /// <summary>Whether a text is a place, an instant, a day or <c>now</c>, wherever the feed ends.</summary>
    public static bool CanRead(string text) =>
        text == "now" || FeedPlace.Read(text).IsOk || Moment(text) is not null;

    /// <summary>Behind an event that a reader has seen. Faults as of a place.</summary>
    public async Task<Outcome<FeedPlace>> Behind(string id, CancellationToken cancellation) =>
        FeedPlace.Read(id) is { IsOk: true } seen
            ? await Within(seen.Value.Next, cancellation)
            : FeedPlace.Read(id);

    /// <summary>
    /// Another node may have shown more than this one has heard of; and whoever asked for an instant may wait for what the feed does
    /// not show yet.
    /// </summary>
    private async Task<Outcome<FeedPlace>> Within(FeedPlace place, CancellationToken cancellation)
    {
        if (place <= tail.Horizon || place <= await reads.Horizon(cancellation))
        {
            return place;
        }

        var end = FeedPlace.Of(new Position(await ledger.Size(cancellation)));
        return place <= end
            ? place
            : Fault.At("from.beyond-end", $"The feed ends before {end}; nobody has seen {place} yet.");
    }

    private async Task<FeedPlace> FirstAt(DateTime moment, CancellationToken cancellation)
    {
        if (moment.Ticks < TimeSpan.TicksPerMicrosecond)
        {
            return FeedPlace.First;
        }

        var before = moment.AddTicks(-TimeSpan.TicksPerMicrosecond);
        return FeedPlace.Of(new Position((await ledger.RecordedBy(before, cancellation)).Size));
    }

    /// <summary>The instant, or the beginning of the day (UTC); null: it is neither.</summary>
    private static DateTime? Moment(string text) =>
        KnownAt.Read(text) switch
        {
            { IsOk: true, Value: KnownAt.AtInstant at } => at.Instant,
            { IsOk: true, Value: KnownAt.AtEndOf at } => at.Day.ToDateTime(
                TimeOnly.MinValue,
                DateTimeKind.Utc
            ),
            _ => null,
        };

    private static Fault Unreadable(string text) =>
        Fault.At(
            "from.unreadable",
            $"{Quote.Of(text)} is no place, instant or day. Write 57.0, 2026-06-01T12:00:00Z, 2026-06-01 or now."
        );

    private static Fault InTheFuture(string text, DateTime now) =>
        Fault.At(
            "from.in-the-future",
            $"It is {now:yyyy-MM-ddTHH:mm:ssZ}; nothing was recorded at {text} yet. Write now."
        );
}
