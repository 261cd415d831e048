using System.Diagnostics;
using TransferLedger.Core.Events;

namespace TransferLedger.Core.Filing;

/// <summary>The fold of a report's stream into the report as it was filed.</summary>
public static class FiledReports
{
    /// <param name="stream">The stream's entries, in order; empty for a report that does not exist.</param>
    /// <param name="saltOf">Salt of the quote of the entry with this id; null where it was erased.</param>
    public static FiledReport? From(
        IReadOnlyList<(Recorded Recorded, Guid Id)> stream,
        Func<Guid, ReadOnlyMemory<byte>?> saltOf
    )
    {
        FiledReport? report = null;
        foreach (var (recorded, id) in stream)
        {
            report = recorded.Event switch
            {
                ReportFiled filed => new FiledReport(filed, [], [], recorded.Position, recorded.Version),
                Claim claim when report is not null => report with
                {
                    Claims = report.Claims.Add(claim),
                    Salts = report.Salts.Add(claim.Quote is null ? null : saltOf(id)),
                    Version = recorded.Version,
                },
                LaterEvent when report is not null => report with { Version = recorded.Version },
                _ => throw new UnreachableException(
                    $"{recorded.Event.GetType().Name} at {recorded.Position} in {recorded.Stream}."
                ),
            };
        }

        return report;
    }
}
