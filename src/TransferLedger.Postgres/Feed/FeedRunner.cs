using Microsoft.Extensions.Logging;
using Npgsql;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Feed;
using TransferLedger.Core.Log;
using TransferLedger.Postgres.Leases;
using TransferLedger.Postgres.Projections;

namespace TransferLedger.Postgres.Feed;

/// <summary>
/// Writes the feed: the entries of the log, and behind each report or later event the estimates that changed with it. Of the
/// nodes on one database one has the lease and works; the others wait until it is gone. Entries of a report that has just been
/// filed are told at once; what derives from them needs the index, which the projections write.
/// </summary>
public sealed class FeedRunner(
    ILog log,
    NpgsqlDataSource database,
    ProjectionRunner projections,
    FeedTail tail,
    Policy policy,
    ILogger<FeedRunner> logger
)
{
    private const string Name = "feed";
    private const int PageEntries = 1_000;

    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(5);

    private readonly Guid self = Guid.NewGuid();
    private readonly PageReader pages = new(log, PageEntries);
    private readonly LedgerReads reads = new(database);
    private readonly FeedWriter writer = new(database);
    private volatile string? stopped;

    /// <summary>Why it stopped, for whoever asks after its health; null while it runs.</summary>
    public string? Stopped => stopped;

    /// <summary>
    /// Writes, or waits while another does, until it is cancelled. Where it cannot go on it says so, and tries again: what stood in
    /// its way may be mended, or be on this node alone.
    /// </summary>
    public async Task Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await Work(await AwaitLease(cancellation), cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
                when (DatabaseAway.Is(e) || e is ReadsBehindException or ReadTablesMissingException)
            {
                FeedMessages.Away(logger, tail.Horizon.ToString(), e);
                await Pause(AskEvery, cancellation);
            }
            catch (Exception e)
            {
                stopped = e.Message;
                FeedMessages.Stopped(logger, tail.Horizon.ToString(), e);
                await Pause(TryAgainAfter, cancellation);
            }
        }
    }

    private static async Task Pause(TimeSpan time, CancellationToken cancellation) =>
        await Task.Delay(time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task<FeedBookmark> AwaitLease(CancellationToken cancellation)
    {
        while (true)
        {
            await using (var connection = await database.OpenConnectionAsync(cancellation))
            {
                if (await FeedBookmark.Take(connection, Name, self, cancellation) is { } mine)
                {
                    return mine;
                }
            }

            await Task.Delay(AskEvery, cancellation);
        }
    }

    /// <summary>Until somebody else has the lease.</summary>
    private async Task Work(FeedBookmark bookmark, CancellationToken cancellation)
    {
        var held = new Held(Name, bookmark.Renew, bookmark.Release);
        await using var term = Term.Begin(database, held, logger, cancellation);
        try
        {
            FeedBookmark? at = bookmark;
            while (at is { } mine)
            {
                at = await Go(mine, term.Over);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Said below.
        }

        FeedMessages.LeaseLost(logger, tail.Horizon.ToString());
    }

    /// <summary>One page, or the entries of one report. Null: another has the lease.</summary>
    private async Task<FeedBookmark?> Go(FeedBookmark bookmark, CancellationToken cancellation)
    {
        await log.WaitFor(bookmark.Next.Position, cancellation);
        var from =
            bookmark.Next.Index == 0
                ? bookmark.Next.Position
                : await BeginningOf(bookmark.Next.Position, cancellation);
        if (bookmark.Next.Index == 0 && projections.Next <= from)
        {
            var told = await Tell(bookmark, cancellation);
            if (told is null || told != bookmark)
            {
                return told;
            }
        }

        await projections.WaitFor(from, cancellation);
        var page = await pages.Read(from.Value, cancellation);
        var projected = projections.Next;
        var units = FeedUnit.In([.. page.TakeWhile(entry => entry.Position < projected)]);
        return units.Count == 0 ? bookmark : await Derive(bookmark, units, cancellation);
    }

    /// <summary>The entries of a report that nothing follows yet, before what derives from it is known.</summary>
    private async Task<FeedBookmark?> Tell(FeedBookmark bookmark, CancellationToken cancellation)
    {
        var page = await pages.Read(bookmark.Next.Position.Value, cancellation);
        if (FeedUnit.In(page) is not [var unit] || unit.Entries[0].Event is not ReportFiled)
        {
            return bookmark;
        }

        return await Write(
            bookmark,
            FeedPlace.Of(unit.Last.Position).Next,
            [.. Deriving.OfReport(unit).Tagged().Select(EntryRow)],
            cancellation
        );
    }

    private async Task<FeedBookmark?> Derive(
        FeedBookmark bookmark,
        IReadOnlyList<FeedUnit> units,
        CancellationToken cancellation
    )
    {
        var last = units[^1].Last.Position;
        var index = reads.Entries(last.Value + 1);
        var deriving = await Deriving.Of(units, index, cancellation);
        var revisions = await deriving.Revisions(index, policy, cancellation);
        var derived = revisions
            .GroupBy(revised => revised.Unit)
            .SelectMany(unit =>
                unit.Select(
                    (revised, n) =>
                        new FeedWriter.Row(
                            new FeedPlace(revised.Unit.Last.Position, n + 1),
                            FeedEvent.EstimateRevised,
                            revised.Tags,
                            EstimateRevisedBody
                                .Of(revised.Figure, revised.Revision, revised.Unit.Last.Position)
                                .ToJson()
                        )
                )
            );
        return await Write(
            bookmark,
            FeedPlace.Of(last.Next),
            [.. deriving.Tagged().Select(EntryRow).Concat(derived).OrderBy(row => row.Place)],
            cancellation
        );
    }

    private async Task<FeedBookmark?> Write(
        FeedBookmark bookmark,
        FeedPlace end,
        IReadOnlyList<FeedWriter.Row> rows,
        CancellationToken cancellation
    )
    {
        var written = await writer.Write(bookmark, end, rows, cancellation);
        if (written is not null)
        {
            stopped = null;
            tail.Hear();
        }

        return written;
    }

    /// <summary>Where the report begins whose last entry stands there.</summary>
    private async Task<Position> BeginningOf(Position last, CancellationToken cancellation)
    {
        var entry = RecordedEntry.Of((await log.Read(last, 1, cancellation))[0]);
        return entry.Event is Claim ? new Position(last.Value - entry.Version + 1) : last;
    }

    private static FeedWriter.Row EntryRow((Recorded Entry, FeedTags Tags) of) =>
        new(FeedPlace.Of(of.Entry.Position), EventNames.Of(of.Entry.Event), of.Tags, Data: null);
}
