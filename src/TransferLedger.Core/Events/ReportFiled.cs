using TransferLedger.Core.Time;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Events;

/// <summary>What kind of publication a report is.</summary>
public enum Medium
{
    Press,
    Official,
    Intelligence,
    Panel,
    Imagery,
    Ngo,
    Academic,
    Social,
}

/// <summary>One document by one publisher came in, with all its claims, which follow in the same stream.</summary>
public sealed record ReportFiled : LedgerEvent
{
    public required ReportId Report { get; init; }

    /// <summary>How many claims follow: 0 to 500.</summary>
    public required int Claims { get; init; }

    public required string Title { get; init; }

    public required string Publisher { get; init; }

    public required Medium Medium { get; init; }

    public string? Url { get; init; }

    /// <summary>BCP 47 tag as given: <c>en</c>.</summary>
    public string? Language { get; init; }

    public required Edtf Published { get; init; }

    /// <summary>Of the UTF-8 text of the document, if the filer gave the text or its digest.</summary>
    public Digest? TextDigest { get; init; }
}
