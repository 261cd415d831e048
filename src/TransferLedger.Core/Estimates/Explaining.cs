using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Estimates;

/// <summary>Turns the chains of an estimate into sums and sentences.</summary>
internal sealed class Explaining
{
    private readonly Estimate estimate;
    private readonly Wording wording;
    private readonly Dictionary<ClaimId, Claim> claims;
    private readonly Dictionary<ClaimId, (string Perspective, Telling Telling)> tellings;

    public Explaining(FigureRecord record, Estimate estimate)
    {
        (this.estimate, wording) = (estimate, new(estimate.Figure));
        claims = record
            .Claims.Where(state => state.StandsOn(estimate.AsOf))
            .ToDictionary(state => state.Claim.Id, state => state.Claim);
        tellings = estimate
            .Perspectives.SelectMany(p => p.Kept.Select(telling => (p.Perspective, telling)))
            .ToDictionary(kept => kept.telling.Claim);
    }

    public Explanation Explain() =>
        new(
            Low(estimate.Low, estimate.Because.Low, estimate.Period),
            High(estimate.High, estimate.Because.High, estimate.Period),
            estimate
                .Perspectives.Select(p => new PerspectiveExplanation(
                    p.Perspective,
                    Low(p.Low, p.Because.Low, p.Period),
                    High(p.High, p.Because.High, p.Period)
                ))
                .ToSequence()
        );

    private BoundExplanation Low(long? number, Sequence<Step> chain, CoveredPeriod? period) =>
        Explain(BoundSide.AtLeast, number, chain, period);

    private BoundExplanation High(long? number, Sequence<Step> chain, CoveredPeriod? period) =>
        Explain(BoundSide.AtMost, number, number is null ? [] : chain, period);

    private BoundExplanation Explain(
        BoundSide side,
        long? number,
        Sequence<Step> chain,
        CoveredPeriod? period
    )
    {
        var steps = InSum(side, chain).ToSequence();
        return new(
            number,
            steps,
            period is null ? "No claim that counts gives a number."
                : steps.Count == 0 ? WithoutSteps(side, number, period)
                : Sentence(side, number!.Value, steps, period)
        );
    }

    /// <summary>Bounds of the side that is explained add to it and come first, the others take away from it; each by their ends.</summary>
    private IEnumerable<ExplainedStep> InSum(BoundSide side, Sequence<Step> chain)
    {
        var sum = 0L;
        foreach (var step in chain.OrderBy(step => step.Side != side).ThenBy(step => step.To))
        {
            var effect = step.Side == side ? step.Number : -step.Number;
            sum += effect;
            yield return Explained(step, effect, sum);
        }
    }

    private ExplainedStep Explained(Step step, long effect, long sum) =>
        new()
        {
            Claim = step.Claim,
            Claimant = claims[step.Claim].Claimant,
            Perspective = tellings[step.Claim].Perspective,
            Words = tellings[step.Claim].Telling.Words,
            Stated = claims[step.Claim].Stated?.Text,
            Side = step.Side,
            Number = step.Number,
            From = step.From,
            To = step.To,
            Effect = effect,
            Sum = sum,
        };

    private static string WithoutSteps(BoundSide side, long? number, CoveredPeriod period)
    {
        var over = Wording.Over(period.From, period.To);
        return (side, number) switch
        {
            (BoundSide.AtLeast, _) => $"No claim proves that there were any {over}.",
            _ => $"No claim sets an upper limit {over}.",
        };
    }

    private string Sentence(BoundSide side, long number, Sequence<ExplainedStep> steps, CoveredPeriod period)
    {
        var over = Wording.Over(period.From, period.To);
        var isWhole = !estimate.Figure.Measure.Accumulates() || AreExactly(steps, side, period);
        var never = isWhole ? "" : ", since the total never falls";
        var said = string.Concat(steps.Select((step, n) => Phrase(step, side, n == 0)));
        if (steps is [_] && isWhole)
        {
            return $"{said}.";
        }

        var so =
            steps is [_] ? "and so"
            : steps.Any(step => step.Side != side) ? "leaves"
            : "makes";
        return $"{said}, {so} {Bound(side, inside: true)} {wording.Number(number)} {over}{never}.";
    }

    private string Phrase(ExplainedStep step, BoundSide side, bool isFirst)
    {
        var over = Wording.Over(step.From, step.To);
        return isFirst
            ? $"{Bound(step.Side, inside: false)} {wording.Counted(step.Number)} {over}"
            : $", {(step.Side == side ? "plus" : "less")} {Bound(step.Side, inside: true)} {wording.Number(step.Number)} {over}";
    }

    private static string Bound(BoundSide side, bool inside) =>
        (side, inside) switch
        {
            (BoundSide.AtLeast, true) => "at least",
            (BoundSide.AtLeast, false) => "At least",
            (_, true) => "at most",
            _ => "At most",
        };

    /// <summary>What is added covers just the period and what is taken away, so that nothing rests on the total never falling.</summary>
    private static bool AreExactly(Sequence<ExplainedStep> steps, BoundSide side, CoveredPeriod period)
    {
        var added = steps.Where(step => step.Side == side).Select(step => (step.From, step.To));
        var taken = steps
            .Where(step => step.Side != side)
            .Select(step => (step.From, step.To))
            .Append((period.From, period.To));
        return Edges(added).SequenceEqual(Edges(taken));
    }

    /// <summary>Where the number of periods that cover a day changes, and by how much, by days.</summary>
    private static IEnumerable<(int Day, int By)> Edges(IEnumerable<(DateOnly? From, DateOnly To)> periods) =>
        periods
            .SelectMany(p =>
                new[] { (Day: p.From?.DayNumber ?? -1, By: 1), (Day: p.To.DayNumber + 1, By: -1) }
            )
            .GroupBy(edge => edge.Day, edge => edge.By)
            .Select(edges => (edges.Key, edges.Sum()))
            .Where(edge => edge.Item2 != 0)
            .OrderBy(edge => edge.Key);
}
