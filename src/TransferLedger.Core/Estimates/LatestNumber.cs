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
        new(tellings, tellings.Skip(1).Select(told => new SetAside(told, () => [tellings[0]])).ToList());

    /// <summary>The same over all days.</summary>
    public override Proof Over(Span days)
    {
        var (low, high) = (Leading.Bounds.Low, Leading.Bounds.High);
        return new(
            new(low, high),
            new(low > 0 ? Step(BoundSide.AtLeast, low) : [], high is { } h ? Step(BoundSide.AtMost, h) : [])
        );
    }

    private Sequence<Step> Step(BoundSide side, long number) =>
        [new(Leading.Naming.Appearance.Claim.Id, side, number, Leading.Period.From, Leading.Period.To)];
}
