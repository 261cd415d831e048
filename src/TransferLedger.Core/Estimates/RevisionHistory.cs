using TransferLedger.Core.Figures;

namespace TransferLedger.Core.Estimates;

/// <summary>How an estimate came to be what it is.</summary>
public static class RevisionHistory
{
    /// <summary>Along the days on which something was said, up to and with <paramref name="asOf"/>; oldest first.</summary>
    public static IReadOnlyList<Revision> ByStated(
        FigureId figure,
        IReadOnlyCollection<FigureClaim> claims,
        DateOnly asOf,
        Policy policy
    ) => throw new NotSupportedException("Follows within this branch.");
}
