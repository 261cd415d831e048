using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Projections;

/// <summary>What a claimant has said by a day, and how far their own numbers moved. Source: http.md, <c>/claimants/{id}</c>.</summary>
/// <param name="Claimant">Their id.</param>
/// <param name="Claims">Of every type, denials and those taken back included.</param>
/// <param name="Statements">Distinct, after judgements; a claim without a statement id is one of its own.</param>
/// <param name="Revisions">Of their own numbers; by day, then by figure.</param>
/// <param name="Changes">Corrections and withdrawals of their claims; by day, then by claim.</param>
public sealed record TrackRecord(
    string Claimant,
    int Claims,
    int Statements,
    int Denials,
    Sequence<OwnRevision> Revisions,
    Sequence<ClaimChange> Changes
)
{
    public int Raised => Count(RevisionKind.Raised);

    public int Lowered => Count(RevisionKind.Lowered);

    public int Tightened => Count(RevisionKind.Tightened);

    public int Widened => Count(RevisionKind.Widened);

    public int Corrections => Changes.Count(change => change.Kind == ClaimChangeKind.Corrected);

    public int Withdrawals => Changes.Count(change => change.Kind == ClaimChangeKind.Withdrawn);

    /// <param name="claims">Every state of each claim that is or was theirs, in any order; those of others are passed over.</param>
    /// <param name="figures">Of the figures that they spoke about; what others said in them is passed over.</param>
    public static TrackRecord Of(
        string claimant,
        IEnumerable<ClaimState> claims,
        IEnumerable<FigureRecord> figures,
        StatementClasses statements,
        DateOnly asOf,
        Policy policy
    )
    {
        var states = claims.ToList();
        var own = states.Where(state => IsBy(claimant, state) && state.StandsOn(asOf)).ToList();
        return new(
            claimant,
            own.Count,
            own.Select(state => StatementOf(state, statements)).Distinct().Count(),
            own.Count(state => state.Claim is DenialIssued),
            figures
                .SelectMany(figure => OwnRevisions(claimant, figure, asOf, policy))
                .OrderBy(revision => revision.Day)
                .ThenBy(revision => revision.Figure)
                .ToSequence(),
            ChangesTo(claimant, states, asOf)
                .OrderBy(change => change.Day)
                .ThenBy(change => change.Claim)
                .ToSequence()
        );
    }

    private static IEnumerable<OwnRevision> OwnRevisions(
        string claimant,
        FigureRecord figure,
        DateOnly asOf,
        Policy policy
    )
    {
        var own = figure with { Claims = figure.Claims.Where(state => IsBy(claimant, state)).ToList() };
        return RevisionHistory
            .ByStated(own, asOf, policy)
            .Where(revision => revision.Kind is >= RevisionKind.Raised and <= RevisionKind.Widened)
            .Select(revision => new OwnRevision(
                figure.Figure,
                revision.At.Day,
                revision.Kind,
                revision.Before,
                revision.Carried,
                revision.After
            ));
    }

    private static IEnumerable<ClaimChange> ChangesTo(
        string claimant,
        IEnumerable<ClaimState> states,
        DateOnly asOf
    ) =>
        from claim in states.GroupBy(state => state.Claim.Id)
        let inTime = claim.OrderBy(state => state.Since).ToList()
        from change in inTime.Zip(inTime.Skip(1), (Before, After) => (Before, After))
        where IsBy(claimant, change.Before) && change.After.Since <= asOf
        select new ClaimChange(
            claim.Key,
            change.After.Since,
            change.After.Withdrawn ? ClaimChangeKind.Withdrawn : ClaimChangeKind.Corrected
        );

    private static (string?, ClaimId?) StatementOf(ClaimState state, StatementClasses statements) =>
        state.Claim.Statement is { } statement
            ? (statements.NameOf(statement), null)
            : (null, state.Claim.Id);

    private static bool IsBy(string claimant, ClaimState state) => state.Claim.Claimant?.Id == claimant;

    private int Count(RevisionKind kind) => Revisions.Count(revision => revision.Kind == kind);
}

/// <summary>A change of what a claimant's own claims, and nobody else's, say of a figure.</summary>
/// <param name="Kind">Raised, lowered, tightened or widened.</param>
/// <param name="Before">As it stood over its own period.</param>
/// <param name="Carried">What their earlier claims prove over the new period: what <paramref name="Kind"/> compares with.</param>
public sealed record OwnRevision(
    FigureId Figure,
    DateOnly Day,
    RevisionKind Kind,
    Standing Before,
    ProvenRange Carried,
    Standing After
);

/// <summary>A correction or withdrawal in the world; our own recording errors are none.</summary>
/// <param name="Day">From which it holds.</param>
public sealed record ClaimChange(ClaimId Claim, DateOnly Day, ClaimChangeKind Kind);

public enum ClaimChangeKind
{
    Corrected,
    Withdrawn,
}
