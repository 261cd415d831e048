using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;

namespace TransferLedger.Core.Projections;

/// <summary>The claims on a corridor that stand on a day: how many, and the newest of each type.</summary>
/// <param name="Counts">Of all of them; null: nothing had been said by then.</param>
/// <param name="Claims">In the order of the log, which tells what is newest.</param>
public sealed record NewestOnCorridor(CorridorCounts? Counts, IReadOnlyList<ClaimState> Claims)
{
    /// <param name="states">Of its claims, on any day, in the order of the log.</param>
    /// <param name="ofEach">At most so many of each type.</param>
    public static NewestOnCorridor Of(
        Corridor corridor,
        IReadOnlyCollection<ClaimState> states,
        DateOnly asOf,
        int ofEach
    ) =>
        new(
            LedgerAt.Counts(corridor, states, asOf),
            [
                .. states
                    .Where(state => state.StandsOn(asOf))
                    .GroupBy(TypeOf)
                    .SelectMany(type => type.TakeLast(ofEach))
                    .OrderBy(state => state.Position),
            ]
        );

    private static string TypeOf(ClaimState state) => EventNames.WithoutVersion(EventNames.Of(state.Claim));
}
