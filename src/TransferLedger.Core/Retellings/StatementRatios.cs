using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Quantities;

namespace TransferLedger.Core.Retellings;

/// <summary>
/// The ratios of one statement on one corridor. A component that appears more than once is read as its telling reads it; what
/// is said of each container makes no telling, so every different reading of it is listed, by its most trusted appearance.
/// </summary>
internal sealed class StatementRatios
{
    private readonly Policy policy;
    private readonly StatementDates dates;
    private readonly IReadOnlyList<Placed> placed;

    public StatementRatios(IEnumerable<ClaimState> claims, StatementClasses statements, Policy policy)
    {
        this.policy = policy;
        var seen = claims
            .Where(state => IsContainers(state) || IsRounds(state))
            .Select(state => Appearance.Of(state, state.Figure!.Measure, statements, policy.Approximate))
            .ToList();
        (dates, placed) = (new(seen), Placed.All(seen));
    }

    public IEnumerable<ImpliedRatio> All() => OfEach().Concat(OfTotals());

    private static bool IsContainers(ClaimState state) => state.Claim is ContainersReported;

    private static bool IsRounds(ClaimState state) =>
        state.Figure is { Measure: Measure.Capacity or Measure.Items, Item.Unit: { } unit }
        && unit == Unit.Round;

    private IEnumerable<ImpliedRatio> OfEach() =>
        from one in placed
        let claim = one.Appearance.Claim
        let quantity = (claim as ICounted)?.Quantity
        where
            quantity is { IsRead: true }
            && quantity.Per == Per.Container
            && !IsContainers(one.Appearance.State)
        where claim.Claimant is not null && claim.Repeats is null
        orderby one.Trust
        group one by (one.Appearance.State.Figure, quantity.Reading) into told
        select Ratio(
            told.First(),
            null,
            told.First(),
            told.Key.Reading.BoundsAt(policy.Approximate),
            told.Key.Reading
        );

    private IEnumerable<ImpliedRatio> OfTotals()
    {
        var containers = TellingsOf(IsContainers);
        var capacities = placed
            .Where(one => one.Appearance.Claim is MunitionsCapacityEstimated)
            .Select(one => one.Appearance.State.Figure)
            .Distinct()
            .SelectMany(figure => TellingsOf(state => state.Figure == figure));
        foreach (var capacity in capacities)
        {
            if (Holding(capacity, containers) is { } holding && Nominal(ReadingOf(holding)) > 0)
            {
                yield return Ratio(
                    capacity.Trust.CompareTo(holding.Trust) <= 0 ? capacity.Best : holding.Best,
                    holding,
                    capacity.Naming,
                    capacity.Bounds,
                    ReadingOf(capacity)
                );
            }
        }
    }

    private List<Told> TellingsOf(Func<ClaimState, bool> belongs) =>
        Tellings
            .ByPerspective(placed.Where(one => belongs(one.Appearance.State)))
            .SelectMany(told => told)
            .ToList();

    /// <summary>The containers up to the same day, or the only ones that the statement speaks of.</summary>
    private static Told? Holding(Told capacity, List<Told> containers) =>
        containers.Find(told => told.Span.End == capacity.Span.End)
        ?? (containers.Count == 1 ? containers[0] : null);

    private ImpliedRatio Ratio(Placed best, Told? containers, Placed capacity, Bounds rounds, Reading said)
    {
        var holding = containers?.Bounds ?? new Bounds(1, 1);
        var claim = best.Appearance.Claim;
        return new(
            claim.Claimant!.Id,
            best.Appearance.Statement,
            dates.Stated(best.Appearance),
            dates.Day(best.Appearance),
            containers?.Naming.Appearance.Claim.Id,
            capacity.Appearance.Claim.Id,
            capacity.Appearance.State.Figure!.Item!,
            holding.High is { } most and > 0 ? decimal.Floor(10m * rounds.Low / most) / 10 : 0,
            rounds.High is { } high && holding.Low > 0
                ? decimal.Ceiling(10m * high / holding.Low) / 10
                : null,
            decimal.Round(
                (decimal)Nominal(said) / (containers is null ? 1 : Nominal(ReadingOf(containers))),
                1,
                MidpointRounding.AwayFromZero
            )
        );
    }

    private static Reading ReadingOf(Told told) => told.Naming.Appearance.Reading!;

    private static long Nominal(Reading said) => said.Point ?? said.High ?? said.Low!.Value;
}
