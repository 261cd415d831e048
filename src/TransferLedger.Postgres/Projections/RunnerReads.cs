using Npgsql;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Projections;

namespace TransferLedger.Postgres.Projections;

/// <summary>What a runner reads on its own connection, inside its transaction, to fold a page.</summary>
internal static class RunnerReads
{
    /// <summary>The entries of some streams before a position, each stream in order.</summary>
    public static async Task<List<Recorded>> StreamsBefore(
        NpgsqlConnection connection,
        IReadOnlyCollection<StreamId> streams,
        long before,
        CancellationToken cancellation
    ) =>
        streams.Count == 0
            ? []
            : await Query(
                connection,
                SqlFile.Read("Projections/streams_before.sql"),
                row => RecordedRows.At(row, 0),
                cancellation,
                new NpgsqlParameter<string[]> { TypedValue = [.. streams.Select(s => s.Value)] },
                new NpgsqlParameter<long> { TypedValue = before }
            );

    public static async Task<ILookup<FigureId, Recorded>> EntriesOfFigures(
        NpgsqlConnection connection,
        Generation generation,
        IReadOnlyCollection<FigureId> figures,
        CancellationToken cancellation
    )
    {
        var rows = await Query(
            connection,
            generation.Sql("entries_of_figures"),
            row => (Subject: row.GetString(2), Entry: RecordedRows.At(row, 0)),
            cancellation,
            new NpgsqlParameter<string[]> { TypedValue = [.. figures.Select(Subjects.Of)] }
        );
        var bySubject = rows.ToLookup(row => row.Subject, row => row.Entry);
        return figures
            .SelectMany(figure => bySubject[Subjects.Of(figure)].Select(entry => (figure, entry)))
            .ToLookup(of => of.figure, of => of.entry);
    }

    /// <summary>All of them, in the order of the log.</summary>
    public static Task<List<StatementsJudged>> Judgements(
        NpgsqlConnection connection,
        Generation generation,
        CancellationToken cancellation
    ) =>
        Query(
            connection,
            generation.Sql("judgements"),
            row => (StatementsJudged)RecordedRows.At(row, 0).Event,
            cancellation
        );

    /// <summary>The figures that have an appearance of one of some statements.</summary>
    public static async Task<HashSet<FigureId>> FiguresOfStatements(
        NpgsqlConnection connection,
        Generation generation,
        IEnumerable<string> statements,
        CancellationToken cancellation
    )
    {
        var asked = statements.ToArray();
        return asked.Length == 0
            ? []
            :
            [
                .. await Query(
                    connection,
                    generation.Sql("figures_of_statements"),
                    row => FigureId.Read(row.GetString(0)).Value,
                    cancellation,
                    new NpgsqlParameter<string[]> { TypedValue = asked }
                ),
            ];
    }

    private static async Task<List<T>> Query<T>(
        NpgsqlConnection connection,
        string sql,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellation,
        params NpgsqlParameter[] parameters
    )
    {
        await using var command = new NpgsqlCommand(sql, connection);
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

/// <summary>Reads an event out of a row that holds its position and its bytes.</summary>
internal static class RecordedRows
{
    public static Recorded At(NpgsqlDataReader row, int position) => At(row, position, position + 1);

    public static Recorded At(NpgsqlDataReader row, int position, int bytes) =>
        RecordedEntry.Of(new Position(row.GetInt64(position)), row.GetFieldValue<byte[]>(bytes));
}
