using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Estimates;

/// <summary>How an estimate came to be what it is. Source: domain.md section 6, "Revisions".</summary>
public static class RevisionHistory
{
    /// <summary>
    /// Along the days on which something was said, up to and with <paramref name="asOf"/>: each day at which low, high,
    /// point, status, period or reasons changed, oldest first.
    /// </summary>
    public static IReadOnlyList<Revision> ByStated(
        FigureId figure,
        IReadOnlyCollection<FigureClaim> claims,
        DateOnly asOf,
        Policy policy
    )
    {
        var appearances = claims
            .Where(claim => claim.Said <= asOf)
            .Select(claim => Appearance.Of(claim, figure.Measure, policy));
        var (revisions, seen) = (new List<Revision>(), new List<Appearance>());
        var before = FigureReading.Of([]);
        foreach (var day in appearances.GroupBy(a => a.Said).OrderBy(g => g.Key))
        {
            seen.AddRange(day);
            var after = FigureReading.Of(seen, before);
            if (Differ(before, after))
            {
                revisions.Add(Between(before, after, day.Key, Ids(day)));
            }

            before = after;
        }

        return revisions;
    }

    private static Revision Between(
        FigureReading before,
        FigureReading after,
        DateOnly day,
        Sequence<ClaimId> cause
    )
    {
        var carried = before.Over((after.Leading ?? before.Leading)?.Span);
        return new(
            day,
            RevisionKinds.Of(before.Standing.Status, carried, after.Standing),
            before.Standing,
            carried,
            after.Standing,
            cause
        );
    }

    private static bool Differ(FigureReading before, FigureReading after) =>
        before.Standing != after.Standing || Reasons.Differ(before, after);

    private static Sequence<ClaimId> Ids(IEnumerable<Appearance> said) =>
        said.OrderBy(appearance => appearance.Id, StringComparer.Ordinal)
            .Select(appearance => appearance.Claim.Id)
            .ToSequence();
}
