using Microsoft.Extensions.Logging;
using Npgsql;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Feed;
using TransferLedger.Core.Log;
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

    private readonly BookmarkWorker worker = new(database, Name, logger);
    private readonly PageReader pages = new(log, PageEntries);
    private readonly LedgerReads reads = new(database);
    private readonly FeedWriter writer = new(database);
    private FeedUnit? told;
    private volatile Stop? stopped;

    /// <summary>Why it stopped, for whoever asks after its health; null while the feed goes on, written by this node or another.</summary>
    public string? Stopped => stopped is { } stop && tail.Horizon <= stop.Before ? stop.Why : null;

    /// <summary>
    /// Writes, or waits while another does, until it is cancelled. Where it cannot go on it says so, and tries again: what stood in
    /// its way may be mended, or be on this node alone.
    /// </summary>
    public async Task Run(CancellationToken cancellation)
    {
        using var able = CancellationTokenSource.CreateLinkedTokenSource(cancellation, projections.Halted);
        while (!able.IsCancellationRequested)
        {
            try
            {
                await worker.Go(Go, able.Token);
            }
            catch (OperationCanceledException) when (able.IsCancellationRequested)
            {
                // Without its projections this node cannot derive anything: another may, and has the lease.
                return;
            }
            catch (Exception e)
                when (DatabaseAway.Is(e) || e is ReadsBehindException or ReadTablesMissingException)
            {
                FeedMessages.Away(logger, tail.Horizon.ToString(), e);
                await Pause(AskEvery, able.Token);
            }
            catch (Exception e)
            {
                stopped = new(tail.Horizon, e.Message);
                FeedMessages.Stopped(logger, tail.Horizon.ToString(), e);
                await Pause(TryAgainAfter, able.Token);
            }
        }
    }

    private static async Task Pause(TimeSpan time, CancellationToken cancellation) =>
        await Task.Delay(time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>The entries of one report, what derives from it, or a page of both. Null: another has the lease.</summary>
    private async Task<FeedBookmark?> Go(FeedBookmark bookmark, CancellationToken cancellation)
    {
        if (told is { Last.Position: var last } && bookmark.Next == FeedPlace.Of(last).Next)
        {
            await projections.WaitFor(last, cancellation);
            return await Derive(bookmark, [told], cancellation);
        }

        await log.WaitFor(bookmark.Next.Position, cancellation);
        var from = await BeginningOf(bookmark.Next, cancellation);
        var page = await pages.Read(from.Value, cancellation);
        if (
            bookmark.Next.Index == 0
            && FeedUnit.In(page) is [{ Entries: [{ Event: ReportFiled }, ..] } report]
        )
        {
            return await Tell(bookmark, report, cancellation);
        }

        await projections.WaitFor(from, cancellation);
        var projected = projections.Next;
        var units = FeedUnit.In([.. page.TakeWhile(entry => entry.Position < projected)]);
        return units.Count == 0 ? bookmark : await Derive(bookmark, units, cancellation);
    }

    /// <summary>The entries of a report that nothing follows yet, before what derives from it is known.</summary>
    private Task<FeedBookmark?> Tell(FeedBookmark bookmark, FeedUnit report, CancellationToken cancellation)
    {
        told = report;
        return Write(
            bookmark,
            FeedPlace.Of(report.Last.Position).Next,
            [.. Deriving.OfReport(report).Tagged().Select(EntryRow)],
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
        if (await writer.Write(bookmark, end, rows, cancellation) is not { } written)
        {
            return null;
        }

        tail.Take(bookmark.Next, written);
        return bookmark with { Next = end };
    }

    /// <summary>Where the unit begins whose events go on there: a report's derived ones stand behind its last entry.</summary>
    private async Task<Position> BeginningOf(FeedPlace place, CancellationToken cancellation)
    {
        if (place.Index == 0)
        {
            return place.Position;
        }

        var entry = RecordedEntry.Of((await log.Read(place.Position, 1, cancellation))[0]);
        return entry.Event is Claim ? new Position(place.Position.Value - entry.Version + 1) : place.Position;
    }

    /// <summary>Over as soon as the feed goes beyond the place, whoever writes it.</summary>
    private sealed record Stop(FeedPlace Before, string Why);

    private static FeedWriter.Row EntryRow((Recorded Entry, FeedTags Tags) of) =>
        new(FeedPlace.Of(of.Entry.Position), EventNames.Of(of.Entry.Event), of.Tags, Data: null);
}
