using TransferLedger.Core.Figures;

namespace TransferLedger.Core.Estimates;

/// <summary>The same figure read with half of the tolerance. Source: domain.md section 6, "Conflicts".</summary>
internal static class HalfTolerance
{
    /// <param name="whole">What the whole tolerance gives: all that does not rest on it is not worked out again.</param>
    public static FigureReading Of(
        FigureReading whole,
        IReadOnlyList<Appearance> seen,
        FigureRecord record,
        Policy policy,
        Narrowing narrowing
    )
    {
        var same = true;
        var halved = seen.Select(Halved).ToList();
        return same ? whole : narrowing.Read(halved, whole);

        Appearance Halved(Appearance appearance)
        {
            var half = Appearance.Of(
                appearance.State,
                record.Figure.Measure,
                record.Statements,
                policy.Approximate.Half
            );
            if (half.Bounds == appearance.Bounds)
            {
                return appearance;
            }

            same = false;
            return half;
        }
    }
}
