using Microsoft.Extensions.Logging;
using Npgsql;
using TransferLedger.Postgres.Leases;

namespace TransferLedger.Postgres.Feed;

/// <summary>
/// Goes step by step from a bookmark in the database. Of the nodes one has its lease and goes; the others wait until it is gone.
/// </summary>
internal sealed class BookmarkWorker(NpgsqlDataSource database, string name, ILogger logger)
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(250);

    private readonly Guid self = Guid.NewGuid();

    /// <summary>Waits for the lease, and goes until somebody else has it.</summary>
    /// <param name="step">Gives the bookmark as it stands behind the step; null: somebody else has the lease.</param>
    public async Task Go(
        Func<FeedBookmark, CancellationToken, Task<FeedBookmark?>> step,
        CancellationToken cancellation
    )
    {
        FeedBookmark? at = await AwaitLease(cancellation);
        var held = new Held(name, at.Value.Renew, at.Value.Release);
        await using var term = Term.Begin(database, held, logger, cancellation);
        try
        {
            while (at is { } bookmark)
            {
                at = await step(bookmark, term.Over);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Said below.
        }

        FeedMessages.LeaseLost(logger, name);
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
}
