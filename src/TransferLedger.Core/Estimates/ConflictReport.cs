using TransferLedger.Core.Figures;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Estimates;

/// <summary>What does not hold together in a figure, graded and in words. Source: domain.md section 6, "Conflicts".</summary>
internal sealed class ConflictReport
{
    private readonly FigureReading whole;
    private readonly ConflictText text;

    /// <param name="half">The same read with half of the tolerance.</param>
    public ConflictReport(FigureId figure, Policy policy, FigureReading whole, FigureReading half)
    {
        (this.whole, text) = (whole, new(figure, policy.Approximate));
        var pairs = Pairs.Of(whole).ToDictionary(pair => pair.Between);
        var halved = half == whole ? pairs : Pairs.Of(half).ToDictionary(pair => pair.Between);
        Conflicts = pairs
            .Values.Select(pair =>
                Between(pair, Found(halved.ContainsKey(pair.Between), ToleranceTaken.Whole))
            )
            .Concat(
                halved
                    .Values.Where(pair => !pairs.ContainsKey(pair.Between))
                    .Select(pair => Between(pair, ToleranceTaken.Half))
            )
            .OrderBy(conflict => conflict.Between[0], StringComparer.Ordinal)
            .ThenBy(conflict => conflict.Between[1], StringComparer.Ordinal)
            .ToSequence();
        RestsOnTolerance =
            whole.Standing.Status != half.Standing.Status
            || Conflicts.Any(conflict => conflict.Tolerance != ToleranceTaken.Any);
    }

    /// <summary>Between perspectives, ordinally by them.</summary>
    public Sequence<Conflict> Conflicts { get; }

    /// <summary>With half of the tolerance the status, or which perspectives conflict, is another one.</summary>
    public bool RestsOnTolerance { get; }

    /// <summary>Null: the telling is merely older.</summary>
    public Conflict? Of(SetAside aside) =>
        aside.Clash() is { } clash ? Report(clash, [aside.Telling.Perspective.Id], ToleranceTaken.Any) : null;

    private static ToleranceTaken Found(bool withBoth, ToleranceTaken only) =>
        withBoth ? ToleranceTaken.Any : only;

    private Conflict Between(ClashingPair pair, ToleranceTaken tolerance) =>
        Report(pair.Clash, [pair.Left.Id, pair.Right.Id], tolerance);

    private Conflict Report(Clash clash, Sequence<string> between, ToleranceTaken tolerance)
    {
        var bounds = clash.BySide();
        return new()
        {
            RestsOnDates = clash.RestsOnDates,
            Tolerance = tolerance,
            Between = between,
            Claims = clash.Tellings.Select(told => told.Naming.Appearance.Claim.Id).ToSequence(),
            BearsOnPeriod = clash.Tellings.Any(told => told.Span.Meets(whole.Leading!.Span)),
            Steps = bounds.Select(bound => bound.Step).ToSequence(),
            Text = text.Of(clash, bounds, tolerance),
        };
    }
}
