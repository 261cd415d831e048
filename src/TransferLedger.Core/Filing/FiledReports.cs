using System.Diagnostics;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;

namespace TransferLedger.Core.Filing;

/// <summary>The fold of a report's stream into the report as it was filed and what happened to its claims.</summary>
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
        var histories = new Dictionary<ClaimId, ClaimHistory>();
        foreach (var (recorded, id) in stream)
        {
            report = recorded.Event switch
            {
                ReportFiled filed => new FiledReport(
                    filed,
                    [],
                    [],
                    [],
                    [],
                    recorded.Position,
                    recorded.Version
                ),
                Claim claim when report is not null => report with
                {
                    Claims = report.Claims.Add(claim),
                    Histories = report.Histories.Add(histories[claim.Id] = new ClaimHistory(recorded)),
                    Entries = report.Entries.Add(id),
                    Salts = report.Salts.Add(claim.Quote is null ? null : saltOf(id)),
                    Version = recorded.Version,
                },
                LaterEvent later when histories.TryGetValue(later.Claim, out var history) => Followed(
                    report!,
                    history,
                    recorded
                ),
                _ => throw new UnreachableException(
                    $"{recorded.Event.GetType().Name} at {recorded.Position} in {recorded.Stream}."
                ),
            };
        }

        return report;
    }

    private static FiledReport Followed(FiledReport report, ClaimHistory history, Recorded recorded)
    {
        history.Add(recorded);
        return report with { Version = recorded.Version };
    }
}
