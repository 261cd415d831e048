using TransferLedger.Core.Values;

namespace TransferLedger.Core.Estimates;

/// <summary>
/// One perspective on a figure whose numbers do not add up over time (stages before goods move, quality, shares): its most
/// trusted telling is what counts. Source: domain.md section 5.
/// </summary>
internal sealed class LatestNumber : PerspectiveReading
{
    private LatestNumber(IReadOnlyList<Told> tellings, IReadOnlyList<SetAside> superseded)
        : base(tellings, [tellings[0]], superseded) { }

    public static LatestNumber Of(IReadOnlyList<Told> tellings) =>
        new(
            tellings,
            tellings.Skip(1).Select(told => new SetAside(told, () => [tellings[0]], () => null)).ToList()
        );

    /// <summary>The same over all days.</summary>
    public override Proof Over(Span days)
    {
        var (low, high) = (Leading.Bounds.Low, Leading.Bounds.High);
        return new(
            new(low, high),
            new(low > 0 ? Step(BoundSide.AtLeast, low) : [], high is { } h ? Step(BoundSide.AtMost, h) : [])
        );
    }

    /// <summary>
    /// Ranges without a common part. Such a number may change from day to day, so that both can hold unless they are certainly
    /// about the same days.
    /// </summary>
    public override Clash? With(PerspectiveReading other)
    {
        var (lower, upper) = (Leading, other.Leading);
        (lower, upper) = lower.Bounds.High < upper.Bounds.Low ? (lower, upper) : (upper, lower);
        return lower.Bounds.High < upper.Bounds.Low
            ? new(
                [.. new[] { Ceiling(lower), Floor(upper) }.OrderBy(bound => bound.Telling.Trust)],
                RestsOnDates: !AreOfTheSameDays(lower, upper)
            )
            : null;
    }

    private static ToldBound Floor(Told told) => ToldBound.Of(told, BoundSide.AtLeast, told.Rise);

    private static ToldBound Ceiling(Told told) => ToldBound.Of(told, BoundSide.AtMost, told.Rise);

    private static bool AreOfTheSameDays(Told left, Told right) =>
        left.Dated.CautiousDays is { AreCertain: true } days && days == right.Dated.CautiousDays;

    private Sequence<Step> Step(BoundSide side, long number) =>
        [new(Leading.Naming.Appearance.Claim.Id, side, number, Leading.Period.From, Leading.Period.To)];
}
