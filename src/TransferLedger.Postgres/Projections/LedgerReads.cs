using System.Text.Json;
using Npgsql;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Projections;
using static TransferLedger.Postgres.Projections.Parameter;

namespace TransferLedger.Postgres.Projections;

/// <summary>
/// Reads the read tables at a day of the axis of what was said. Rows and bookmark come from one snapshot; lists are cut by
/// key, so that a page is as cheap at the end as at the beginning.
/// </summary>
public sealed class LedgerReads(NpgsqlDataSource database) : ILedgerLists
{
    private readonly LiveTables tables = new(database);
    private readonly DecodedEntries decoded = new();

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
                Corridor.Read(row.GetString(1)).Value,
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

    /// <summary>Claims on a corridor as they stand on a day, as far as is known now.</summary>
    /// <param name="ofEach">At most so many of each type, the newest.</param>
    /// <param name="type">Stored name without its version; null: all types.</param>
    public async Task<NewestOnCorridor> NewestOn(
        Corridor corridor,
        DateOnly asOf,
        int ofEach,
        string? type,
        CancellationToken cancellation
    )
    {
        var rows = (
            await Query(
                "newest_on_corridor",
                row =>
                    (
                        State: ClaimStateAt(row),
                        Type: row.GetString(12),
                        Claims: row.GetInt64(13),
                        LastSaid: row.GetFieldValue<DateOnly>(14),
                        FirstSaid: row.GetFieldValue<DateOnly>(15)
                    ),
                cancellation,
                Is(asOf),
                Is(corridor.ToString()),
                Is((long)ofEach),
                Is(type)
            )
        ).Rows;
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            counts[row.Type] = row.Claims;
        }

        return new(
            rows.Count == 0 ? null : new(corridor, rows[0].FirstSaid, rows.Max(row => row.LastSaid), counts),
            [.. rows.Select(row => row.State)]
        );
    }

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
    /// The ledger as it was known when the log held some entries; inside a report that is what was known before it.
    /// </summary>
    /// <param name="size">Entries of the log, all of them there; null: all that can be read.</param>
    /// <exception cref="ReadsBehindException">Some of them cannot be read yet.</exception>
    public async Task<LedgerAt> At(long? size, CancellationToken cancellation)
    {
        var bookmark = await Bookmark(cancellation);
        if (size is not > 0)
        {
            return new(Entries(size ?? bookmark), size ?? bookmark)
            {
                IsAllThatIsKnown = (size ?? bookmark) == bookmark,
            };
        }

        var last = new Position(size.Value - 1);
        if (last.Value >= bookmark)
        {
            using var _ = AwaitedPosition.NotBefore(last, LiveTables.Patience);
            bookmark = await Bookmark(cancellation);
        }

        var entries = Entries(size.Value);
        var end = await ReportExtent.EndOfWhatIsKnownAt(last.Value, entries, cancellation);
        return new(entries, end) { IsAllThatIsKnown = end == bookmark };
    }

    /// <summary>Entries that follow each other, which must be there.</summary>
    public Task<IReadOnlyList<Recorded>> EntriesFrom(long first, int count, CancellationToken cancellation) =>
        Entries(first + count)
            .EntriesAt([.. Enumerable.Range(0, count).Select(n => first + n)], cancellation);

    /// <summary>Entries of the log.</summary>
    public async Task<long> Size(CancellationToken cancellation) =>
        (await RecordedBy(DateTime.MaxValue, cancellation)).Size;

    /// <summary>What had been recorded by an instant (UTC), that instant included, as far as this server of the database knows.</summary>
    public async Task<RecordedBy> RecordedBy(DateTime instant, CancellationToken cancellation)
    {
        await using var connection = await tables.Open(cancellation);
        await using var command = new NpgsqlCommand(SqlFile.Read("Projections/recorded_by.sql"), connection);
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = instant });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new(reader.GetInt64(0), reader.GetInt64(1) > reader.GetInt64(0));
    }

    /// <summary>The index, which must hold so many entries of the log.</summary>
    internal EntryReads Entries(long seen) => new(tables, decoded, seen);

    private async Task<Page<T>> Query<T>(
        string file,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellation,
        params NpgsqlParameter[] parameters
    )
    {
        await using var connection = await tables.Open(cancellation);
        return await tables.Query(connection, file, read, seen: 0, cancellation, parameters);
    }
}

/// <summary>What had been recorded by an instant.</summary>
/// <param name="Size">Entries.</param>
/// <param name="IsOver">A later one is known: nothing will be recorded by that instant any more.</param>
public readonly record struct RecordedBy(long Size, bool IsOver);
