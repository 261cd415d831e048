using TransferLedger.Core.Quantities;

namespace TransferLedger.Core.Estimates;

/// <summary>Which of the readings that its appearances give a telling takes. Source: domain.md section 6, "Tellings".</summary>
internal static class ReadingTaken
{
    /// <param name="appearances">In the order of trust, each with a number.</param>
    public static Reading Of(IReadOnlyList<Placed> appearances)
    {
        if (appearances.Count == 1)
        {
            return appearances[0].Appearance.Reading!;
        }

        var candidates = BestGraded(appearances)
            .GroupBy(appearance => appearance.Reading!)
            .Select(given => new Candidate(given.Key, given.First().Bounds, Publishers(given)))
            .ToList();
        return candidates
            .Where(candidate => !candidates.Any(candidate.IsRoundingOf))
            .OrderByDescending(candidate => candidate.Publishers)
            .ThenBy(candidate => candidate.Bounds.HasUpperLimit)
            .ThenBy(candidate => candidate.Bounds.Low)
            .ThenBy(candidate => candidate.Bounds.High)
            .First()
            .Reading;
    }

    private static IEnumerable<Appearance> BestGraded(IReadOnlyList<Placed> appearances)
    {
        var best = appearances.Select(placed => placed.Trust).Aggregate(BetterGraded);
        return appearances
            .Where(placed => placed.Trust.CompareGradeTo(best) == 0)
            .Select(placed => placed.Appearance);
    }

    private static Trust BetterGraded(Trust left, Trust right) =>
        right.CompareGradeTo(left) < 0 ? right : left;

    private static int Publishers(IEnumerable<Appearance> given) =>
        given.Select(appearance => appearance.Claim.Publisher).Distinct().Count();

    /// <summary>Grouping keeps the order of trust and sorting is stable, so the best appearance decides what is still equal.</summary>
    private sealed record Candidate(Reading Reading, Bounds Bounds, int Publishers)
    {
        public bool IsRoundingOf(Candidate other) =>
            Bounds.StrictlyEncloses(other.Bounds) && !Reading.HasSameValuesAs(other.Reading);
    }
}
