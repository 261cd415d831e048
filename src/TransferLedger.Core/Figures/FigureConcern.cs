using TransferLedger.Core.Events;

namespace TransferLedger.Core.Figures;

/// <summary>
/// Whether an entry may change what is answered about a figure: its estimate, what stands beside its numbers, and which related
/// figures are known. Says yes where it cannot tell from the entry alone.
/// </summary>
public sealed class FigureConcern
{
    private readonly FigureId figure;
    private readonly HashSet<FigureId> figures;

    private readonly bool wholeCorridor;

    /// <param name="wholeCorridor">The answer rests on other figures of its corridor too.</param>
    public FigureConcern(FigureId figure, bool wholeCorridor = false)
    {
        this.wholeCorridor = wholeCorridor;
        var related = RelatedFigures.Of(figure);
        this.figure = figure;
        figures = [figure, .. related.Wholes, .. related.Parts];
    }

    public bool May(LedgerEvent happened) =>
        happened switch
        {
            ReportFiled => false,
            DenialIssued => true,
            AbsenceObserved absence => absence.Corridor.Supplier == figure.Corridor.Supplier,
            Claim claim when wholeCorridor && claim.Corridor == figure.Corridor => true,
            Claim claim => FigureId.FedBy(claim) is { } fed && figures.Contains(fed),
            _ => true,
        };
}
