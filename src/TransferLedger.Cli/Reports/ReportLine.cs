namespace TransferLedger.Cli.Reports;

/// <summary>One report of a file, not looked into.</summary>
/// <param name="Number">The line on which it starts, from 1.</param>
internal sealed record ReportLine(long Number, ReadOnlyMemory<byte> Json)
{
    /// <summary>The line of the file that a JSON pointer leads to; where it leads nowhere, to what should hold it.</summary>
    public long LineOf(string pointer) => Number + PointerLine.Of(Json.Span, pointer);
}
