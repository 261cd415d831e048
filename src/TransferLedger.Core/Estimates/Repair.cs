namespace TransferLedger.Core.Estimates;

/// <summary>
/// Lowers the potential just as far as a new edge asks for, days in the order of how far they fall; or finds that the edge
/// closes a negative cycle, and then moves nothing.
/// </summary>
internal sealed class Repair(BoundsGraph graph, Int128[] potential)
{
    private readonly PriorityQueue<int, Int128> queue = new();
    private readonly Int128[] fall = new Int128[potential.Length];
    private readonly int[] because = new int[potential.Length];
    private readonly bool[] isMoved = new bool[potential.Length];
    private readonly List<int> touched = [];
    private readonly List<(int Node, Int128 Was)> moved = [];

    /// <summary>Null where the edge fits; else the tellings of the cycle that it closes.</summary>
    public IReadOnlySet<int>? After(int added)
    {
        var edge = graph[added];
        if (potential[edge.From] + edge.Weight >= potential[edge.To])
        {
            return null;
        }

        Reach(edge.To, potential[edge.From] + edge.Weight, added);
        var fits = Lower(edge.From);
        var cycle = fits ? null : Cycle(edge);
        Forget(fits);
        return cycle;
    }

    private bool Lower(int origin)
    {
        while (queue.TryDequeue(out var node, out var by))
        {
            if (isMoved[node] || fall[node] != by)
            {
                continue;
            }

            moved.Add((node, potential[node]));
            potential[node] += by;
            isMoved[node] = true;
            PassOn(node);
            if (fall[origin] < 0)
            {
                return false;
            }
        }

        return true;
    }

    private void PassOn(int node)
    {
        if (graph.Days.Before(node) is not DayLine.None and var before)
        {
            Reach(before, potential[node], BoundsGraph.NeverFalls);
        }

        for (var e = graph.FirstOut(node); e != BoundsGraph.NoEdge; e = graph[e].NextOut)
        {
            Reach(graph[e].To, potential[node] + graph[e].Weight, e);
        }
    }

    private void Reach(int node, Int128 atMost, int via)
    {
        var by = atMost - potential[node];
        if (isMoved[node] || by >= fall[node])
        {
            return;
        }

        if (fall[node] == 0)
        {
            touched.Add(node);
        }

        (fall[node], because[node]) = (by, via);
        queue.Enqueue(node, by);
    }

    private HashSet<int> Cycle(in BoundsGraph.Edge added)
    {
        var tellings = new HashSet<int> { added.Telling };
        for (var node = added.From; node != added.To; )
        {
            var via = because[node];
            if (via == BoundsGraph.NeverFalls)
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

    private void Forget(bool keepMoves)
    {
        foreach (var (node, was) in moved)
        {
            isMoved[node] = false;
            potential[node] = keepMoves ? potential[node] : was;
        }

        foreach (var node in touched)
        {
            fall[node] = 0;
        }

        queue.Clear();
        moved.Clear();
        touched.Clear();
    }
}
