namespace TransferLedger.Core.Estimates;

/// <summary>
/// Compares why two estimates are what they are: kept and superseded tellings of each perspective, leading tellings, and the
/// claims that prove low and high. Conflicts follow from what the tellings say and when, so these are compared and the conflicts
/// need not be worked out. Source: domain.md section 6, "Reasons".
/// </summary>
internal static class Reasons
{
    public static bool Differ(FigureReading left, FigureReading right) =>
        left.Range?.Because != right.Range?.Because
        || !left.Perspectives.SequenceEqual(right.Perspectives, SameReasons);

    private static bool SameReasons(PerspectiveReading left, PerspectiveReading right) =>
        ReferenceEquals(left, right)
        || (
            left.Perspective == right.Perspective
            && left.Leading.SaysTheSameAs(right.Leading)
            && left.Kept.SequenceEqual(right.Kept, SameTelling)
            && left.Superseded.SequenceEqual(right.Superseded, SameTelling)
            && left.Superseded.SequenceEqual(right.Superseded, SameConflict)
        );

    private static bool SameTelling(SetAside left, SetAside right) =>
        SameTelling(left.Telling, right.Telling);

    /// <summary>Asked last: it has to be worked out.</summary>
    private static bool SameConflict(SetAside left, SetAside right) =>
        left.By.SequenceEqual(right.By, SameTelling);

    private static bool SameTelling(Told left, Told right) => left.SaysTheSameAs(right);

    private static bool SequenceEqual<T>(
        this IReadOnlyList<T> left,
        IReadOnlyList<T> right,
        Func<T, T, bool> same
    )
    {
        var equal = left.Count == right.Count;
        for (var n = 0; equal && n < left.Count; n++)
        {
            equal = same(left[n], right[n]);
        }

        return equal;
    }
}
