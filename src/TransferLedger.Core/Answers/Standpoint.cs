using System.Globalization;
using TransferLedger.Core.Events;
using TransferLedger.Core.Projections;

namespace TransferLedger.Core.Answers;

/// <summary>Where a reader stands on both axes of time, as addresses spell it out.</summary>
/// <param name="AsOf">By what had been said by that day.</param>
/// <param name="Ledger">As it was known where they stand.</param>
/// <param name="Asked">The moment that they asked for; null: now.</param>
public sealed record Standpoint(DateOnly AsOf, LedgerAt Ledger, KnownAt? Asked)
{
    public string Day => AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The pair for addresses beside the answer's own: whoever stands in the past goes on there.</summary>
    public string Query =>
        Asked is null ? $"?asOf={Day}" : $"?asOf={Day}&knownAt={Uri.EscapeDataString(Asked.ToString()!)}";

    /// <summary>The pair for the answer's own address, which gives the same for ever.</summary>
    /// <param name="last">The last entry that the answer rests on; null: none.</param>
    public string QueryAt(Recorded? last) =>
        last is not null ? $"?asOf={Day}&knownAt={last.Position}"
        : Asked is null && Ledger.End > 0 ? $"?asOf={Day}&knownAt={Ledger.End - 1}"
        : Query;
}
