namespace TransferLedger.Core.Estimates;

/// <summary>All that had been said of a figure by a day, worked out; the estimate is a report of it.</summary>
internal sealed class FigureReading
{
    private FigureReading(IReadOnlyList<Placed> seen, FigureReading? before)
    {
        var known = before?.Perspectives.ToDictionary(p => p.Perspective);
        Seen = seen;
        Perspectives = Tellings
            .ByPerspective(seen)
            .Select(told => PerspectiveReading.Of(told, known?.GetValueOrDefault(told[0].Perspective)))
            .ToList();
        if (Perspectives.Count > 0)
        {
            Leading = PerspectiveReading.Leader(Perspectives.Select(p => p.Leading).ToList());
            Range = FigureRange.Over(Perspectives, Leading.Span);
        }

        Standing = Stand();
    }

    public IReadOnlyList<Placed> Seen { get; }

    /// <summary>Ordinally; empty where no claim makes a bound.</summary>
    public IReadOnlyList<PerspectiveReading> Perspectives { get; }

    /// <summary>Null where no claim makes a bound.</summary>
    public Told? Leading { get; }

    /// <summary>Over the period of the leading telling; null where none leads.</summary>
    public FigureRange? Range { get; }

    public Standing Standing { get; }

    /// <param name="before">What an earlier day saw of the same claims: perspectives that are still the same are not read again.</param>
    public static FigureReading Of(IReadOnlyList<Appearance> seen, FigureReading? before = null) =>
        new(Placed.All(seen), before);

    /// <summary>What its claims prove over other days: a missing low is 0, and without days nothing is proven.</summary>
    public ProvenRange Over(Span? days) =>
        (days is { } given ? FigureRange.Over(Perspectives, given).Range : null) ?? new(0, null);

    private Standing Stand() =>
        Range is null || Leading is null
            ? new() { Status = StatusWithoutBounds() }
            : new()
            {
                Status = Range.Status,
                Low = Range.Range?.Low,
                High = Range.Range?.High,
                Point = PointWithin(Range, Leading),
                Words = Leading.Words,
                Period = Leading.Period,
                Leading = Leading.Naming.Appearance.Claim.Id,
            };

    private static long? PointWithin(FigureRange range, Told leading) =>
        range.Status is EstimateStatus.Single or EstimateStatus.Compatible
        && range.Range!.Contains(leading.Point)
            ? leading.Point
            : null;

    private EstimateStatus StatusWithoutBounds()
    {
        if (Seen.Count == 0)
        {
            return EstimateStatus.Empty;
        }

        var numbered = Seen.Where(placed => placed.Appearance.Reading is not null).ToList();
        return numbered.Count > 0 && numbered.All(IsUnheard)
            ? EstimateStatus.Unattributed
            : EstimateStatus.Unquantified;
    }

    private static bool IsUnheard(Placed placed) =>
        placed.Boundless is Boundlessness.Unattributed or Boundlessness.Repeats;
}
