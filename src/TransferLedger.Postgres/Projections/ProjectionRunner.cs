using Microsoft.Extensions.Logging;
using Npgsql;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Postgres.Leases;

namespace TransferLedger.Postgres.Projections;

/// <summary>
/// Reads the log in order and writes the read tables, one page at a time: rows and bookmark in one transaction. Of the runners
/// on one database one has the lease and works; the others watch where it stands and take over when it is gone. An entry that
/// the fold cannot take stops it loudly, while filing goes on.
/// </summary>
public sealed class ProjectionRunner(
    ILog log,
    NpgsqlDataSource database,
    Policy policy,
    ILogger<ProjectionRunner> logger,
    ProjectionOptions? options = null
) : IDisposable
{
    /// <summary>An entry costs a rebuild a fifth of what it costs a page: it pays where a fifth of all is still to be done.</summary>
    private const int RebuildPaysFrom = 4;

    private static readonly TimeSpan RetryEvery = TimeSpan.FromMilliseconds(500);

    private readonly ProjectionOptions options = options ?? new ProjectionOptions();
    private readonly PageReader pages = new(log, (options ?? new ProjectionOptions()).PageEntries);
    private readonly Guid self = Guid.NewGuid();
    private readonly HeadSignal passed = new();
    private long headBefore;
    private readonly CancellationTokenSource halted = new();
    private volatile string? stopped;
    private volatile bool isReadable;

    /// <summary>There are read tables of this version; else they are being worked out.</summary>
    public bool IsReadable => isReadable;

    /// <summary>The next position that has not been projected yet.</summary>
    public Position Next => new(passed.Size);

    /// <summary>Cancelled when it has stopped for good.</summary>
    public CancellationToken Halted => halted.Token;

    /// <summary>Why it stopped, for whoever asks after its health; null while it runs.</summary>
    public string? Stopped => stopped;

    /// <summary>Completes as soon as the entry at <paramref name="position"/> shows in the read tables.</summary>
    public Task WaitFor(Position position, CancellationToken cancellation) =>
        passed.WaitFor(position, cancellation);

    /// <summary>Makes empty read tables where the log is empty, so that they can be read before anything is projected.</summary>
    public async Task Prepare(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await Generations.Prepare(connection, cancellation);
        isReadable =
            await Generations.Live(connection, cancellation) is not null
            || await Rebuilding.Begin(cancellation);
    }

    /// <summary>Projects, or watches another do it, until it is cancelled or cannot go on.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        try
        {
            await Patiently(() => BuildIfMissing(cancellation), cancellation);
            while (true)
            {
                var mine = await Patiently(
                    () => Watch.AwaitLease(database, self, passed, cancellation),
                    cancellation
                );
                await Work(mine, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            stopped = e.Message;
            ProjectionMessages.Stopped(logger, Next.Value, e);
            await halted.CancelAsync();
            throw;
        }
    }

    public void Dispose() => halted.Dispose();

    /// <summary>
    /// Works the read tables out anew from the whole log, beside the live ones: readers see these until it is done, and a runner
    /// that works meanwhile goes on with the new ones.
    /// </summary>
    /// <param name="progress">Told how far it is.</param>
    public Task<RebuildResult> Rebuild(
        IProgress<RebuildProgress>? progress,
        CancellationToken cancellation
    ) => Rebuilding.Run(progress, cancellation);

    /// <summary>Puts the read tables that the last rebuild replaced back in their place, brought up to date.</summary>
    /// <returns>False: none were kept.</returns>
    public Task<bool> GoBack(CancellationToken cancellation) => Rebuilding.GoBack(cancellation);

    private Rebuild Rebuilding => new(log, database, policy, options.Rebuild);

    /// <summary>Read tables of another version of the fold are no use to this one.</summary>
    private async Task<bool> BuildIfMissing(CancellationToken cancellation)
    {
        await Prepare(cancellation);
        var built = await Rebuilding.BuildIfMissing(new Told(logger), cancellation);
        isReadable = true;
        return built;
    }

    /// <summary>
    /// Tries again while the database is away. Safe after a commit of which nobody knows whether it was: then the bookmark
    /// has moved, and it goes on from there.
    /// </summary>
    private async Task<T> Patiently<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await work();
            }
            catch (Exception e) when (DatabaseAway.Is(e))
            {
                ProjectionMessages.Away(logger, Next.Value, e);
                await Task.Delay(RetryEvery, cancellation);
            }
        }
    }

    /// <summary>Until somebody else has the lease.</summary>
    private async Task Work(Bookmark from, CancellationToken cancellation)
    {
        passed.Advance(from.Next);
        await using var term = Term.Begin(database, Lease(from.Fence), logger, cancellation);
        try
        {
            await Project(from, term.Over);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            ProjectionMessages.LeaseLost(logger, Next.Value);
        }
    }

    private static Held Lease(long fence) =>
        new(
            "projections",
            async (connection, cancellation) =>
                await Generations.RenewLease(connection, fence, cancellation) is not null,
            (connection, cancellation) => Generations.ReleaseLease(connection, fence, cancellation)
        );

    /// <summary>Page after page; returns when another has the lease.</summary>
    private async Task Project(Bookmark bookmark, CancellationToken cancellation)
    {
        var writer = new PageWriter(bookmark.Generation, policy);
        var tries = true;
        while (true)
        {
            await log.WaitFor(new Position(bookmark.Next), cancellation);
            var at = bookmark;
            var moved = await Patiently(() => ProjectPage(writer, at, cancellation), cancellation);
            if (moved is null)
            {
                moved = await Patiently(() => Standing(cancellation), cancellation);
                if (moved?.Fence != at.Fence)
                {
                    ProjectionMessages.LeaseLost(logger, at.Next);
                    return;
                }

                // A rebuild put other tables in the place of these.
                writer = new PageWriter(moved.Value.Generation, policy);
            }

            bookmark = moved.Value;
            passed.Advance(bookmark.Next);
            if (
                bookmark.Next - at.Next >= options.PageEntries
                && tries
                && await Patiently(() => IsFarBehind(bookmark, cancellation), cancellation)
            )
            {
                // The next page finds other tables in the place of these.
                tries = await TryToCatchUp(bookmark.Generation, cancellation);
            }
        }
    }

    /// <summary>
    /// Whether it takes less to work out everything anew than to go on page by page: a page works every figure out again that it
    /// touches, a rebuild each of them once. While the log still grows it waits until there is as much to do as was done, so that
    /// a long import is worked out a few times and not all the time.
    /// </summary>
    private async Task<bool> IsFarBehind(Bookmark bookmark, CancellationToken cancellation)
    {
        var head = (await log.Head(cancellation)).Size;
        var grows = head != headBefore;
        headBefore = head;
        var behind = head - bookmark.Next;
        return behind >= options.FarBehindEntries
            && behind > (grows ? bookmark.Next : bookmark.Next / RebuildPaysFrom);
    }

    /// <summary>False: it cannot be done, for want of room or of an entry that folds, and pages go as far as they can.</summary>
    private async Task<bool> TryToCatchUp(Generation lagging, CancellationToken cancellation)
    {
        try
        {
            await Rebuilding.CatchUp(lagging, new Told(logger), cancellation);
            return true;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            ProjectionMessages.PageByPage(logger, Next.Value, e);
            return false;
        }
    }

    /// <summary>Null: the bookmark stands elsewhere by now, and nothing was written.</summary>
    private async Task<Bookmark?> ProjectPage(PageWriter writer, Bookmark at, CancellationToken cancellation)
    {
        var page = await pages.Read(at.Next, cancellation);
        var next = page[^1].Position.Value + 1;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            var move = new NpgsqlBatchCommand(at.Generation.Sql("move_bookmark"));
            move.Parameters.Add(new NpgsqlParameter<long> { TypedValue = at.Next });
            move.Parameters.Add(new NpgsqlParameter<long> { TypedValue = at.Fence });
            move.Parameters.Add(new NpgsqlParameter<long> { TypedValue = next });
            move.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = Generations.LeaseTime });
            var moved = await writer.Write(connection, page, move, cancellation);
            await (moved ? transaction.CommitAsync(cancellation) : transaction.RollbackAsync(cancellation));
            return moved ? at with { Next = next } : null;
        }
        catch (PostgresException e) when (!DatabaseAway.Is(e))
        {
            await transaction.RollbackAsync(cancellation);
            return await Generations.Live(connection, cancellation) == at
                ? throw new ProjectionException(
                    $"The entries at {at.Next} to {page[^1].Position} could not be written.",
                    e
                )
                : null;
        }
    }

    private async Task<Bookmark?> Standing(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await Generations.Live(connection, cancellation);
    }
}

/// <summary>Tells the log of the process how far a rebuild is.</summary>
internal sealed class Told(ILogger logger) : IProgress<RebuildProgress>
{
    private const long Every = 100_000;

    private long told;

    public void Report(RebuildProgress value)
    {
        if (value.Done / Every > told / Every)
        {
            told = value.Done;
            ProjectionMessages.Rebuilding(logger, value.Done, value.All);
        }
    }
}

/// <summary>How a runner works.</summary>
public sealed record ProjectionOptions
{
    /// <summary>
    /// Entries that are folded and written at once; a page goes on to the end of a report that it would cut. Default 2,000;
    /// less where memory is short.
    /// </summary>
    public int PageEntries { get; init; } = 2_000;

    /// <summary>
    /// A runner that is behind by more, and by more than a quarter of what it has done, works the read tables out anew instead:
    /// after a large import, for one. While the log grows, by more than all that it has done. Default 20,000.
    /// </summary>
    public int FarBehindEntries { get; init; } = 20_000;

    internal RebuildOptions Rebuild { get; init; } = new();
}

/// <summary>Projections cannot go on: an entry cannot be folded, or its rows cannot be written.</summary>
public sealed class ProjectionException(string message, Exception innerException)
    : Exception(message, innerException)
{
    /// <summary>Of the entry that cannot be folded; null: it is about its rows.</summary>
    public Position? Position { get; private init; }

    internal static ProjectionException At(Position position, Exception e) =>
        new($"The entry at {position} cannot be folded: {e.Message}", e) { Position = position };
}
