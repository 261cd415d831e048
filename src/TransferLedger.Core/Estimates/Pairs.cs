using TransferLedger.Core.Parties;

namespace TransferLedger.Core.Estimates;

/// <summary>The pairs of perspectives on a figure whose kept tellings do not hold together.</summary>
internal static class Pairs
{
    /// <summary>Ordinally by their perspectives, each once.</summary>
    public static IEnumerable<ClashingPair> Of(FigureReading reading)
    {
        var all = reading.Perspectives;
        var apart = Apart(all);
        for (var left = 0; left < all.Count && apart.Contains(true); left++)
        {
            for (var right = left + 1; right < all.Count; right++)
            {
                if ((apart[left] || apart[right]) && all[left].With(all[right]) is { } clash)
                {
                    yield return new(all[left].Perspective, all[right].Perspective, clash);
                }
            }
        }
    }

    /// <summary>
    /// Perspectives that hold together with all before them in one graph hold together in pairs, mostly all of them; only the
    /// others are looked at one by one.
    /// </summary>
    private static List<bool> Apart(IReadOnlyList<PerspectiveReading> all)
    {
        if (all is [] or [LatestNumber, ..])
        {
            return all.Select(_ => true).ToList();
        }

        var graph = Clash.GraphOf(all.SelectMany(p => p.Kept).Select(told => told.Rise).ToList());
        return all.Select(p => !p.Kept.All(told => graph.TryAdd(0, told.Rise))).ToList();
    }
}

/// <summary>Two perspectives, ordinally, that do not hold together.</summary>
internal sealed record ClashingPair(Perspective Left, Perspective Right, Clash Clash)
{
    public (Perspective, Perspective) Between => (Left, Right);
}
