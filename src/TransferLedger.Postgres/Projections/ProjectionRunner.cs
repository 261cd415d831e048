using Microsoft.Extensions.Logging;
using Npgsql;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Core.Projections;
using TransferLedger.Postgres.Log;

namespace TransferLedger.Postgres.Projections;

/// <summary>
/// Reads the log in order and writes the read tables, one page at a time: rows and bookmark in one transaction. An entry
/// that the fold cannot take stops it loudly, while filing goes on.
/// </summary>
public sealed class ProjectionRunner(
    ILog log,
    NpgsqlDataSource database,
    Policy policy,
    ILogger<ProjectionRunner> logger
)
{
    /// <summary>Entries of one page; it goes on to the end of a report that it would cut.</summary>
    public const int PageLimit = 2_000;

    /// <summary>Pause before a lost database is asked again.</summary>
    private static readonly TimeSpan AfterLoss = TimeSpan.FromMilliseconds(200);

    private readonly HeadSignal passed = new();
    private readonly FigureClaimsCache figures = new();
    private volatile string? stopped;

    /// <summary>The next position that has not been projected yet.</summary>
    public Position Next => new(passed.Size);

    /// <summary>Why it stopped, for whoever asks after its health; null while it runs.</summary>
    public string? Stopped => stopped;

    /// <summary>Completes as soon as the entry at <paramref name="position"/> shows in the read tables.</summary>
    public Task WaitFor(Position position, CancellationToken cancellation) =>
        passed.WaitFor(position, cancellation);

    /// <summary>Makes the read tables where they are missing; reads answer from then on.</summary>
    public async Task Prepare(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await Execute(connection, "tables", cancellation);
    }

    /// <summary>
    /// Projects until it is cancelled or cannot go on. A database that went away is none of its faults: it begins again at
    /// the bookmark, which tells whether the page that was on its way was written.
    /// </summary>
    public async Task Run(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                try
                {
                    await Follow(cancellation);
                }
                catch (Exception e)
                    when (Faulted.IsLostConnection(e) && !cancellation.IsCancellationRequested)
                {
                    figures.Clear();
                    ProjectionMessages.Interrupted(logger, Next.Value, e);
                    await Task.Delay(AfterLoss, cancellation);
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            figures.Clear();
            stopped = e.Message;
            ProjectionMessages.Stopped(logger, Next.Value, e);
            throw;
        }
    }

    /// <summary>
    /// Works the read tables out anew from the whole log, in one transaction: readers see the old rows until it is done. A
    /// runner that works meanwhile is fenced off and stops.
    /// </summary>
    /// <param name="progress">Told the number of entries folded so far.</param>
    /// <returns>The number of entries folded.</returns>
    public async Task<long> Rebuild(IProgress<long>? progress, CancellationToken cancellation)
    {
        await Prepare(cancellation);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await Execute(connection, "empty", cancellation);
        var bookmark = (await TakeOver(connection, cancellation)) with { Next = 0 };
        figures.Clear();
        while (await ReadPage(bookmark.Next, cancellation) is { Count: > 0 } page)
        {
            bookmark = await Write(connection, bookmark, page, cancellation);
            progress?.Report(bookmark.Next);
        }

        await transaction.CommitAsync(cancellation);
        return bookmark.Next;
    }

    private async Task Follow(CancellationToken cancellation)
    {
        await Prepare(cancellation);
        var bookmark = await TakeOver(cancellation);
        passed.Advance(bookmark.Next);
        while (true)
        {
            await log.WaitFor(new Position(bookmark.Next), cancellation);
            bookmark = await ProjectPage(bookmark, cancellation);
            passed.Advance(bookmark.Next);
        }
    }

    private async Task<Bookmark> TakeOver(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await TakeOver(connection, cancellation);
    }

    private static async Task<Bookmark> TakeOver(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(SqlFile.Read("Projections/take_over.sql"), connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new Bookmark(reader.GetInt64(0), reader.GetInt64(1));
    }

    private async Task<Bookmark> ProjectPage(Bookmark bookmark, CancellationToken cancellation)
    {
        var page = await ReadPage(bookmark.Next, cancellation);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var next = await Write(connection, bookmark, page, cancellation);
        await transaction.CommitAsync(cancellation);
        return next;
    }

    /// <summary>A page never ends inside a report: its claims are told apart from its filing by nothing but their places.</summary>
    private async Task<IReadOnlyList<Recorded>> ReadPage(long from, CancellationToken cancellation)
    {
        var page = await ReadEntries(from, PageLimit, cancellation);
        var open = OpenReport(page);
        return open == 0 ? page : [.. page, .. await ReadEntries(from + page.Count, open, cancellation)];
    }

    private async Task<List<Recorded>> ReadEntries(long from, int limit, CancellationToken cancellation)
    {
        var entries = await log.Read(new Position(from), limit, cancellation);
        return entries.Select(RecordedEntry.Of).ToList();
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
        foreach (var recorded in page)
        {
            rows.Evolve(recorded);
        }

        var next = bookmark with { Next = page[^1].Position.Value + 1 };
        var headlines = await Headlines(connection, rows, cancellation);
        await using var batch = new NpgsqlBatch(connection);
        RowWriter.Write(batch, rows, headlines);
        var move = new NpgsqlBatchCommand(SqlFile.Read("Projections/move_bookmark.sql"));
        move.Parameters.Add(new NpgsqlParameter<long> { TypedValue = bookmark.Next });
        move.Parameters.Add(new NpgsqlParameter<long> { TypedValue = bookmark.Fence });
        move.Parameters.Add(new NpgsqlParameter<long> { TypedValue = next.Next });
        batch.BatchCommands.Add(move);
        await batch.ExecuteNonQueryAsync(cancellation);
        return move.RecordsAffected == 1
            ? next
            : throw new FencedOffException($"Another runner moved the bookmark away from {bookmark.Next}.");
    }

    /// <summary>The figures that the page touches, estimated from all their claims.</summary>
    private async Task<List<FigureRow>> Headlines(
        NpgsqlConnection connection,
        ReadRows rows,
        CancellationToken cancellation
    )
    {
        var touched = rows.FigureClaims.ToDictionary(group => group.Key, group => group.ToList());
        var all = await figures.With(
            touched,
            missing => ClaimReads.OfFigures(connection, missing, cancellation)
        );
        return [.. all.Select(f => FigureRow.Of(f.Key, f.Value, policy))];
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

/// <summary>Another runner took over; this one must not write any more.</summary>
public sealed class FencedOffException(string message) : Exception(message);
