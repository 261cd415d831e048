using Npgsql;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Projections;

namespace TransferLedger.Postgres.Projections;

/// <summary>What past answers are folded from: entries, found through the index of subjects or by their places in the log.</summary>
public sealed partial class LedgerReads
{
    private static readonly string[] LaterTypes = [.. EventNames.Kinds(typeof(LaterEvent))];

    /// <summary>How long it is waited for entries that are in the log and cannot be read yet.</summary>
    private static readonly TimeSpan KnownWithin = TimeSpan.FromSeconds(2);

    public async Task<IReadOnlyDictionary<FigureId, FigureEntries>> EntriesOfFigures(
        IReadOnlyCollection<FigureId> figures,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var page = await Query(
            connection,
            "read_entries",
            row => (Position: row.GetInt64(1), Subject: row.IsDBNull(2) ? null : row.GetString(2)),
            cancellation,
            Is([.. figures.Select(Subjects.Of)])
        );
        // On the same connection: another may lead to a standby that is not as far.
        var read = await decoded.At(
            connection,
            [.. page.Rows.Select(row => row.Position).Distinct()],
            cancellation
        );
        var entries = figures.ToDictionary(Subjects.Of, _ => new List<Recorded>());
        foreach (var (position, subject) in page.Rows)
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
            : (
                await Query("read_judgements", row => RecordedRows.At(row, 1), cancellation, Is(statements))
            ).Rows;

    public async Task<IReadOnlyList<Recorded>> EntriesAbout(
        SubjectRange about,
        long after,
        long before,
        int limit,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var page = await Query(
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
        return await At(connection, page.Rows, cancellation);
    }

    public async Task<IReadOnlyList<string>> SubjectsBetween(
        string from,
        string to,
        long before,
        int limit,
        CancellationToken cancellation
    ) =>
        (
            await Query(
                "subjects_after",
                row => row.GetString(1),
                cancellation,
                Is(from),
                Is(to),
                Is(before),
                Is((long)limit)
            )
        ).Rows;

    public async Task<IReadOnlyList<Recorded>> ClaimsBetween(
        IReadOnlyCollection<string> types,
        long after,
        long before,
        int limit,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var positions = await Rows(
            connection,
            "claims_between",
            row => row.GetInt64(0),
            cancellation,
            Is(after),
            Is(before),
            Is(types),
            Is((long)limit)
        );
        return await At(connection, positions, cancellation);
    }

    public async Task<IReadOnlyList<Recorded>> LaterOf(
        IReadOnlyCollection<StreamId> reports,
        long before,
        CancellationToken cancellation
    ) =>
        await Rows(
            "later_of_streams",
            row => RecordedRows.At(row, 0),
            cancellation,
            Is([.. reports.Select(stream => stream.Value)]),
            Is(before),
            Is(LaterTypes)
        );

    public async Task<IReadOnlyDictionary<StreamId, long>> VersionsBefore(
        IReadOnlyCollection<StreamId> streams,
        long before,
        CancellationToken cancellation
    ) =>
        (
            await Rows(
                "versions_before",
                row => (Stream: new StreamId(row.GetString(0)), Version: row.GetInt64(1)),
                cancellation,
                Is([.. streams.Select(stream => stream.Value)]),
                Is(before)
            )
        ).ToDictionary(of => of.Stream, of => of.Version);

    public async Task<IReadOnlyList<Recorded>> Stream(
        StreamId stream,
        long before,
        CancellationToken cancellation
    ) =>
        await Rows(
            "streams_before",
            row => RecordedRows.At(row, 0),
            cancellation,
            Is([stream.Value]),
            Is(before)
        );

    /// <summary>Entries that follow each other, which must be there.</summary>
    public Task<IReadOnlyList<Recorded>> EntriesFrom(long first, int count, CancellationToken cancellation) =>
        EntriesAt([.. Enumerable.Range(0, count).Select(n => first + n)], cancellation);

    public async Task<IReadOnlyList<Recorded>> EntriesAt(
        IReadOnlyCollection<long> positions,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await At(connection, positions, cancellation);
    }

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
            return new(this, size ?? bookmark) { IsAllThatIsKnown = (size ?? bookmark) == bookmark };
        }

        var last = new Position(size.Value - 1);
        if (last.Value >= bookmark)
        {
            using var _ = AwaitedPosition.NotBefore(last, KnownWithin);
            bookmark = await Bookmark(cancellation);
        }

        var end = await ReportExtent.EndOfWhatIsKnownAt(last.Value, this, cancellation);
        return new(this, end) { IsAllThatIsKnown = end == bookmark };
    }

    /// <summary>Entries of the log.</summary>
    public Task<long> Size(CancellationToken cancellation) => RecordedBy(DateTime.MaxValue, cancellation);

    /// <summary>How many entries had been recorded by an instant (UTC), that instant included.</summary>
    public async Task<long> RecordedBy(DateTime instant, CancellationToken cancellation) =>
        (
            await Rows(
                "recorded_by",
                row => row.GetInt64(0),
                cancellation,
                new NpgsqlParameter<DateTime> { TypedValue = instant }
            )
        ).Single();

    private async Task<IReadOnlyList<Recorded>> At(
        NpgsqlConnection connection,
        IReadOnlyCollection<long> positions,
        CancellationToken cancellation
    )
    {
        var entries = await decoded.At(connection, positions, cancellation);
        return [.. positions.Select(position => entries[position])];
    }

    private async Task<List<T>> Rows<T>(
        string file,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellation,
        params NpgsqlParameter[] parameters
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await Rows(connection, file, read, cancellation, parameters);
    }

    /// <summary>Of the log alone, which has no bookmark.</summary>
    private static async Task<List<T>> Rows<T>(
        NpgsqlConnection connection,
        string file,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellation,
        params NpgsqlParameter[] parameters
    )
    {
        await using var command = new NpgsqlCommand(SqlFile.Read($"Projections/{file}.sql"), connection);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
