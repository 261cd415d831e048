namespace TransferLedger.Core.Estimates;

/// <summary>
/// Looks for chains of bounds between two days that are shorter than a bound, again and again among fewer tellings. How far
/// the days nearer to the end than the start are from it, among all tellings, is found once, and keeps the later searches (A*)
/// to the days that can still lie on a short enough chain.
/// </summary>
/// <param name="graph">Complete: what joins it later is not seen.</param>
internal sealed class ChainSearch(BoundsGraph graph)
{
    private static readonly Int128 Unreached = Int128.MaxValue;

    private readonly PriorityQueue<int, Int128> queue = new();
    private readonly EdgesByTrust outgoing = new(graph, edge => edge.From);
    private readonly EdgesByTrust incoming = new(graph, edge => edge.To);
    private readonly Distances ahead = new(graph.Days.Count);
    private readonly Distances behind = new(graph.Days.Count);
    private readonly int[] reachedBy = new int[graph.Days.Count];
    private int from;
    private int to;
    private int found;
    private Int128 tooFar;
    private Int128 farthest;

    /// <summary>Whether there is a chain shorter than the bound among tellings before the limit; it is what the next searches are about.</summary>
    public bool Aim(int start, int end, Int128 below, int limit)
    {
        (from, to, tooFar) = (start, end, below + graph.Potential(start) - graph.Potential(end));
        ahead.Forget();
        farthest = Unreached;
        queue.Clear();
        ReachBack(to, 0);
        while (farthest == Unreached && queue.TryDequeue(out var node, out var cost))
        {
            if (node == from)
            {
                farthest = cost;
            }
            else if (cost == ahead[node])
            {
                PassBack(node, cost, limit);
            }
        }

        return farthest != Unreached;
    }

    /// <summary>The edges of a chain that is short enough, of tellings before the limit and of the needed ones; null: there is none.</summary>
    public List<int>? Find(int limit, HashSet<int> needed)
    {
        behind.Forget();
        queue.Clear();
        found = DayLine.None;
        Reach(from, 0, BoundsGraph.NoEdge);
        while (found == DayLine.None && queue.TryDequeue(out var node, out var estimate))
        {
            if (estimate == behind[node] + Ahead(node))
            {
                PassOn(node, limit, needed);
            }
        }

        return found == DayLine.None ? null : Passed();
    }

    private void PassBack(int node, Int128 cost, int limit)
    {
        if (graph.Days.After(node) is not DayLine.None and var after)
        {
            ReachBack(after, cost + Slack(after, node, 0));
        }

        foreach (var e in incoming.At(node))
        {
            ref readonly var edge = ref graph[e];
            if (edge.Telling >= limit)
            {
                break;
            }

            ReachBack(edge.From, cost + Slack(edge.From, node, edge.Weight));
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

        foreach (var e in outgoing.At(node))
        {
            ref readonly var edge = ref graph[e];
            if (found != DayLine.None)
            {
                break;
            }

            if (edge.Telling < limit || needed.Contains(edge.Telling))
            {
                Reach(edge.To, cost + Slack(node, edge.To, edge.Weight), e);
            }
            else if (needed.Count == 0)
            {
                break;
            }
        }
    }

    private void Reach(int node, Int128 cost, int via)
    {
        var whole = cost + Ahead(node);
        if (whole < tooFar && behind.Shorten(node, cost))
        {
            reachedBy[node] = via;
            queue.Enqueue(node, whole);
            if (node >= to && cost + Slack(node, to, 0) < tooFar)
            {
                // From here it is enough that the total does not fall.
                found = node;
            }
        }
    }

    /// <summary>How far it is at least from a day to the end.</summary>
    private Int128 Ahead(int node) => Int128.Min(ahead[node], farthest);

    /// <summary>What a bound leaves between the potentials of its days: never below 0.</summary>
    private Int128 Slack(int u, int v, long weight) => graph.Potential(u) + weight - graph.Potential(v);

    private List<int> Passed()
    {
        var edges = new List<int>();
        for (var node = found; node != from; )
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

    /// <summary>The edges at each day side by side, the most trusted first, so that a search can stop at its limit.</summary>
    private sealed class EdgesByTrust
    {
        private readonly int[] first;
        private readonly int[] edges;

        public EdgesByTrust(BoundsGraph graph, Func<BoundsGraph.Edge, int> at)
        {
            first = new int[graph.Days.Count + 1];
            edges = new int[graph.EdgeCount];
            for (var e = 0; e < edges.Length; e++)
            {
                first[at(graph[e]) + 1]++;
            }

            for (var node = 0; node < graph.Days.Count; node++)
            {
                first[node + 1] += first[node];
            }

            var next = first.ToArray();
            for (var e = 0; e < edges.Length; e++)
            {
                edges[next[at(graph[e])]++] = e;
            }
        }

        public ReadOnlySpan<int> At(int node) => edges.AsSpan(first[node]..first[node + 1]);
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
