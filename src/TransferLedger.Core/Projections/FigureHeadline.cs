using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;

namespace TransferLedger.Core.Projections;

/// <summary>An estimate as a list shows it: the number and its words, without reasons.</summary>
/// <param name="Conflicts">How many there are, superseded tellings included.</param>
/// <param name="Claims">How many claims feed the figure by then.</param>
/// <param name="LastSaid">The day of the newest of them; null if there is none.</param>
public sealed record FigureHeadline(
    EstimateStatus Status,
    long? Low,
    long? High,
    long? Point,
    string? Words,
    CoveredPeriod? Period,
    ClaimId? Leading,
    int Conflicts,
    int Claims,
    DateOnly? LastSaid
)
{
    public static FigureHeadline Of(
        FigureRecord record,
        DateOnly asOf,
        Policy policy,
        Narrowing? narrowing = null
    )
    {
        var estimate = Estimator.Of(record, asOf, policy, narrowing);
        var said = record
            .Claims.Where(state => state.StandsOn(asOf) && (narrowing ?? Narrowing.None).Includes(state))
            .Select(state => state.Said)
            .ToList();
        return new FigureHeadline(
            estimate.Status,
            estimate.Low,
            estimate.High,
            estimate.Point,
            estimate.Words,
            estimate.Period,
            estimate.Leading,
            estimate.AllConflicts().Count(),
            said.Count,
            said.Count == 0 ? null : said.Max()
        );
    }
}
