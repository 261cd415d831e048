using System.Text.Json;
using Npgsql;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Projections;

namespace TransferLedger.Postgres.Projections;

/// <summary>
/// Reads the read tables at a day of the axis of what was said. Rows and bookmark come from one snapshot; lists are cut by
/// key, so that a page is as cheap at the end as at the beginning.
/// </summary>
public sealed partial class LedgerReads(NpgsqlDataSource database) : ILedgerLists
{
    private readonly DecodedEntries decoded = new();
    private volatile GenerationRead? live;

    /// <summary>The next position that cannot be read yet.</summary>
    public async Task<long> Bookmark(CancellationToken cancellation) =>
        (await Query("read_bookmark", row => row.GetInt64(1), cancellation)).Bookmark;

    /// <param name="after">Position of the last claim of the page before; -1 for the first page.</param>
    public Task<Page<ClaimState>> Claims(
        ClaimFilter filter,
        DateOnly asOf,
        long after,
        int limit,
        CancellationToken cancellation
    ) =>
        Query(
            "read_claims",
            ClaimStateAt,
            cancellation,
            Is(asOf),
            Is(after),
            Is(filter.Corridor?.ToString()),
            Is(filter.Figure?.ToString()),
            Is(filter.Report?.Text),
            Is(filter.Perspective?.Id),
            Is(filter.Statements),
            Is(filter.Claimant),
            Is(filter.Type),
            Is(filter.Since),
            Is((long)limit)
        );

    /// <param name="after">Published day and id of the last report of the page before.</param>
    public Task<Page<ReportRow>> Reports(
        DateOnly asOf,
        (DateOnly Published, string Report)? after,
        int limit,
        CancellationToken cancellation
    ) =>
        Query(
            "read_reports",
            row => new ReportRow(RecordedRows.At(row, 1, bytes: 3), row.GetInt64(2)),
            cancellation,
            Is(asOf),
            Is(after?.Published),
            Is(after?.Report),
            Is((long)limit)
        );

    public Task<Page<CorridorCounts>> Corridors(
        DateOnly asOf,
        string after,
        int limit,
        CancellationToken cancellation
    ) =>
        Query(
            "read_corridors",
            row => new CorridorCounts(
                Core.Parties.Corridor.Read(row.GetString(1)).Value,
                row.GetFieldValue<DateOnly>(2),
                row.GetFieldValue<DateOnly>(3),
                Decode<SortedDictionary<string, long>>(row.GetString(4))
            ),
            cancellation,
            Is(asOf),
            Is(after),
            Is((long)limit)
        );

    /// <summary>Headlines are those of today; whoever stands at an earlier day works them out from the claims.</summary>
    public Task<Page<FigureRow>> Figures(
        FigureFilter filter,
        DateOnly asOf,
        string after,
        int limit,
        CancellationToken cancellation
    ) =>
        Query(
            "read_figures",
            FigureRowAt,
            cancellation,
            Is(asOf),
            Is(after),
            Is(filter.Corridor?.ToString()),
            Is(filter.Measure?.Word()),
            Is(filter.Status),
            Is((long)limit),
            new NpgsqlParameter<bool> { TypedValue = filter.InConflict }
        );

    public Task<Page<StatementAppearances>> Statements(
        DateOnly asOf,
        string after,
        int limit,
        CancellationToken cancellation
    ) =>
        Query(
            "read_statements",
            row => new StatementAppearances(
                row.GetString(1),
                row.GetFieldValue<DateOnly>(2),
                row.GetFieldValue<string[]>(3),
                row.GetFieldValue<string[]>(4)
            ),
            cancellation,
            Is(asOf),
            Is(after),
            Is((long)limit)
        );

    public Task<Page<ClaimantRecord>> Claimants(
        DateOnly asOf,
        string after,
        int limit,
        CancellationToken cancellation
    ) =>
        Query(
            "read_claimants",
            row => new ClaimantRecord(
                row.GetString(1),
                ClaimAt(row, position: 8, type: 9, data: 10, bytes: 11).Claimant!,
                row.GetString(2),
                row.GetFieldValue<DateOnly>(3),
                row.GetFieldValue<DateOnly>(7),
                row.GetInt64(4),
                row.GetInt64(5),
                row.GetInt64(6)
            ),
            cancellation,
            Is(asOf),
            Is(after),
            Is((long)limit)
        );

    private static ClaimState ClaimStateAt(NpgsqlDataReader row) =>
        new(
            ClaimAt(row, position: 1, type: 3, data: 4, bytes: 11),
            new Position(row.GetInt64(1)),
            row.GetDateTime(2)
        )
        {
            Since = row.GetFieldValue<DateOnly>(5),
            Until =
                row.GetFieldValue<DateOnly>(6) is var last && last < DateOnly.MaxValue
                    ? last.AddDays(1)
                    : null,
            Withdrawn = row.GetBoolean(7),
            Latest = new Position(row.GetInt64(8)),
            LatestAt = row.GetDateTime(9),
            WithdrawalReported = row.GetBoolean(10),
        };

    /// <summary>What a claim says: its row does where something happened to it later, else its entry.</summary>
    private static Claim ClaimAt(NpgsqlDataReader row, int position, int type, int data, int bytes) =>
        (Claim)(
            row.IsDBNull(data)
                ? RecordedEntry
                    .Of(new Position(row.GetInt64(position)), row.GetFieldValue<byte[]>(bytes))
                    .Event
                : EventJson.Read(row.GetString(type), row.GetFieldValue<byte[]>(data))
        );

    private static FigureRow FigureRowAt(NpgsqlDataReader row) =>
        new(
            FigureId.Read(row.GetString(1)).Value,
            row.GetFieldValue<DateOnly>(2),
            new Position(row.GetInt64(3)),
            Decode<FigureHeadline>(row.GetString(4), RowJson.Options)
        );

    private static T Decode<T>(string json) => Decode<T>(json, EventJson.Options);

    private static T Decode<T>(string json, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<T>(json, options)
        ?? throw new JsonException($"A {typeof(T).Name} is null.");

    /// <summary>
    /// Every statement gives the bookmark first, and a row of nulls behind it where nothing was found. No row at all: a rebuild
    /// put other tables in the place of these, and they are asked instead.
    /// </summary>
    /// <exception cref="ReadTablesMissingException">They are still being worked out.</exception>
    private async Task<Page<T>> Query<T>(
        string file,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellation,
        params NpgsqlParameter[] parameters
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await Query(connection, file, read, cancellation, parameters);
    }

    private async Task<Page<T>> Query<T>(
        NpgsqlConnection connection,
        string file,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellation,
        params NpgsqlParameter[] parameters
    )
    {
        while (true)
        {
            var asked = live ??= await Live(connection, cancellation);
            var page = await TryQuery(connection, asked.Sql(file), read, parameters, cancellation);
            if (page is null)
            {
                live = null;
            }
            else if (AwaitedPosition.Current is not { } awaited || awaited.IsReached(page.Bookmark))
            {
                return page;
            }
            else
            {
                await awaited.Pause(page.Bookmark, cancellation);
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
    private sealed record GenerationRead(Generation Generation)
    {
        public string Sql(string file) => Generation.Sql(file);
    }

    private static NpgsqlParameter Is(long value) => new NpgsqlParameter<long> { TypedValue = value };

    private static NpgsqlParameter Is(DateOnly value) => new NpgsqlParameter<DateOnly> { TypedValue = value };

    private static NpgsqlParameter Is(DateOnly? value) =>
        new() { Value = value is null ? DBNull.Value : value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Date };

    private static NpgsqlParameter Is(IReadOnlyCollection<string>? values) =>
        new()
        {
            Value = values is null ? DBNull.Value : values.ToArray(),
            NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Text,
        };

    private static NpgsqlParameter Is(string? value) =>
        new() { Value = value is null ? DBNull.Value : value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text };
}
