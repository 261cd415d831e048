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
    private readonly Dictionary<int, (Int128 Cost, int Via)> reached = [];
    private readonly HashSet<int> needed = [];

    /// <param name="telling">One that is not in the graph, whose number says how trusted it is.</param>
    /// <returns>Numbers of the tellings, ascending; together with the given one they are irreducible.</returns>
    public IReadOnlyList<int> With(int telling, in Rise rise)
    {
        needed.Clear();
        var question = Question(rise, telling);
        var chain = Chain(question, telling)!;
        while (chain.Where(n => !needed.Contains(n)).DefaultIfEmpty(-1).Max() is >= 0 and var worst)
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

    /// <summary>Between which days a chain shorter than how much contradicts the telling: its low, or else its high.</summary>
    private (int From, int To, Int128 Below) Question(in Rise rise, int telling)
    {
        var (from, to) = (graph.Days.AtOrBefore(rise.LowOver.Start), graph.Days.AtOrAfter(rise.LowOver.End));
        if (rise.Low > 0 && to != DayLine.None && Chain((from, to, rise.Low), telling) is not null)
        {
            return (from, to, rise.Low);
        }

        return (
            graph.Days.AtOrBefore(rise.HighOver.End),
            graph.Days.AtOrAfter(rise.HighOver.Start),
            -(Int128)rise.High!.Value
        );
    }

    /// <summary>Tellings on the shortest chain, where it is short enough; only needed ones and those before the limit are used.</summary>
    private HashSet<int>? Chain((int From, int To, Int128 Below) question, int limit)
    {
        var (from, to, below) = question;
        below += graph.Potential(from) - graph.Potential(to);
        reached.Clear();
        queue.Clear();
        Reach(from, 0, BoundsGraph.NoEdge);
        while (queue.TryDequeue(out var node, out var cost) && cost < below)
        {
            if (node == to)
            {
                return Passed(from, to);
            }

            if (cost == reached[node].Cost)
            {
                PassOn(node, cost, limit);
            }
        }

        return null;
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
        if (!reached.TryGetValue(node, out var known) || cost < known.Cost)
        {
            reached[node] = (cost, via);
            queue.Enqueue(node, cost);
        }
    }

    private HashSet<int> Passed(int from, int to)
    {
        var tellings = new HashSet<int>();
        for (var node = to; node != from; )
        {
            var via = reached[node].Via;
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
}
