using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Projections;

namespace TransferLedger.Server.Pages.Corridors;

/// <summary>
/// Whether an entry may change the page of a corridor: what is said of it or of the opposite one, and what its denials could answer,
/// wherever that is. Says yes where it cannot tell from the entry alone.
/// </summary>
internal sealed class CorridorConcern
{
    private readonly Corridor corridor;
    private readonly HashSet<string> answered;
    private readonly List<DenialTarget> targets;

    public CorridorConcern(CorridorModel model)
    {
        corridor = model.Found.Corridor;
        answered = model
            .Denied.SelectMany(of => of.Figures)
            .Select(figure => figure.Figure)
            .ToHashSet(StringComparer.Ordinal);
        targets = model
            .Denied.SelectMany(of => Subjects.TargetsOf((DenialIssued)of.Denial.Claim))
            .Distinct()
            .ToList();
    }

    public bool May(LedgerEvent happened) =>
        happened switch
        {
            ReportFiled => false,
            Claim claim => IsHere(claim.Corridor)
                || (
                    FigureId.FedBy(claim)?.ToString() is { } figure
                    && (answered.Contains(figure) || targets.Any(target => Reaches(target, claim, figure)))
                ),
            _ => true,
        };

    private bool IsHere(Corridor other) =>
        other == corridor || (other.Supplier == corridor.Recipient && other.Recipient == corridor.Supplier);

    private static bool Reaches(DenialTarget target, Claim claim, string figure) =>
        target switch
        {
            { Figure: { } aimed } => aimed == figure,
            { Corridor: { } aimed } when aimed.EndsWith('*') => figure.StartsWith(
                aimed[..^1],
                StringComparison.Ordinal
            ),
            { Corridor: { } aimed } => aimed == claim.Corridor.ToString(),
            { Claim: { } aimed } => aimed == claim.Id,
            // What statements are judged to be the same is not told by the entry.
            _ => ClaimHistory.StatementsIn(claim).Any(),
        };
}
