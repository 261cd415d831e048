using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Time;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Estimates;

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
        var denied = new DenialTargets(record, asOf);
        return denials
            .Where(state => !state.Withdrawn && state.Claim is DenialIssued && state.StandsOn(asOf))
            .Where(denied.AreMetBy)
            .OrderBy(state => state.Said)
            .ThenBy(state => state.Claim.Id)
            .Select(state => Of(state, denied.AnsweredBy(state), leading))
            .ToList();
    }

    private static FigureDenial Of(ClaimState denial, Sequence<DeniedClaim> claims, ClaimId? leading) =>
        new(denial, claims.FirstOrDefault(claim => claim.Claim == leading)?.Relation, claims);
}

/// <summary>A figure as denials aim at it.</summary>
internal sealed class DenialTargets
{
    private readonly FigureRecord record;
    private readonly List<ClaimState> claims;
    private readonly StatementDates dates;
    private readonly Dictionary<ClaimId, Appearance> appearances;

    public DenialTargets(FigureRecord record, DateOnly asOf)
    {
        this.record = record;
        claims = record.Claims.Where(state => !state.Withdrawn && state.StandsOn(asOf)).ToList();
        appearances = claims.ToDictionary(state => state.Claim.Id, Appeared);
        dates = new(appearances.Values);
    }

    /// <summary>
    /// A corridor or statement is denied as far as the denial's item and coverage reach; a figure or claim that is named is
    /// denied whatever they say.
    /// </summary>
    public bool AreMetBy(ClaimState denial) =>
        TargetsFigure(Denied(denial))
        || (
            claims.Count == 0
                ? TargetsCorridor(Denied(denial)) && IsInScope(denial)
                : claims.Any(claim => IsAbout(denial, claim))
        );

    public Sequence<DeniedClaim> AnsweredBy(ClaimState denial) =>
        claims
            .Where(claim => IsAbout(denial, claim))
            .OrderBy(claim => claim.Claim.Id)
            .Select(claim => new DeniedClaim(claim.Claim.Id, RelationOf(denial, claim)))
            .ToSequence();

    private bool IsAbout(ClaimState denial, ClaimState claim) =>
        TargetsFigure(Denied(denial))
        || TargetsClaim(Denied(denial), claim)
        || (
            (TargetsCorridor(Denied(denial)) || TargetsStatement(Denied(denial), claim))
            && IsInScope(denial)
            && PeriodsMeet(denial, claim)
        );

    private DenialRelation RelationOf(ClaimState denial, ClaimState claim)
    {
        var (said, answered) = (DaysOf(denial, denial.Claim.Stated), DaysOf(claim, StatedOf(claim)));
        var aimed =
            TargetsFigure(Denied(denial))
            || TargetsClaim(Denied(denial), claim)
            || TargetsStatement(Denied(denial), claim);
        return aimed && denial.Said >= claim.Said ? DenialRelation.Answers
            : said.From > answered.To ? DenialRelation.Follows
            : said.To < answered.From ? DenialRelation.Predates
            : DenialRelation.OrderUnknown;
    }

    private bool TargetsCorridor(DenialIssued denial)
    {
        var (corridor, all) = (record.Figure.Corridor.ToString(), $"{record.Figure.Corridor.Supplier}-*");
        return denial.Targets.Any(target => target.Corridor == corridor || target.Corridor == all);
    }

    private bool TargetsFigure(DenialIssued denial) =>
        denial.Targets.Any(target => target.Figure == record.Figure.ToString());

    private static bool TargetsClaim(DenialIssued denial, ClaimState claim) =>
        denial.RespondsTo == claim.Claim.Id.ToString()
        || denial.Targets.Any(target => target.Claim == claim.Claim.Id);

    /// <summary>Also by a claim in which the same statement appears elsewhere: that is the same telling.</summary>
    private bool TargetsStatement(DenialIssued denial, ClaimState claim)
    {
        if (appearances[claim.Claim.Id].Statement is not { } statement)
        {
            return false;
        }

        var named = denial.Targets.Select(target => target.Statement).Append(denial.RespondsTo);
        return named.Any(name => name is not null && record.Statements.NameOf(name) == statement)
            || claims.Any(other =>
                appearances[other.Claim.Id].Statement == statement && TargetsClaim(denial, other)
            );
    }

    private bool IsInScope(ClaimState denial) =>
        FigureGoods.MayBe(record.Figure, claims, Denied(denial).Item);

    private static bool PeriodsMeet(ClaimState denial, ClaimState claim)
    {
        if (Denied(denial).Coverage is not { } scope)
        {
            return true;
        }

        var told = new Component(claim, repeats: false);
        return !(told.Start > (scope.Latest ?? denial.Said)) && !(scope.Earliest > told.End);
    }

    /// <summary>The days on which it may have been said, as written; a start that is open or unknown is null.</summary>
    private static (DateOnly? From, DateOnly To) DaysOf(ClaimState state, Edtf? stated)
    {
        var date = state.Claim.Disclosed ?? stated ?? state.Claim.Published;
        var last = date.Latest < state.Said ? date.Latest.Value : state.Said;
        return (date.Earliest > last ? last : date.Earliest, last);
    }

    private Edtf? StatedOf(ClaimState claim) => dates.Stated(appearances[claim.Claim.Id]);

    private static DenialIssued Denied(ClaimState denial) => (DenialIssued)denial.Claim;

    private Appearance Appeared(ClaimState state) =>
        Appearance.Of(state, record.Figure.Measure, record.Statements, Tolerance.None);
}
