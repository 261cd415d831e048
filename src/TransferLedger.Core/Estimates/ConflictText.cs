using TransferLedger.Core.Figures;
using TransferLedger.Core.Quantities;

namespace TransferLedger.Core.Estimates;

/// <summary>
/// A conflict in a few sentences: who says which number of which period, what leaves no room for it, by how much, and, of a
/// tension, what it rests on.
/// </summary>
internal sealed class ConflictText(FigureId figure, Tolerance tolerance)
{
    private readonly Wording wording = new(figure);

    /// <param name="bounds">Those of the clash, floors first.</param>
    public string Of(Clash clash, IReadOnlyList<ToldBound> bounds, ToleranceTaken taken)
    {
        var floors = bounds.Where(bound => bound.Side == BoundSide.AtLeast).ToList();
        var ceilings = bounds.Where(bound => bound.Side == BoundSide.AtMost).ToList();
        return string.Join(
                ' ',
                Floors(floors),
                Ceilings(ceilings, floors),
                Excess(floors, ceilings),
                Reservations(clash, taken)
            )
            .TrimEnd();
    }

    private string Floors(List<ToldBound> floors) =>
        floors is [var only]
            ? $"{Who(only)} says at least {wording.Counted(only.Number)} {Wording.Over(only.Step)}."
            : $"{List(floors, floor => $"{Who(floor)} says at least {wording.Counted(floor.Number)} {Wording.Over(floor.Step)}")}: {Sum(floors)}.";

    private string Ceilings(List<ToldBound> ceilings, List<ToldBound> floors)
    {
        if (ceilings is [var only])
        {
            return $"{Who(only)} leaves room for at most {wording.Number(only.Number)} {Span(only, floors)}.";
        }

        var which =
            floors.Count == 1 ? "which together cover those days" : "which cover each of those days as often";
        return $"{List(ceilings, ceiling => $"{Who(ceiling)} leaves room for at most {wording.Number(ceiling.Number)} {Wording.Over(ceiling.Step)}")}, {which}: {Sum(ceilings)}.";
    }

    /// <summary>A ceiling covers all floors that it leaves no room for; on figures that do not accumulate it need not.</summary>
    private static string Span(ToldBound ceiling, List<ToldBound> floors) =>
        floors is [var only] && ceiling.Over == only.Over ? "for the same days"
        : ceiling.Over.Covers(floors[0].Over) ? $"{Wording.Over(ceiling.Step)}, which covers those days"
        : Wording.Over(ceiling.Step);

    private string Excess(List<ToldBound> floors, List<ToldBound> ceilings)
    {
        var (least, most) = (Total(floors), Total(ceilings));
        var cannot = floors.Count + ceilings.Count == 2 ? "Both cannot be true" : "They cannot all be true";
        return $"{cannot}: {wording.Number(least)} is {wording.Number(least - most)} more than {wording.Number(most)}.";
    }

    private string Reservations(Clash clash, ToleranceTaken taken)
    {
        var dates = (clash.RestsOnDates, figure.Measure.Accumulates()) switch
        {
            (true, true) =>
                "This is a tension, not a contradiction: the dates are not exact, and on other days that they may mean there is room for all.",
            (true, false) =>
                "This is a tension, not a contradiction: the two are not certainly about the same days, and the number may have changed.",
            _ when clash.Bounds.Any(bound => bound.Over != bound.Telling.Span) =>
                "This holds whichever days the dates mean: floors are taken over the longest of their periods and ceilings over the shortest.",
            _ => "",
        };
        return string.Join(' ', dates, Tolerance(taken)).Trim();
    }

    private string Tolerance(ToleranceTaken taken) =>
        taken switch
        {
            ToleranceTaken.Whole =>
                $"It rests on reading “approximately” as within {Percent(tolerance)}: with {Percent(tolerance.Half)} there is no such conflict.",
            ToleranceTaken.Half =>
                $"It is there only when “approximately” is read as within {Percent(tolerance.Half)}, as it is here, and not with {Percent(tolerance)}.",
            _ => "",
        };

    private static string Percent(Tolerance tolerance) =>
        $"{100m * tolerance.Numerator / tolerance.Denominator:0.##} percent";

    private string Sum(List<ToldBound> bounds) =>
        $"{string.Join(" + ", bounds.Select(bound => wording.Number(bound.Number)))} = {wording.Number(Total(bounds))}";

    private static Int128 Total(List<ToldBound> bounds) =>
        bounds.Aggregate(Int128.Zero, (sum, bound) => sum + bound.Number);

    private static string Who(ToldBound bound) =>
        $"{bound.Telling.Perspective} ({Wording.Source(bound.Telling.Naming.Appearance.Claim, bound.Telling.Words)})";

    private static string List(List<ToldBound> bounds, Func<ToldBound, string> say) =>
        $"{string.Join("; ", bounds.SkipLast(1).Select(say))}; and {say(bounds[^1])}";
}
