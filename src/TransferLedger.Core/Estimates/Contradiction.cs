namespace TransferLedger.Core.Estimates;

/// <summary>
/// Finds with which tellings of a graph another one cannot hold: of all more trusted ones each is taken out, from the least
/// trusted on, without which the others still contradict it. What is left is irreducible, and the same however the graph came
/// to be. Source: domain.md section 6, "Conflicts".
/// </summary>
/// <remarks>
/// A telling contradicts a graph where a chain of bounds leads past its low or its high. One that is not on such a chain can
/// go; for one that is, another chain is looked for without it.
/// </remarks>
internal sealed class Contradiction(BoundsGraph graph)
{
    private readonly ChainSearch search = new(graph);
    private readonly HashSet<int> needed = [];

    /// <param name="telling">One that is not in the graph, whose number says how trusted it is.</param>
    /// <returns>Numbers of the tellings, ascending; together with the given one they are irreducible.</returns>
    public IReadOnlyList<int> With(int telling, in Rise rise)
    {
        needed.Clear();
        if (!IsPast(rise.LowOver.Start, rise.LowOver.End, rise.Low, telling))
        {
            _ = IsPast(rise.HighOver.End, rise.HighOver.Start, -(Int128)rise.High!.Value, telling);
        }

        var chain = search.Find(telling, needed)!;
        while (LeastTrusted(chain) is >= 0 and var worst)
        {
            if (search.Find(worst, needed) is { } other)
            {
                chain = other;
            }
            else
            {
                needed.Add(worst);
            }
        }

        return needed.Order().ToList();
    }

    /// <summary>Between the ends of these days the more trusted ones prove less than the bound.</summary>
    private bool IsPast(int from, int to, Int128 bound, int telling) =>
        graph.Days.AtOrAfter(to) is not DayLine.None and var end
        && search.Aim(graph.Days.AtOrBefore(from), end, bound, telling);

    /// <summary>Of those on the chain that may still go; below 0: all are needed.</summary>
    private int LeastTrusted(List<int> chain)
    {
        var least = -1;
        foreach (var telling in chain)
        {
            least = telling > least && !needed.Contains(telling) ? telling : least;
        }

        return least;
    }
}
