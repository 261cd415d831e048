namespace TransferLedger.Server.Exports;

/// <summary>How the rows of a table are written.</summary>
/// <param name="Extension">Of its files; also its name.</param>
internal sealed record RowFormat(string Extension, string MediaType, string ContentType)
{
    /// <summary>RFC 4180, with a header. An empty cell is null: no text of the ledger is empty.</summary>
    public static readonly RowFormat Csv = new("csv", "text/csv", "text/csv; charset=utf-8; header=present");

    /// <summary>One JSON object a line.</summary>
    public static readonly RowFormat Ndjson = new("ndjson", "application/x-ndjson", "application/x-ndjson");

    public static IReadOnlyList<RowFormat> All { get; } = [Csv, Ndjson];
}
