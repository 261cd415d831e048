using System.Diagnostics;
using Npgsql;
using TransferLedger.Core.Projections;

namespace TransferLedger.Postgres.Projections;

/// <summary>
/// Asks the live read tables, and the log beside them. Every statement gives the bookmark first, and a row of nulls behind it
/// where nothing was found: rows and bookmark are of one snapshot. No row at all: a rebuild put other tables in the place of these,
/// and they are asked instead.
/// </summary>
internal sealed class LiveTables(NpgsqlDataSource database)
{
    /// <summary>How long it is waited for what is in the log and cannot be read yet.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(10);

    private volatile GenerationRead? live;

    public ValueTask<NpgsqlConnection> Open(CancellationToken cancellation) =>
        database.OpenConnectionAsync(cancellation);

    /// <param name="file">Of a statement on read tables.</param>
    /// <param name="read">Of a row; its first column is the bookmark.</param>
    /// <param name="seen">The bookmark must be as far: what was read before was.</param>
    /// <exception cref="ReadTablesMissingException">They are still being worked out.</exception>
    /// <exception cref="ReadsBehindException">This server is not as far as another one that was asked.</exception>
    public Task<Page<T>> Query<T>(
        NpgsqlConnection connection,
        string file,
        Func<NpgsqlDataReader, T> read,
        long seen,
        CancellationToken cancellation,
        params NpgsqlParameter[] parameters
    ) => Ask(connection, generation => generation.Sql(file), read, seen, parameters, cancellation);

    /// <summary>The same of a statement on the log, in any order.</summary>
    public Task<Page<T>> QueryLog<T>(
        NpgsqlConnection connection,
        string file,
        Func<NpgsqlDataReader, T> read,
        long seen,
        CancellationToken cancellation,
        params NpgsqlParameter[] parameters
    ) =>
        Ask(
            connection,
            generation =>
                $"""
                    select b.next, l.*
                    from projections.generations b
                    left join (
                    {SqlFile.Read($"Projections/{file}.sql")}
                    ) l on true
                    where b.generation = {generation.Number} and b.state = 'live'
                    """,
            read,
            seen,
            parameters,
            cancellation
        );

    private async Task<Page<T>> Ask<T>(
        NpgsqlConnection connection,
        Func<Generation, string> sql,
        Func<NpgsqlDataReader, T> read,
        long seen,
        NpgsqlParameter[] parameters,
        CancellationToken cancellation
    )
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            var asked = live ??= await Live(connection, cancellation);
            var page = await TryQuery(connection, sql(asked.Generation), read, parameters, cancellation);
            if (page is null)
            {
                live = null;
            }
            else if (AwaitedPosition.Current is { } awaited && !awaited.IsReached(page.Bookmark))
            {
                await awaited.Pause(page.Bookmark, cancellation);
            }
            else if (page.Bookmark >= seen)
            {
                return page;
            }
            else if (Stopwatch.GetElapsedTime(since) < Patience)
            {
                await Task.Delay(AskEvery, cancellation);
            }
            else
            {
                throw new ReadsBehindException(new(seen - 1), page.Bookmark);
            }
        }
    }

    private static async Task<Page<T>?> TryQuery<T>(
        NpgsqlConnection connection,
        string sql,
        Func<NpgsqlDataReader, T> read,
        NpgsqlParameter[] parameters,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var (bookmark, rows) = ((long?)null, new List<T>());
            while (await reader.ReadAsync(cancellation))
            {
                bookmark = reader.GetInt64(0);
                if (!reader.IsDBNull(1))
                {
                    rows.Add(read(reader));
                }
            }

            return bookmark is { } known ? new Page<T>(known, rows) : null;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            // Kept for a while, and dropped by now.
            return null;
        }
        finally
        {
            command.Parameters.Clear();
        }
    }

    private static async Task<GenerationRead> Live(
        NpgsqlConnection connection,
        CancellationToken cancellation
    )
    {
        try
        {
            return await Generations.Live(connection, cancellation) is { } found
                ? new(found.Generation)
                : throw new ReadTablesMissingException();
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            throw new ReadTablesMissingException();
        }
    }

    /// <summary>A reference, so that readers exchange it at once.</summary>
    private sealed record GenerationRead(Generation Generation);
}
