using Microsoft.Extensions.Logging;
using Npgsql;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Core.Projections;

namespace TransferLedger.Postgres.Projections;

/// <summary>
/// Reads the log in order and writes the read tables, one page at a time: rows and bookmark in one transaction. An entry
/// that the fold cannot take stops it loudly, while filing goes on.
/// </summary>
public sealed class ProjectionRunner(
    ILog log,
    NpgsqlDataSource database,
    Policy policy,
    ILogger<ProjectionRunner> logger,
    ProjectionOptions? options = null
)
{
    private static readonly TimeSpan RetryEvery = TimeSpan.FromMilliseconds(500);

    private readonly int pageEntries = (options ?? new ProjectionOptions()).PageEntries;
    private readonly HeadSignal passed = new();
    private readonly Headlines headlines = new(policy);
    private volatile string? stopped;

    /// <summary>The next position that has not been projected yet.</summary>
    public Position Next => new(passed.Size);

    /// <summary>Why it stopped, for whoever asks after its health; null while it runs.</summary>
    public string? Stopped => stopped;

    /// <summary>Completes as soon as the entry at <paramref name="position"/> shows in the read tables.</summary>
    public Task WaitFor(Position position, CancellationToken cancellation) =>
        passed.WaitFor(position, cancellation);

    /// <summary>Makes the read tables where they are missing, so that they can be read before anything is projected.</summary>
    public async Task Prepare(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        // Must stay two statements: the second is planned against the tables that the first leaves.
        await Execute(connection, "drop_older", cancellation);
        await Execute(connection, "tables", cancellation);
    }

    /// <summary>Projects until it is cancelled or cannot go on.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        try
        {
            var bookmark = await Patiently(() => TakeOver(cancellation), cancellation);
            passed.Advance(bookmark.Next);
            while (true)
            {
                await log.WaitFor(new Position(bookmark.Next), cancellation);
                var from = bookmark;
                bookmark = await Patiently(() => ProjectPage(from, cancellation), cancellation);
                passed.Advance(bookmark.Next);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            headlines.Forget();
            stopped = e.Message;
            ProjectionMessages.Stopped(logger, Next.Value, e);
            throw;
        }
    }

    /// <summary>
    /// Works the read tables out anew from the whole log, in one transaction: readers see the old rows until it is done. A
    /// runner that works meanwhile waits and goes on behind it.
    /// </summary>
    /// <param name="progress">Told the number of entries folded so far.</param>
    /// <returns>The number of entries folded.</returns>
    public async Task<long> Rebuild(IProgress<long>? progress, CancellationToken cancellation)
    {
        await Prepare(cancellation);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var bookmark = await Bookmarked(connection, "start_over", cancellation);
        // Must stay two statements: one would empty the tables as they stood before it held the bookmark.
        await Execute(connection, "empty", cancellation);
        headlines.Forget();
        while (await ReadPage(bookmark.Next, cancellation) is { Count: > 0 } page)
        {
            bookmark = await Write(connection, bookmark, page, cancellation);
            progress?.Report(bookmark.Next);
        }

        await transaction.CommitAsync(cancellation);
        return bookmark.Next;
    }

    /// <summary>
    /// Tries again while the database is away. Safe after a commit of which nobody knows whether it was: then the bookmark
    /// has moved, and it goes on from there.
    /// </summary>
    private async Task<Bookmark> Patiently(Func<Task<Bookmark>> work, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await work();
            }
            catch (Exception e) when (DatabaseAway.Is(e))
            {
                headlines.Forget();
                ProjectionMessages.Away(logger, Next.Value, e);
                await Task.Delay(RetryEvery, cancellation);
            }
        }
    }

    private async Task<Bookmark> TakeOver(CancellationToken cancellation)
    {
        await Prepare(cancellation);
        headlines.Forget();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await Bookmarked(connection, "take_over", cancellation);
    }

    private static async Task<Bookmark> Bookmarked(
        NpgsqlConnection connection,
        string file,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand(SqlFile.Read($"Projections/{file}.sql"), connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new Bookmark(reader.GetInt64(0), reader.GetInt64(1));
    }

    private async Task<Bookmark> ProjectPage(Bookmark bookmark, CancellationToken cancellation)
    {
        var page = await ReadPage(bookmark.Next, cancellation);
        try
        {
            return await WritePage(bookmark, page, cancellation);
        }
        catch (Exception e) when (e is FencedOffException || (e is PostgresException && !DatabaseAway.Is(e)))
        {
            headlines.Forget();
            var now = await BookmarkNow(cancellation);
            if (now.Fence != bookmark.Fence)
            {
                throw new FencedOffException($"Another runner took over at {now.Next}.", e);
            }

            // A rebuild came past.
            return now.Next > bookmark.Next
                ? now
                : throw new ProjectionException(
                    $"The entries from {bookmark.Next} to {page[^1].Position} could not be written.",
                    e
                );
        }
    }

    private async Task<Bookmark> BookmarkNow(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await Bookmarked(connection, "read_bookmark", cancellation);
    }

    private async Task<Bookmark> WritePage(
        Bookmark bookmark,
        IReadOnlyList<Recorded> page,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var next = await Write(connection, bookmark, page, cancellation);
        await transaction.CommitAsync(cancellation);
        return next;
    }

    /// <summary>
    /// A page never ends inside a report: its claims are told apart from its filing by nothing but their places. It ends
    /// before the report that holds an entry which cannot be read, and where it would begin with that one, it throws.
    /// </summary>
    private async Task<IReadOnlyList<Recorded>> ReadPage(long from, CancellationToken cancellation)
    {
        var entries = await log.Read(new Position(from), pageEntries, cancellation);
        var (page, unread) = Decode(entries);
        if (OpenReport(page) is var open and > 0 && unread is null)
        {
            (var rest, unread) = Decode(await log.Read(new Position(from + page.Count), open, cancellation));
            page.AddRange(rest);
        }

        if (unread is not null && OpenReport(page) > 0)
        {
            var cut = page.FindLastIndex(r => r.Event is ReportFiled);
            page.RemoveRange(cut, page.Count - cut);
        }

        return page.Count == 0 && unread is not null ? throw unread : page;
    }

    /// <summary>The entries up to the first that cannot be read, and what is wrong with that one.</summary>
    private static (List<Recorded> Read, ProjectionException? Unread) Decode(IReadOnlyList<Entry> entries)
    {
        var read = new List<Recorded>(entries.Count);
        foreach (var entry in entries)
        {
            try
            {
                read.Add(RecordedEntry.Of(entry));
            }
            catch (Exception e)
            {
                return (read, ProjectionException.At(entry.Position, e));
            }
        }

        return (read, null);
    }

    /// <summary>How many claims of the last report on the page are missing from it.</summary>
    private static int OpenReport(List<Recorded> page)
    {
        var last = page.FindLastIndex(r => r.Event is ReportFiled);
        return last < 0 ? 0 : Math.Max(0, last + 1 + ((ReportFiled)page[last].Event).Claims - page.Count);
    }

    private async Task<Bookmark> Write(
        NpgsqlConnection connection,
        Bookmark bookmark,
        IReadOnlyList<Recorded> page,
        CancellationToken cancellation
    )
    {
        var rows = new ReadRows();
        var earlier = await RunnerReads.StreamsBefore(
            connection,
            ReadRows.NeededBy(page),
            bookmark.Next,
            cancellation
        );
        rows.Know(earlier);
        foreach (var recorded in page)
        {
            Evolve(rows, recorded);
        }

        var next = bookmark with { Next = page[^1].Position.Value + 1 };
        var figures = await headlines.Of(connection, rows, cancellation);
        await using var batch = new NpgsqlBatch(connection);
        // First, so that whoever else works waits here, before either has written a row that the other needs.
        var move = new NpgsqlBatchCommand(SqlFile.Read("Projections/move_bookmark.sql"));
        move.Parameters.Add(new NpgsqlParameter<long> { TypedValue = bookmark.Next });
        move.Parameters.Add(new NpgsqlParameter<long> { TypedValue = bookmark.Fence });
        move.Parameters.Add(new NpgsqlParameter<long> { TypedValue = next.Next });
        batch.BatchCommands.Add(move);
        RowWriter.Write(batch, rows, figures);
        await batch.ExecuteNonQueryAsync(cancellation);
        return move.RecordsAffected == 1
            ? next
            : throw new FencedOffException(
                $"Another runner moved the bookmark away from {bookmark.Next}.",
                innerException: null
            );
    }

    private static void Evolve(ReadRows rows, Recorded recorded)
    {
        try
        {
            rows.Evolve(recorded);
        }
        catch (Exception e)
        {
            throw ProjectionException.At(recorded.Position, e);
        }
    }

    private static async Task Execute(
        NpgsqlConnection connection,
        string file,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand(SqlFile.Read($"Projections/{file}.sql"), connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private readonly record struct Bookmark(long Next, long Fence);
}

/// <summary>How a runner works.</summary>
public sealed record ProjectionOptions
{
    /// <summary>
    /// Entries that are folded and written at once; a page goes on to the end of a report that it would cut. Default 2,000;
    /// less where memory is short.
    /// </summary>
    public int PageEntries { get; init; } = 2_000;
}

/// <summary>Another runner took over; this one must not write any more.</summary>
public sealed class FencedOffException(string message, Exception? innerException)
    : Exception(message, innerException);

/// <summary>Projections cannot go on: an entry cannot be folded, or its rows cannot be written.</summary>
public sealed class ProjectionException(string message, Exception innerException)
    : Exception(message, innerException)
{
    internal static ProjectionException At(Position position, Exception e) =>
        new($"The entry at {position} cannot be folded: {e.Message}", e);
}
