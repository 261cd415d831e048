namespace TransferLedger.Core.Estimates;

/// <summary>
/// The tightest chain of bounds between two days of a graph, and of equally tight ones one with the fewest tellings, so that
/// each of them is needed. Dijkstra's algorithm over weights made non-negative by the potential; sums in Int128.
/// </summary>
internal sealed class ShortestPath
{
    private readonly BoundsGraph graph;
    private readonly int from;
    private readonly Cost[] costs;

    private ShortestPath(BoundsGraph graph, int from, int to)
    {
        (this.graph, this.from) = (graph, from);
        costs = new Cost[graph.Days.Count];
        Array.Fill(costs, Cost.Unreached);
        Explore(to);
        IsFound = costs[to] != Cost.Unreached;
        if (IsFound)
        {
            Length = costs[to].Reduced + graph.Potential(to) - graph.Potential(from);
            Edges = Trace(to);
        }
    }

    /// <summary>No bound reaches from the one to the other.</summary>
    public bool IsFound { get; }

    /// <summary>How far the total at the end may lie above that at the start.</summary>
    public Int128 Length { get; }

    /// <summary>Tellings' edges in the order in which they are passed.</summary>
    public IReadOnlyList<int> Edges { get; } = [];

    public static ShortestPath Between(BoundsGraph graph, int from, int to) => new(graph, from, to);

    private void Explore(int to)
    {
        var queue = new PriorityQueue<int, Cost>();
        costs[from] = default;
        queue.Enqueue(from, default);
        while (queue.TryDequeue(out var node, out var cost) && cost.CompareTo(costs[to]) <= 0)
        {
            if (cost == costs[node])
            {
                PassOn(node, cost, queue);
            }
        }
    }

    private void PassOn(int node, Cost cost, PriorityQueue<int, Cost> queue)
    {
        if (graph.Days.Before(node) is not DayLine.None and var before)
        {
            Reach(before, cost.Plus(Slack(node, before, 0), tellings: 0), queue);
        }

        for (var e = graph.FirstOut(node); e != BoundsGraph.NoEdge; e = graph[e].NextOut)
        {
            var edge = graph[e];
            Reach(edge.To, cost.Plus(Slack(node, edge.To, edge.Weight), tellings: 1), queue);
        }
    }

    private void Reach(int node, Cost cost, PriorityQueue<int, Cost> queue)
    {
        if (cost.CompareTo(costs[node]) < 0)
        {
            costs[node] = cost;
            queue.Enqueue(node, cost);
        }
    }

    private Int128 Slack(int u, int v, long weight) => graph.Potential(u) + weight - graph.Potential(v);

    /// <summary>Of several such paths always the same: from the end, the most trusted telling that can come last.</summary>
    private List<int> Trace(int to)
    {
        var path = new List<int>();
        for (var node = to; node != from; )
        {
            var last = LastTelling(node);
            if (last == BoundsGraph.NoEdge)
            {
                node = graph.Days.After(node);
            }
            else
            {
                path.Add(last);
                node = graph[last].From;
            }
        }

        path.Reverse();
        return path;
    }

    private int LastTelling(int node)
    {
        var best = BoundsGraph.NoEdge;
        for (var e = graph.FirstIn(node); e != BoundsGraph.NoEdge; e = graph[e].NextIn)
        {
            var edge = graph[e];
            var start = costs[edge.From];
            if (
                start != Cost.Unreached
                && start.Plus(Slack(edge.From, node, edge.Weight), tellings: 1) == costs[node]
                && (best == BoundsGraph.NoEdge || edge.Telling < graph[best].Telling)
            )
            {
                best = e;
            }
        }

        return best;
    }

    /// <summary>
    /// How long a chain is, then of how many tellings: in one number, since a day takes part in far fewer than 2^24 tellings and
    /// a sum of bounds in less than 2^100.
    /// </summary>
    private readonly record struct Cost(Int128 Number) : IComparable<Cost>
    {
        private const int BitsOfTellings = 24;

        public static readonly Cost Unreached = new(Int128.MaxValue);

        public Int128 Reduced => Number >> BitsOfTellings;

        public Cost Plus(Int128 slack, int tellings) => new(Number + (slack << BitsOfTellings) + tellings);

        public int CompareTo(Cost other) => Number.CompareTo(other.Number);
    }
}
