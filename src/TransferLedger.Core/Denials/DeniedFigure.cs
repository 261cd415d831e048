using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Time;

namespace TransferLedger.Core.Denials;

/// <summary>A figure's claims in force on a day, as denials aim at them.</summary>
internal sealed class DeniedFigure
{
    private readonly StatementDates dates;
    private readonly Dictionary<ClaimId, Appearance> appearances;

    public DeniedFigure(FigureRecord record, DateOnly asOf)
    {
        Record = record;
        Claims = record.Claims.Where(state => !state.Withdrawn && state.StandsOn(asOf)).ToList();
        appearances = Claims.ToDictionary(state => state.Claim.Id, Appeared);
        dates = new(appearances.Values);
    }

    public FigureRecord Record { get; }

    public IReadOnlyList<ClaimState> Claims { get; }

    /// <summary>What the class of a claim's statement is called; null: it has none, or is no claim of this figure.</summary>
    public string? StatementOf(ClaimId claim) => appearances.GetValueOrDefault(claim)?.Statement;

    /// <summary>When a claim's statement was made, as precisely as any of its appearances says.</summary>
    public Edtf? StatedOf(ClaimId claim) => dates.Stated(appearances[claim]);

    private Appearance Appeared(ClaimState state) =>
        Appearance.Of(state, Record.Figure.Measure, Record.Statements, Tolerance.None);
}
