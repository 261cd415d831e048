using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Quantities;

namespace TransferLedger.Core.Filing;

/// <summary>In which unit a claim counts, and whether it does so on every day of its history.</summary>
internal static class CountedUnits
{
    /// <summary>Null: it does not count, or its item is never counted.</summary>
    public static Unit? Of(Claim claim) =>
        claim switch
        {
            ContainersReported => Unit.Container,
            ShipmentRouteObserved => Unit.Voyage,
            MunitionsCapacityEstimated capacity => capacity.Item.Unit,
            ItemsReported items => items.Item.Unit,
            _ => null,
        };

    /// <summary>A fault for the first run of days on which quantity and item no longer fit together.</summary>
    /// <param name="place">Where in the body the reader should look.</param>
    /// <param name="mend">What to do about it.</param>
    public static IEnumerable<Fault> Disagree(ClaimHistory claim, string place, string mend) =>
        claim
            .States()
            .Where(state =>
                state.Claim is ICounted { Quantity: { } quantity } && quantity.Unit != Of(state.Claim)
            )
            .Take(1)
            .Select(state => new Fault(
                place,
                "quantity.unit-disagrees",
                $"From {state.Since:yyyy-MM-dd} on its quantity would be in {((ICounted)state.Claim).Quantity!.Unit}, "
                    + $"but what it is about is {Counted(Of(state.Claim))}. {mend}"
            ));

    private static string Counted(Unit? unit) => unit is null ? "never counted" : $"counted in {unit}";
}
