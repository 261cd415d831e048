namespace TransferLedger.Core.Estimates;

/// <summary>
/// Looks for chains of bounds between two days that are shorter than a bound, again and again among fewer tellings. How far
/// each day is from the end among all tellings is found once, and keeps the later searches (A*) to the days that can still
/// lie on a short enough chain.
/// </summary>
internal sealed class ChainSearch(BoundsGraph graph)
{
    private static readonly Int128 Unreached = Int128.MaxValue;

    private readonly PriorityQueue<int, Int128> queue = new();
    private readonly Distances ahead = new(graph.Days.Count);
    private readonly Distances behind = new(graph.Days.Count);
    private readonly int[] reachedBy = new int[graph.Days.Count];
    private int from;
    private int to;
    private Int128 tooFar;

    /// <summary>Whether there is a chain shorter than the bound among tellings before the limit; it is what the next searches are about.</summary>
    public bool Aim(int start, int end, Int128 below, int limit)
    {
        (from, to, tooFar) = (start, end, below + graph.Potential(start) - graph.Potential(end));
        ahead.Forget();
        ReachBack(to, 0);
        while (queue.TryDequeue(out var node, out var cost))
        {
            if (cost == ahead[node])
            {
                PassBack(node, cost, limit);
            }
        }

        return ahead[from] != Unreached;
    }

    /// <summary>The edges of a chain that is short enough, of tellings before the limit and of the needed ones; null: there is none.</summary>
    public List<int>? Find(int limit, HashSet<int> needed)
    {
        behind.Forget();
        queue.Clear();
        Reach(from, 0, BoundsGraph.NoEdge);
        while (queue.TryDequeue(out var node, out var estimate))
        {
            if (node == to)
            {
                return Passed();
            }

            if (estimate == behind[node] + ahead[node])
            {
                PassOn(node, limit, needed);
            }
        }

        return null;
    }

    private void PassBack(int node, Int128 cost, int limit)
    {
        if (graph.Days.After(node) is not DayLine.None and var after)
        {
            ReachBack(after, cost + Slack(after, node, 0));
        }

        for (var e = graph.FirstIn(node); e != BoundsGraph.NoEdge; e = graph[e].NextIn)
        {
            if (graph[e].Telling < limit)
            {
                ReachBack(graph[e].From, cost + Slack(graph[e].From, node, graph[e].Weight));
            }
        }
    }

    private void ReachBack(int node, Int128 cost)
    {
        if (cost < tooFar && ahead.Shorten(node, cost))
        {
            queue.Enqueue(node, cost);
        }
    }

    private void PassOn(int node, int limit, HashSet<int> needed)
    {
        var cost = behind[node];
        if (graph.Days.Before(node) is not DayLine.None and var before)
        {
            Reach(before, cost + Slack(node, before, 0), BoundsGraph.NoEdge);
        }

        for (var e = graph.FirstOut(node); e != BoundsGraph.NoEdge; e = graph[e].NextOut)
        {
            if (graph[e].Telling < limit || needed.Contains(graph[e].Telling))
            {
                Reach(graph[e].To, cost + Slack(node, graph[e].To, graph[e].Weight), e);
            }
        }
    }

    private void Reach(int node, Int128 cost, int via)
    {
        if (ahead[node] != Unreached && cost + ahead[node] < tooFar && behind.Shorten(node, cost))
        {
            reachedBy[node] = via;
            queue.Enqueue(node, cost + ahead[node]);
        }
    }

    /// <summary>What a bound leaves between the potentials of its days: never below 0.</summary>
    private Int128 Slack(int u, int v, long weight) => graph.Potential(u) + weight - graph.Potential(v);

    private List<int> Passed()
    {
        var edges = new List<int>();
        for (var node = to; node != from; )
        {
            var via = reachedBy[node];
            if (via == BoundsGraph.NoEdge)
            {
                node = graph.Days.After(node);
            }
            else
            {
                edges.Add(via);
                node = graph[via].From;
            }
        }

        return edges;
    }

    /// <summary>Of every day, and forgotten at the cost of those that were reached.</summary>
    private sealed class Distances
    {
        private readonly Int128[] all;
        private readonly List<int> reached = [];

        public Distances(int days)
        {
            all = new Int128[days];
            Array.Fill(all, Unreached);
        }

        public Int128 this[int node] => all[node];

        public bool Shorten(int node, Int128 to)
        {
            if (to >= all[node])
            {
                return false;
            }

            if (all[node] == Unreached)
            {
                reached.Add(node);
            }

            all[node] = to;
            return true;
        }

        public void Forget()
        {
            reached.ForEach(node => all[node] = Unreached);
            reached.Clear();
        }
    }
}
