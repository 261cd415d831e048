namespace TransferLedger.Core.Figures;

/// <summary>All that the ledger has recorded of a figure by some position: what its estimates are worked out from.</summary>
/// <param name="Claims">The states of every claim that feed it, in no particular order; those of one claim follow each other in time.</param>
/// <param name="Statements">Which statements are one.</param>
public sealed record FigureRecord(
    FigureId Figure,
    IReadOnlyCollection<ClaimState> Claims,
    StatementClasses Statements
)
{
    /// <summary>Without a judgement.</summary>
    public static FigureRecord Of(FigureId figure, IReadOnlyCollection<ClaimState> claims) =>
        new(figure, claims, StatementClasses.None);
}
