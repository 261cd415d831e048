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

    public string CopyInto(Generation generation) =>
        $"copy {generation.Table(Name)} ({string.Join(", ", Columns.Select(column => column.Name))}) from stdin (format binary)";

    public void Write(BinaryCopy to, T row)
    {
        to.Row(Columns.Count);
        foreach (var column in Columns)
        {
            column.Write(to, row);
        }
    }
}

internal abstract record Column<T>(string Name)
{
    public abstract NpgsqlParameter Array(IReadOnlyCollection<T> rows);

    public abstract void Write(BinaryCopy to, T row);
}

/// <param name="Value">What stands in it.</param>
/// <param name="Cell">How a value is copied.</param>
internal sealed record Column<T, TValue>(
    string Name,
    NpgsqlDbType Type,
    Func<T, TValue> Value,
    Action<BinaryCopy, TValue> Cell
) : Column<T>(Name)
{
    public override NpgsqlParameter Array(IReadOnlyCollection<T> rows) =>
        new NpgsqlParameter<TValue[]>
        {
            TypedValue = [.. rows.Select(Value)],
            NpgsqlDbType = NpgsqlDbType.Array | Type,
        };

    public override void Write(BinaryCopy to, T row) => Cell(to, Value(row));
}
