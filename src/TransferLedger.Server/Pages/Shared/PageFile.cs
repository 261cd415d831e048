using System.Buffers;
using System.Collections.Immutable;
using TransferLedger.Server.Exports;

namespace TransferLedger.Server.Pages.Shared;

/// <summary>One column of a table that a page shows.</summary>
internal sealed record PageColumn<TRow>(string Name, Func<TRow, object?> Value);

/// <summary>The table of a page as a CSV file.</summary>
internal static class PageFile
{
    public static IResult Of<TRow>(
        ImmutableArray<PageColumn<TRow>> columns,
        IEnumerable<TRow> rows,
        string name
    )
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var csv = new CsvRows<TRow>(
            [.. columns.Select(column => new Column<TRow>(column.Name, CellType.String, "", column.Value))],
            bytes
        );
        foreach (var row in rows)
        {
            csv.Write(row);
        }

        return TypedResults.Bytes(bytes.WrittenMemory, "text/csv; charset=utf-8", name);
    }
}
