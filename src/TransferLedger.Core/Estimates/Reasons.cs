namespace TransferLedger.Core.Estimates;

/// <summary>
/// Compares why two estimates are what they are: kept and superseded tellings of each perspective, leading tellings, and the
/// claims that prove low and high. Source: domain.md section 6, "Reasons".
/// </summary>
internal static class Reasons
{
    public static bool Differ(FigureReading left, FigureReading right) =>
        left.Range?.Because != right.Range?.Because
        || !left.Perspectives.SequenceEqual(right.Perspectives, SameReasons);

    private static bool SameReasons(PerspectiveReading left, PerspectiveReading right) =>
        left.Perspective == right.Perspective
        && SameNames(left.Leading, right.Leading)
        && left.Kept.SequenceEqual(right.Kept, SameNames)
        && left.Superseded.SequenceEqual(right.Superseded, SameNames)
        && left.Superseded.SequenceEqual(right.Superseded, SameConflict);

    private static bool SameNames(SetAside left, SetAside right) => SameNames(left.Telling, right.Telling);

    /// <summary>Asked last: it has to be worked out.</summary>
    private static bool SameConflict(SetAside left, SetAside right) =>
        left.By.SequenceEqual(right.By, SameNames);

    private static bool SameNames(Told left, Told right) =>
        left.Naming.Appearance.Id == right.Naming.Appearance.Id;

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
