using TransferLedger.Core.Parties;

namespace TransferLedger.Core.Estimates;

/// <summary>All that had been said of a figure by a day, worked out; the estimate is a report of it.</summary>
internal sealed class FigureReading
{
    private FigureReading(
        IReadOnlyList<Placed> seen,
        FigureReading? before,
        Perspective? only,
        bool anyWithdrawn
    )
    {
        var known = before?.Perspectives.ToDictionary(p => p.Perspective);
        var told = Tellings.ByPerspective(seen).ToList();
        (Seen, told) = only is null ? (seen, told) : Narrowed(seen, told, only);
        Perspectives = told.Select(told =>
                PerspectiveReading.Of(told, known?.GetValueOrDefault(told[0].Perspective))
            )
            .ToList();
        if (Perspectives.Count > 0)
        {
            Leading = PerspectiveReading.Leader(Perspectives.Select(p => p.Leading).ToList());
            Range = FigureRange.Over(Perspectives, Leading.Span);
        }

        Standing = Stand(anyWithdrawn);
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
    /// <param name="anyWithdrawn">Others had been said and are withdrawn, so that none left is not none yet.</param>
    /// <param name="only">The perspective whose tellings are read; null: all.</param>
    public static FigureReading Of(
        IReadOnlyList<Appearance> seen,
        FigureReading? before = null,
        Perspective? only = null,
        bool anyWithdrawn = false
    ) => new(Placed.All(seen), before, only, anyWithdrawn);

    /// <summary>What its claims prove over other days: a missing low is 0, and without days nothing is proven.</summary>
    public ProvenRange Over(Span? days) =>
        (days is { } given ? FigureRange.Over(Perspectives, given).Range : null) ?? new(0, null);

    /// <summary>A statement is of one perspective, whoever else retells it.</summary>
    private static (List<Placed>, List<IReadOnlyList<Told>>) Narrowed(
        IReadOnlyList<Placed> seen,
        List<IReadOnlyList<Told>> told,
        Perspective only
    )
    {
        var whose = told.SelectMany(tellings => tellings)
            .SelectMany(one => one.Appearances.Select(placed => (placed, one.Perspective)))
            .ToDictionary(of => of.placed, of => of.Perspective);
        return (
            seen.Where(placed => whose.GetValueOrDefault(placed, placed.Appearance.Perspective) == only)
                .ToList(),
            told.Where(tellings => tellings[0].Perspective == only).ToList()
        );
    }

    private Standing Stand(bool anyWithdrawn) =>
        Range is null || Leading is null
            ? new() { Status = StatusWithoutBounds(anyWithdrawn) }
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

    private EstimateStatus StatusWithoutBounds(bool anyWithdrawn)
    {
        if (Seen.Count == 0)
        {
            return anyWithdrawn ? EstimateStatus.Unquantified : EstimateStatus.Empty;
        }

        var numbered = Seen.Where(placed => placed.Appearance.Reading is not null).ToList();
        return numbered.Count > 0 && numbered.All(IsUnheard)
            ? EstimateStatus.Unattributed
            : EstimateStatus.Unquantified;
    }

    private static bool IsUnheard(Placed placed) =>
        placed.Boundless is Boundlessness.Unattributed or Boundlessness.Repeats;
}
