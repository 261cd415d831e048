using Microsoft.Extensions.Logging;
using Npgsql;
using TransferLedger.Core.Feed;
using TransferLedger.Postgres.Leases;

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
    private const int EventsAtOnce = 500;

    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    private readonly Guid self = Guid.NewGuid();

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
                await Work(await AwaitLease(cancellation), deliver, cancellation);
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

    private async Task<FeedBookmark> AwaitLease(CancellationToken cancellation)
    {
        while (true)
        {
            await using (var connection = await database.OpenConnectionAsync(cancellation))
            {
                if (await FeedBookmark.Take(connection, name, self, cancellation) is { } mine)
                {
                    return mine;
                }
            }

            await Task.Delay(AskEvery, cancellation);
        }
    }

    /// <summary>Until somebody else has the lease.</summary>
    private async Task Work(
        FeedBookmark bookmark,
        Func<IReadOnlyList<FeedEvent>, CancellationToken, Task> deliver,
        CancellationToken cancellation
    )
    {
        var held = new Held(name, bookmark.Renew, bookmark.Release);
        await using var term = Term.Begin(database, held, logger, cancellation);
        try
        {
            FeedBookmark? at = bookmark;
            while (at is { } mine)
            {
                at = await Go(mine, deliver, term.Over);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Said below.
        }

        FeedMessages.FollowedElsewhere(logger, name);
    }

    /// <summary>Null: another has the lease, and repeats what was delivered last.</summary>
    private async Task<FeedBookmark?> Go(
        FeedBookmark bookmark,
        Func<IReadOnlyList<FeedEvent>, CancellationToken, Task> deliver,
        CancellationToken cancellation
    )
    {
        await tail.WaitBeyond(bookmark.Next, cancellation);
        var page = await tail.Read(bookmark.Next, FeedFilter.All, EventsAtOnce, cancellation);
        while (!await Delivered(page.Events, deliver, cancellation))
        {
            await Task.Delay(TryAgainAfter, cancellation);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        var move = bookmark.Move(page.Next);
        batch.BatchCommands.Add(move);
        await batch.ExecuteNonQueryAsync(cancellation);
        return move.Rows == 1 ? bookmark with { Next = page.Next } : null;
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
