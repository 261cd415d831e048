using System.Runtime.InteropServices;

namespace TransferLedger.Core.Estimates;

/// <summary>
/// Finds with which tellings of a graph another one cannot hold: of all more trusted ones each is taken out, from the least
/// trusted on, without which the others still contradict it. What is left is irreducible, and the same however the graph came
/// to be. Source: domain.md section 6, "Conflicts".
/// </summary>
/// <remarks>
/// A telling contradicts a graph where a chain of bounds leads past its low or its high, and never past both. One that is not
/// on such a chain can go; for one that is, another chain is looked for without it.
/// </remarks>
internal sealed class Contradiction(BoundsGraph graph)
{
    private readonly ChainSearch search = new(graph);
    private readonly HashSet<int> needed = [];

    /// <param name="telling">One that is not in the graph, whose number says how trusted it is.</param>
    /// <returns>
    /// The bound of each telling that it takes, in the order of trust, the given one last; irreducible. Null: it holds together
    /// with all more trusted ones.
    /// </returns>
    public IReadOnlyList<BoundTaken>? With(int telling, in Rise rise)
    {
        if (IsPast(rise.LowOver.Start, rise.LowOver.End, rise.Low, telling))
        {
            return Reduced(new(telling, BoundSide.AtLeast));
        }

        return rise.High is { } high && IsPast(rise.HighOver.End, rise.HighOver.Start, -(Int128)high, telling)
            ? Reduced(new(telling, BoundSide.AtMost))
            : null;
    }

    private List<BoundTaken> Reduced(BoundTaken last)
    {
        needed.Clear();
        var chain = search.Find(last.Telling, needed)!;
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

        // Each needed telling is on every chain of needed ones, and once: a chain that uses both its bounds gains nothing.
        return
        [
            .. chain
                .Select(edge => new BoundTaken(graph[edge].Telling, graph[edge].Side))
                .OrderBy(bound => bound.Telling),
            last,
        ];
    }

    /// <summary>Between the ends of these days the more trusted ones prove less than the bound.</summary>
    private bool IsPast(int from, int to, Int128 bound, int telling) =>
        graph.Days.AtOrAfter(to) is not DayLine.None and var end
        && search.Aim(graph.Days.AtOrBefore(from), end, bound, telling);

    /// <summary>Of those on the chain that may still go; below 0: all are needed.</summary>
    private int LeastTrusted(List<int> chain)
    {
        var least = -1;
        foreach (var edge in chain)
        {
            var telling = graph[edge].Telling;
            least = telling > least && !needed.Contains(telling) ? telling : least;
        }

        return least;
    }
}

/// <summary>A telling, by its number, and which of its bounds a contradiction takes.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BoundTaken(int Telling, BoundSide Side);
