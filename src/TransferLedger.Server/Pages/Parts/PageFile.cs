using System.Buffers;
using System.Collections.Immutable;
using TransferLedger.Server.Exports;

namespace TransferLedger.Server.Pages.Parts;

/// <summary>One column of a table that a page shows.</summary>
internal sealed record PageColumn<TRow>(string Name, Func<TRow, object?> Value);

/// <summary>The table of a page as a CSV file.</summary>
internal static class PageFile
{
    /// <summary><c>KP-RU-containers-revisions</c>, of the address of a file.</summary>
    public static string NameOf(string address) =>
        Path.ChangeExtension(address.Split('?')[0].Trim('/'), extension: null).Replace('/', '-');

    /// <param name="address">Of the file, by which it is called once it is saved.</param>
    public static IResult Of<TRow>(
        ImmutableArray<PageColumn<TRow>> columns,
        IEnumerable<TRow> rows,
        string address
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

        return TypedResults.Bytes(bytes.WrittenMemory, "text/csv; charset=utf-8", $"{NameOf(address)}.csv");
    }
}
