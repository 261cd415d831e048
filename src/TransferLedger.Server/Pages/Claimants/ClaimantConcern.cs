using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Server.Api;

namespace TransferLedger.Server.Pages.Claimants;

/// <summary>
/// Whether an entry may change the page of a claimant: what they say, and what is said of the figures that they spoke about, with which
/// theirs may be in conflict. Says yes where it cannot tell from the entry alone.
/// </summary>
internal sealed class ClaimantConcern(ClaimantBody claimant)
{
    private readonly string id = claimant.Id;
    private readonly HashSet<string> figures = claimant.Figures.ToHashSet(StringComparer.Ordinal);

    public bool May(LedgerEvent happened) =>
        happened switch
        {
            ReportFiled => false,
            Claim claim => claim.Claimant?.Id == id
                || (FigureId.FedBy(claim)?.ToString() is { } figure && figures.Contains(figure)),
            _ => true,
        };
}
