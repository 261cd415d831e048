using System.Buffers;
using System.Collections.Immutable;
using TransferLedger.Core.Projections;

namespace TransferLedger.Server.Exports;

/// <summary>A table that is exported whole.</summary>
/// <param name="Name">Of its files and its address.</param>
/// <param name="Says">What one row is, and in which order they stand.</param>
/// <param name="Key">Columns that tell rows apart; never empty.</param>
internal abstract record ExportTable(string Name, string Says, ImmutableArray<string> Key)
{
    public static IReadOnlyList<ExportTable> All { get; } =
    [ClaimsTable.Table, EstimatesTable.Table, RevisionsTable.Table];

    /// <summary>In the order in which they stand in a row.</summary>
    public abstract IReadOnlyList<FieldBody> Fields(RowFormat format);

    /// <summary>Writes all rows as they come.</summary>
    public abstract Task Write(
        RowFormat format,
        LedgerAt ledger,
        DateOnly asOf,
        Stream to,
        CancellationToken cancellation
    );
}

/// <summary>The same of rows of one kind.</summary>
/// <param name="Columns">In both formats.</param>
/// <param name="Nested">What does not fit into a cell: in NDJSON only, behind the columns.</param>
internal sealed record ExportTable<TRow>(
    string Name,
    string Says,
    ImmutableArray<string> Key,
    ImmutableArray<Column<TRow>> Columns,
    ImmutableArray<Column<TRow>> Nested,
    Func<LedgerAt, DateOnly, CancellationToken, IAsyncEnumerable<TRow>> Rows
) : ExportTable(Name, Says, Key)
{
    private const int BufferBytes = 1 << 16;

    public override IReadOnlyList<FieldBody> Fields(RowFormat format) =>
        [.. In(format).Select(column => FieldBody.Of(column, Key.Contains(column.Name)))];

    public override async Task Write(
        RowFormat format,
        LedgerAt ledger,
        DateOnly asOf,
        Stream to,
        CancellationToken cancellation
    )
    {
        var buffer = new ArrayBufferWriter<byte>(BufferBytes);
        using IRows<TRow> rows =
            format == RowFormat.Csv
                ? new CsvRows<TRow>(In(format), buffer)
                : new JsonRows<TRow>(In(format), buffer);
        await foreach (var row in Rows(ledger, asOf, cancellation))
        {
            rows.Write(row);
            if (buffer.WrittenCount >= BufferBytes)
            {
                await to.WriteAsync(buffer.WrittenMemory, cancellation);
                buffer.ResetWrittenCount();
            }
        }

        await to.WriteAsync(buffer.WrittenMemory, cancellation);
    }

    private ImmutableArray<Column<TRow>> In(RowFormat format) =>
        format == RowFormat.Csv ? Columns : Columns.AddRange(Nested);
}

/// <summary>Writes rows of one kind into a buffer.</summary>
internal interface IRows<in TRow> : IDisposable
{
    void Write(TRow row);
}
