using Npgsql;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Projections;
using static TransferLedger.Postgres.Projections.Parameter;

namespace TransferLedger.Postgres.Projections;

/// <summary>
/// What answers are folded from: entries, found through the index of subjects or by their places in the log. One answer asks
/// several times, perhaps on several servers of the database: each must be as far as the first.
/// </summary>
/// <param name="seen">What the first one could read up to.</param>
internal sealed class EntryReads(LiveTables tables, DecodedEntries decoded, long seen) : IEntryIndex
{
    private static readonly string[] LaterTypes = [.. EventNames.Kinds(typeof(LaterEvent))];

    public async Task<IReadOnlyDictionary<FigureId, FigureEntries>> EntriesOfFigures(
        IReadOnlyCollection<FigureId> figures,
        CancellationToken cancellation
    )
    {
        await using var connection = await tables.Open(cancellation);
        var rows = await Query(
            connection,
            "read_entries",
            row => (Position: row.GetInt64(1), Subject: row.IsDBNull(2) ? null : row.GetString(2)),
            cancellation,
            Is([.. figures.Select(Subjects.Of)])
        );
        // On the same connection: another may lead to a standby that is not as far.
        var read = await decoded.At(
            connection,
            [.. rows.Select(row => row.Position).Distinct()],
            cancellation
        );
        var entries = figures.ToDictionary(Subjects.Of, _ => new List<Recorded>());
        foreach (var (position, subject) in rows)
        {
            foreach (var of in subject is null ? [.. entries.Values] : new[] { entries[subject] })
            {
                of.Add(read[position]);
            }
        }

        return figures.ToDictionary(
            figure => figure,
            figure => new FigureEntries(figure, entries[Subjects.Of(figure)])
        );
    }

    public async Task<IReadOnlyList<Recorded>> Judgements(
        IReadOnlyCollection<string> statements,
        CancellationToken cancellation
    ) =>
        statements.Count == 0
            ? []
            : await Query("read_judgements", row => RecordedRows.At(row, 1), cancellation, Is(statements));

    public async Task<IReadOnlyList<Recorded>> EntriesAbout(
        SubjectRange about,
        long after,
        long before,
        int limit,
        CancellationToken cancellation
    )
    {
        await using var connection = await tables.Open(cancellation);
        var rows = await Query(
            connection,
            "positions_of_subjects",
            row => row.GetInt64(1),
            cancellation,
            Is(about.Subjects),
            Is(about.Prefixes),
            Is(after),
            Is(before),
            Is((long)limit)
        );
        return await At(connection, rows, cancellation);
    }

    public async Task<IReadOnlyList<string>> SubjectsBetween(
        string from,
        string to,
        long before,
        int limit,
        CancellationToken cancellation
    ) =>
        await Query(
            "subjects_after",
            row => row.GetString(1),
            cancellation,
            Is(from),
            Is(to),
            Is(before),
            Is((long)limit)
        );

    public async Task<IReadOnlyList<Recorded>> ClaimsBetween(
        IReadOnlyCollection<string> types,
        long after,
        long before,
        int limit,
        CancellationToken cancellation
    )
    {
        await using var connection = await tables.Open(cancellation);
        var found = await tables.QueryLog(
            connection,
            "claims_between",
            row => row.GetInt64(1),
            seen,
            cancellation,
            Is(after),
            Is(before),
            Is(types),
            Is((long)limit)
        );
        return await At(connection, [.. found.Rows.Order()], cancellation);
    }

    public async Task<IReadOnlyList<Recorded>> LaterOf(
        IReadOnlyCollection<StreamId> reports,
        long before,
        CancellationToken cancellation
    ) =>
        InOrder(
            await QueryLog(
                "later_of_streams",
                row => RecordedRows.At(row, 1),
                cancellation,
                Is([.. reports.Select(stream => stream.Value)]),
                Is(before),
                Is(LaterTypes)
            )
        );

    public async Task<IReadOnlyDictionary<StreamId, long>> VersionsBefore(
        IReadOnlyCollection<StreamId> streams,
        long before,
        CancellationToken cancellation
    ) =>
        (
            await QueryLog(
                "versions_before",
                row => (Stream: new StreamId(row.GetString(1)), Version: row.GetInt64(2)),
                cancellation,
                Is([.. streams.Select(stream => stream.Value)]),
                Is(before)
            )
        ).ToDictionary(of => of.Stream, of => of.Version);

    public async Task<IReadOnlyList<Recorded>> Streams(
        IReadOnlyCollection<StreamId> streams,
        long before,
        CancellationToken cancellation
    ) =>
        InOrder(
            await QueryLog(
                "streams_before",
                row => RecordedRows.At(row, 1),
                cancellation,
                Is([.. streams.Select(stream => stream.Value)]),
                Is(before)
            )
        );

    public async Task<IReadOnlyList<Recorded>> EntriesAt(
        IReadOnlyCollection<long> positions,
        CancellationToken cancellation
    )
    {
        if (decoded.Has(positions) is { } remembered)
        {
            return remembered;
        }

        await using var connection = await tables.Open(cancellation);
        await Query(connection, "read_bookmark", row => row.GetInt64(1), cancellation);
        return await At(connection, positions, cancellation);
    }

    private static List<Recorded> InOrder(List<Recorded> entries) =>
        [.. entries.OrderBy(entry => entry.Position)];

    private async Task<IReadOnlyList<Recorded>> At(
        NpgsqlConnection connection,
        IReadOnlyCollection<long> positions,
        CancellationToken cancellation
    )
    {
        var entries = await decoded.At(connection, positions, cancellation);
        return [.. positions.Select(position => entries[position])];
    }

    private async Task<List<T>> Query<T>(
        string file,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellation,
        params NpgsqlParameter[] parameters
    )
    {
        await using var connection = await tables.Open(cancellation);
        return await Query(connection, file, read, cancellation, parameters);
    }

    private async Task<List<T>> Query<T>(
        NpgsqlConnection connection,
        string file,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellation,
        params NpgsqlParameter[] parameters
    ) => [.. (await tables.Query(connection, file, read, seen, cancellation, parameters)).Rows];

    private async Task<List<T>> QueryLog<T>(
        string file,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellation,
        params NpgsqlParameter[] parameters
    )
    {
        await using var connection = await tables.Open(cancellation);
        return [.. (await tables.QueryLog(connection, file, read, seen, cancellation, parameters)).Rows];
    }
}
