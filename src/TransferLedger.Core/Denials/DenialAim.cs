using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Retellings;
using TransferLedger.Core.Time;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Denials;

/// <summary>
/// What one denial aims at among the claims of a figure. A corridor or statement is denied as far as the denial's item and
/// coverage reach; a figure or claim that is named is denied whatever they say.
/// </summary>
internal sealed class DenialAim
{
    private readonly DenialIssued denied;
    private readonly DeniedFigure figure;
    private readonly bool atFigure;
    private readonly bool atCorridor;
    private readonly HashSet<ClaimId> atClaims;
    private readonly HashSet<string> atStatements;

    public DenialAim(ClaimState denial, DeniedFigure figure)
    {
        (Denial, denied, this.figure) = (denial, (DenialIssued)denial.Claim, figure);
        var id = figure.Record.Figure;
        atFigure = denied.Targets.Any(target => target.Figure == id.ToString());
        atCorridor = denied.Targets.Any(target =>
            target.Corridor == id.Corridor.ToString() || target.Corridor == $"{id.Corridor.Supplier}-*"
        );
        atClaims = denied
            .Targets.Select(target => target.Claim)
            .Append(Answered())
            .OfType<ClaimId>()
            .ToHashSet();
        atStatements = StatementsAimedAt();
        Claims = figure
            .Claims.Where(IsAbout)
            .OrderBy(claim => claim.Claim.Id)
            .Select(claim => new DeniedClaim(claim.Claim.Id, RelationTo(claim)))
            .ToSequence();
    }

    public ClaimState Denial { get; }

    /// <summary>Those that it is about, ordinally.</summary>
    public Sequence<DeniedClaim> Claims { get; }

    /// <summary>A figure without claims is met by its corridor.</summary>
    public bool MeetsFigure =>
        atFigure || Claims.Count > 0 || (figure.Claims.Count == 0 && atCorridor && IsInScope([]));

    private ClaimId? Answered() =>
        denied.RespondsTo is { } id && ClaimId.Read(id) is { IsOk: true } claim ? claim.Value : null;

    /// <summary>Also those of the claims aimed at: another appearance of the same statement is the same telling.</summary>
    private HashSet<string> StatementsAimedAt() =>
        denied
            .Targets.Select(target => target.Statement)
            .Append(denied.RespondsTo)
            .OfType<string>()
            .Select(figure.Record.Statements.NameOf)
            .Concat(atClaims.Select(figure.StatementOf).OfType<string>())
            .ToHashSet(StringComparer.Ordinal);

    private bool IsAbout(ClaimState claim) =>
        atFigure
        || atClaims.Contains(claim.Claim.Id)
        || ((atCorridor || IsAtStatementOf(claim)) && IsInScope([claim]) && PeriodsMeet(claim));

    /// <summary>Of containers each claim says itself what they hold.</summary>
    private bool IsInScope(IReadOnlyList<ClaimState> claims) =>
        FigureGoods.MayBe(figure.Record.Figure, claims, denied.Item);

    private bool IsAtStatementOf(ClaimState claim) =>
        figure.StatementOf(claim.Claim.Id) is { } statement && atStatements.Contains(statement);

    private bool PeriodsMeet(ClaimState claim)
    {
        if (denied.Coverage is not { } scope)
        {
            return true;
        }

        var told = new Component(claim, repeats: false);
        return !(told.Start > (scope.Latest ?? Denial.Said)) && !(scope.Earliest > told.End);
    }

    private DenialRelation RelationTo(ClaimState claim)
    {
        var aimed = atFigure || atClaims.Contains(claim.Claim.Id) || IsAtStatementOf(claim);
        if (aimed && Denial.Said >= claim.Said)
        {
            return DenialRelation.Answers;
        }

        var (said, answered) = (
            DaysOf(Denial, denied.Stated),
            DaysOf(claim, figure.StatedOf(claim.Claim.Id))
        );
        return said.From > answered.To ? DenialRelation.Follows
            : said.To < answered.From ? DenialRelation.Predates
            : DenialRelation.OrderUnknown;
    }

    /// <summary>The days on which it may have been said, as written; a start that is open or unknown is null.</summary>
    private static (DateOnly? From, DateOnly To) DaysOf(ClaimState state, Edtf? stated)
    {
        var date = state.Claim.Disclosed ?? stated ?? state.Claim.Published;
        var last = date.Latest < state.Said ? date.Latest.Value : state.Said;
        return (date.Earliest > last ? last : date.Earliest, last);
    }
}
