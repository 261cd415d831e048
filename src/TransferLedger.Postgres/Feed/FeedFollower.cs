using Microsoft.Extensions.Logging;
using Npgsql;
using TransferLedger.Core.Feed;

namespace TransferLedger.Postgres.Feed;

/// <summary>
/// Brings the feed somewhere, event after event, from a bookmark in the database. Of the nodes one has its lease and works; it
/// moves the bookmark only behind what has arrived, so that whoever takes over repeats some and skips none.
/// </summary>
/// <param name="name">Of the bookmark.</param>
public sealed class FeedFollower(
    NpgsqlDataSource database,
    FeedTail tail,
    string name,
    ILogger<FeedFollower> logger
)
{
    private const int EventsAtOnce = 2_000;

    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    private readonly BookmarkWorker worker = new(database, name, logger);
    private (FeedPlace Place, Task<FeedPage> Page)? ahead;

    /// <param name="begins">Where a reader begins that is not known yet.</param>
    /// <param name="deliver">Returns when all have arrived, and throws where it does not know: then they are tried again.</param>
    public async Task Run(
        Func<CancellationToken, Task<FeedPlace>> begins,
        Func<IReadOnlyList<FeedEvent>, CancellationToken, Task> deliver,
        CancellationToken cancellation
    )
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await Begin(begins, cancellation);
                // Its reading was cancelled with the term in which it began.
                ahead = null;
                await worker.Go((bookmark, term) => Go(bookmark, deliver, term), cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Most likely the database is away; whatever it was, subscribers would wait for ever.
                FeedMessages.FollowerWaits(logger, name, e);
                await Task.Delay(TryAgainAfter, cancellation)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task Begin(Func<CancellationToken, Task<FeedPlace>> begins, CancellationToken cancellation)
    {
        var first = await begins(cancellation);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await FeedBookmark.Add(connection, name, first, cancellation);
    }

    private async Task<FeedBookmark?> Go(
        FeedBookmark bookmark,
        Func<IReadOnlyList<FeedEvent>, CancellationToken, Task> deliver,
        CancellationToken cancellation
    )
    {
        var page = await PageAt(bookmark.Next, cancellation);
        if (page.Next < page.Horizon)
        {
            // While this page is delivered.
            ahead = (page.Next, tail.Read(page.Next, FeedFilter.All, EventsAtOnce, cancellation));
        }

        while (!await Delivered(page.Events, deliver, cancellation))
        {
            await Task.Delay(TryAgainAfter, cancellation);
        }

        return await bookmark.Move(database, page.Next, cancellation);
    }

    private async Task<FeedPage> PageAt(FeedPlace place, CancellationToken cancellation)
    {
        var read = ahead;
        ahead = null;
        if (read is { } page && page.Place == place)
        {
            return await page.Page;
        }

        await tail.WaitBeyond(place, cancellation);
        return await tail.Read(place, FeedFilter.All, EventsAtOnce, cancellation);
    }

    private async Task<bool> Delivered(
        IReadOnlyList<FeedEvent> events,
        Func<IReadOnlyList<FeedEvent>, CancellationToken, Task> deliver,
        CancellationToken cancellation
    )
    {
        try
        {
            await deliver(events, cancellation);
            return true;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            // Whatever it was: what was not delivered is tried again until it is.
            FeedMessages.NotDelivered(logger, name, e);
            return false;
        }
    }
}
