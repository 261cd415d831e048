using Npgsql;
using NpgsqlTypes;

namespace TransferLedger.Postgres.Projections;

/// <summary>A read table as its rows are written: as arrays behind a statement, or by binary COPY.</summary>
/// <param name="Name">Without its generation.</param>
internal sealed record ReadTable<T>(string Name, IReadOnlyList<Column<T>> Columns)
{
    /// <summary>An array a column, for <c>unnest</c>.</summary>
    public NpgsqlParameter[] Arrays(IReadOnlyCollection<T> rows) =>
        [.. Columns.Select(column => column.Array(rows))];

    /// <summary>Adds rows to the table of a generation, in one transaction of their own.</summary>
    public async Task Copy(
        NpgsqlConnection connection,
        Generation generation,
        IEnumerable<T> rows,
        CancellationToken cancellation
    )
    {
        var columns = string.Join(", ", Columns.Select(column => column.Name));
        await using var importer = await connection.BeginBinaryImportAsync(
            $"copy {generation.Table(Name)} ({columns}) from stdin (format binary)",
            cancellation
        );
        foreach (var row in rows)
        {
            await importer.StartRowAsync(cancellation);
            foreach (var column in Columns)
            {
                await column.Write(importer, row, cancellation);
            }
        }

        await importer.CompleteAsync(cancellation);
    }
}

internal abstract record Column<T>(string Name)
{
    public abstract NpgsqlParameter Array(IReadOnlyCollection<T> rows);

    public abstract Task Write(NpgsqlBinaryImporter importer, T row, CancellationToken cancellation);
}

internal sealed record Column<T, TValue>(string Name, NpgsqlDbType Type, Func<T, TValue> Value)
    : Column<T>(Name)
{
    public override NpgsqlParameter Array(IReadOnlyCollection<T> rows) =>
        new NpgsqlParameter<TValue[]>
        {
            TypedValue = [.. rows.Select(Value)],
            NpgsqlDbType = NpgsqlDbType.Array | Type,
        };

    public override Task Write(NpgsqlBinaryImporter importer, T row, CancellationToken cancellation) =>
        importer.WriteAsync(Value(row), Type, cancellation);
}
