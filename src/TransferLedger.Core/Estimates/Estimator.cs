using TransferLedger.Core.Figures;

namespace TransferLedger.Core.Estimates;

/// <summary>Works out estimates: pure, deterministic, and independent of the order of the claims.</summary>
public static class Estimator
{
    /// <summary>
    /// The estimate of a figure from all claims recorded for it, of which those said after <paramref name="asOf"/> are not
    /// seen.
    /// </summary>
    public static Estimate Of(
        FigureId figure,
        IReadOnlyCollection<FigureClaim> claims,
        DateOnly asOf,
        Policy policy
    ) => throw new NotSupportedException("Follows within this branch.");
}
