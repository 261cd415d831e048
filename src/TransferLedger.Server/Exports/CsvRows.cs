using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using TransferLedger.Core.Events;

namespace TransferLedger.Server.Exports;

/// <summary>
/// Rows as CSV (RFC 4180), behind a header. A cell holds the exact value: a text that a spreadsheet would take for a formula stays as
/// it is, since an apostrophe before it would be a character that nobody wrote.
/// </summary>
internal sealed class CsvRows<TRow> : IRows<TRow>
{
    public const string EndOfLine = "\r\n";
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",\r\n");

    private readonly ImmutableArray<Column<TRow>> columns;
    private readonly IBufferWriter<byte> to;
    private readonly StringWriter line = new(CultureInfo.InvariantCulture);
    private readonly CsvWriter csv;

    public CsvRows(ImmutableArray<Column<TRow>> columns, IBufferWriter<byte> to)
    {
        (this.columns, this.to) = (columns, to);
        csv = new CsvWriter(
            line,
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                NewLine = EndOfLine,
                // Left to itself it would not quote a line feed alone, since lines here end with both.
                ShouldQuote = cell => NeedsQuotes(cell.Field),
            },
            leaveOpen: true
        );
        Write(columns.Select(column => column.Name));
    }

    public void Write(TRow row) => Write(columns.Select(column => Cell(column.Value(row))));

    public void Dispose()
    {
        csv.Dispose();
        line.Dispose();
    }

    private void Write(IEnumerable<string> cells)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(cell);
        }

        csv.NextRecord();
        csv.Flush();
        var written = line.GetStringBuilder();
        foreach (var chunk in written.GetChunks())
        {
            Encoding.UTF8.GetBytes(chunk.Span, to);
        }

        written.Clear();
    }

    private static bool NeedsQuotes(string? cell) =>
        cell is { Length: > 0 }
        && (cell.AsSpan().ContainsAny(Quoted) || char.IsWhiteSpace(cell[0]) || char.IsWhiteSpace(cell[^1]));

    private static string Cell(object? value) =>
        value switch
        {
            null => "",
            string words => words,
            bool truth => truth ? "true" : "false",
            long whole => whole.ToString(CultureInfo.InvariantCulture),
            decimal number => number.ToString("0.####", CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime instant => instant.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", CultureInfo.InvariantCulture),
            List<object> list => JsonSerializer.Serialize(list, EventJson.Options),
            _ => throw new UnreachableException($"No cell for {value.GetType().Name}."),
        };
}
