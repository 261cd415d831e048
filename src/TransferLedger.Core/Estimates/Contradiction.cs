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
    private readonly PriorityQueue<int, Int128> queue = new();
    private readonly Int128[] costs = NewCosts(graph.Days.Count);
    private readonly int[] reachedBy = new int[graph.Days.Count];
    private readonly List<int> reached = [];
    private readonly HashSet<int> needed = [];
    private Int128 tooFar;

    /// <param name="telling">One that is not in the graph, whose number says how trusted it is.</param>
    /// <returns>Numbers of the tellings, ascending; together with the given one they are irreducible.</returns>
    public IReadOnlyList<int> With(int telling, in Rise rise)
    {
        needed.Clear();
        var question = OfLow(rise);
        if (Chain(question, telling) is not { } chain)
        {
            question = OfHigh(rise);
            chain = Chain(question, telling)!;
        }

        while (LeastTrusted(chain) is >= 0 and var worst)
        {
            if (Chain(question, worst) is { } other)
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

    /// <summary>Between which days a chain shorter than how much contradicts its low.</summary>
    private (int From, int To, Int128 Below) OfLow(in Rise rise) =>
        (graph.Days.AtOrBefore(rise.LowOver.Start), graph.Days.AtOrAfter(rise.LowOver.End), rise.Low);

    /// <summary>The same of its high, which it has if its low is not contradicted.</summary>
    private (int From, int To, Int128 Below) OfHigh(in Rise rise) =>
        (
            graph.Days.AtOrBefore(rise.HighOver.End),
            graph.Days.AtOrAfter(rise.HighOver.Start),
            -(Int128)rise.High!.Value
        );

    /// <summary>Tellings on the shortest chain, where it is short enough; only needed ones and those before the limit are used.</summary>
    private List<int>? Chain((int From, int To, Int128 Below) question, int limit)
    {
        var (from, to, below) = question;
        if (to == DayLine.None)
        {
            return null;
        }

        tooFar = below + graph.Potential(from) - graph.Potential(to);
        Reach(from, 0, BoundsGraph.NoEdge);
        var isFound = false;
        while (!isFound && queue.TryDequeue(out var node, out var cost))
        {
            isFound = node == to;
            if (!isFound && cost == costs[node])
            {
                PassOn(node, cost, limit);
            }
        }

        var chain = isFound ? Passed(from, to) : null;
        Forget();
        return chain;
    }

    private void PassOn(int node, Int128 cost, int limit)
    {
        cost += graph.Potential(node);
        if (graph.Days.Before(node) is not DayLine.None and var before)
        {
            Reach(before, cost - graph.Potential(before), BoundsGraph.NoEdge);
        }

        for (var e = graph.FirstOut(node); e != BoundsGraph.NoEdge; e = graph[e].NextOut)
        {
            var edge = graph[e];
            if (edge.Telling < limit || needed.Contains(edge.Telling))
            {
                Reach(edge.To, cost + edge.Weight - graph.Potential(edge.To), e);
            }
        }
    }

    private void Reach(int node, Int128 cost, int via)
    {
        if (cost >= tooFar || cost >= costs[node])
        {
            return;
        }

        if (costs[node] == Int128.MaxValue)
        {
            reached.Add(node);
        }

        (costs[node], reachedBy[node]) = (cost, via);
        queue.Enqueue(node, cost);
    }

    private List<int> Passed(int from, int to)
    {
        var tellings = new List<int>();
        for (var node = to; node != from; )
        {
            var via = reachedBy[node];
            if (via == BoundsGraph.NoEdge)
            {
                node = graph.Days.After(node);
            }
            else
            {
                tellings.Add(graph[via].Telling);
                node = graph[via].From;
            }
        }

        return tellings;
    }

    private void Forget()
    {
        reached.ForEach(node => costs[node] = Int128.MaxValue);
        reached.Clear();
        queue.Clear();
    }

    private static Int128[] NewCosts(int days)
    {
        var costs = new Int128[days];
        Array.Fill(costs, Int128.MaxValue);
        return costs;
    }
}
