using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Denials;

/// <summary>How a denial stands to a claim. Source: domain.md section 6, "Denials".</summary>
public enum DenialRelation
{
    /// <summary>It targets the claim, its statement or its figure, and was not said on an earlier day.</summary>
    Answers,

    /// <summary>All of the days on which it may have been said are after the claim's.</summary>
    Follows,

    /// <summary>All are before.</summary>
    Predates,

    /// <summary>The dates do not say which came first.</summary>
    OrderUnknown,
}

/// <summary>A denial's relation to one claim.</summary>
public sealed record DeniedClaim(ClaimId Claim, DenialRelation Relation)
{
    /// <summary>It may have been said in knowledge of the claim.</summary>
    public bool CouldAnswer => Relation != DenialRelation.Predates;
}

/// <summary>A denial that concerns a figure; it never moves a number.</summary>
/// <param name="Denial">Its claim is a <see cref="DenialIssued"/>.</param>
/// <param name="Relation">To the leading claim; null: none leads, or the denial's scope leaves the leading one out.</param>
/// <param name="Claims">Those of the figure's claims in force that it is about, ordinally.</param>
public sealed record FigureDenial(ClaimState Denial, DenialRelation? Relation, Sequence<DeniedClaim> Claims);

/// <summary>Which denials concern a figure, and what they stand to. Source: domain.md section 6, "Denials".</summary>
public static class FigureDenials
{
    /// <summary>In force by <paramref name="asOf"/>, by the day on which they were said, then by id.</summary>
    /// <param name="leading">The leading claim of the figure's estimate; null: none.</param>
    /// <param name="denials">States of claims, in any order; those that are no denial are passed over.</param>
    public static IReadOnlyList<FigureDenial> Of(
        FigureRecord record,
        ClaimId? leading,
        IEnumerable<ClaimState> denials,
        DateOnly asOf
    )
    {
        var denied = new DeniedFigure(record, asOf);
        return denials
            .Where(state => !state.Withdrawn && state.Claim is DenialIssued && state.StandsOn(asOf))
            .Select(state => new DenialAim(state, denied))
            .Where(aim => aim.MeetsFigure)
            .OrderBy(aim => aim.Denial.Said)
            .ThenBy(aim => aim.Denial.Claim.Id)
            .Select(aim => Of(aim.Denial, aim.Claims, leading))
            .ToList();
    }

    private static FigureDenial Of(ClaimState denial, Sequence<DeniedClaim> claims, ClaimId? leading) =>
        new(denial, claims.FirstOrDefault(claim => claim.Claim == leading)?.Relation, claims);
}
