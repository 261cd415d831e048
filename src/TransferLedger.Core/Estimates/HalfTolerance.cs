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
            var (tolerance, half) = (policy.Approximate, policy.Approximate.Half);
            if (
                appearance.Reading is not { } reading
                || reading.BoundsAt(half) == reading.BoundsAt(tolerance)
            )
            {
                return appearance;
            }

            same = false;
            return Appearance.Of(appearance.State, record.Figure.Measure, record.Statements, half);
        }
    }
}
