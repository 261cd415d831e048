namespace TransferLedger.Core.Estimates;

/// <summary>Names what a revision did; the first kind that fits. Source: domain.md section 6, "Revisions".</summary>
internal static class RevisionKinds
{
    /// <param name="carried">What the claims of the step before prove over the period of <paramref name="after"/>.</param>
    public static RevisionKind Of(EstimateStatus before, ProvenRange carried, Standing after)
    {
        if (before == EstimateStatus.Empty)
        {
            return RevisionKind.First;
        }

        return (before, after.Status) switch
        {
            (not EstimateStatus.Disputed, EstimateStatus.Disputed) => RevisionKind.Disputed,
            (EstimateStatus.Disputed, not EstimateStatus.Disputed) => RevisionKind.Settled,
            _ => Moved(carried, new(after.Low ?? 0, after.High)),
        };
    }

    private static RevisionKind Moved(ProvenRange before, ProvenRange after)
    {
        var low = after.Low.CompareTo(before.Low);
        var high = Limit(after).CompareTo(Limit(before));
        var onlyTheLimitCameOrWent = low == 0 && (before.High is null || after.High is null);
        return (low, high) switch
        {
            (0, 0) => RevisionKind.Reasons,
            (>= 0, >= 0) when !onlyTheLimitCameOrWent => RevisionKind.Raised,
            (<= 0, <= 0) when !onlyTheLimitCameOrWent => RevisionKind.Lowered,
            (>= 0, <= 0) => RevisionKind.Tightened,
            _ => RevisionKind.Widened,
        };
    }

    private static Int128 Limit(ProvenRange range) => range.High ?? Int128.MaxValue;
}
