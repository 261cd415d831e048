using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;

namespace TransferLedger.Core.Denials;

/// <summary>
/// Which absences concern a figure: they are listed with it and make no bound. Source: domain.md section 2,
/// <c>AbsenceObserved</c>.
/// </summary>
public static class FigureAbsences
{
    /// <summary>
    /// In force by <paramref name="asOf"/>, on the figure's corridor or on its supplier's to a recipient not named (<c>KP-XX</c>),
    /// of goods that are the figure's, part of them, their whole, or not named. By the day on which they were said, then by id.
    /// </summary>
    /// <param name="record">Of the figure: its claims say what containers hold.</param>
    /// <param name="absences">States of claims, in any order; those that are no absence are passed over.</param>
    public static IReadOnlyList<ClaimState> Of(
        FigureRecord record,
        IEnumerable<ClaimState> absences,
        DateOnly asOf
    )
    {
        var claims = record.Claims.Where(state => !state.Withdrawn && state.StandsOn(asOf)).ToList();
        return absences
            .Where(state => !state.Withdrawn && state.StandsOn(asOf))
            .Where(state =>
                state.Claim is AbsenceObserved absence
                && IsOn(absence.Corridor, record.Figure.Corridor)
                && FigureGoods.MayBe(record.Figure, claims, absence.Item)
            )
            .OrderBy(state => state.Said)
            .ThenBy(state => state.Claim.Id)
            .ToList();
    }

    private static bool IsOn(Corridor looked, Corridor figure) =>
        looked == figure || (looked.Supplier == figure.Supplier && looked.Recipient == Party.Unknown);
}
