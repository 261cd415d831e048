namespace TransferLedger.Core.Estimates;

/// <summary>
/// Lowers the potential just as far as a new edge asks for, days in the order of how far they fall; or finds that the edge
/// closes a negative cycle, and then moves nothing.
/// </summary>
internal sealed class Repair(BoundsGraph graph, Int128[] potential)
{
    private readonly PriorityQueue<int, Int128> queue = new();
    private readonly Int128[] fall = new Int128[potential.Length];
    private readonly bool[] isMoved = new bool[potential.Length];
    private readonly List<int> touched = [];
    private readonly List<(int Node, Int128 Was)> moved = [];

    /// <summary>Whether the edge fits.</summary>
    public bool After(in BoundsGraph.Edge added)
    {
        if (potential[added.From] + added.Weight >= potential[added.To])
        {
            return true;
        }

        Reach(added.To, potential[added.From] + added.Weight);
        var fits = Lower(added.From);
        Forget(fits);
        return fits;
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
            Reach(before, potential[node]);
        }

        for (var e = graph.FirstOut(node); e != BoundsGraph.NoEdge; e = graph[e].NextOut)
        {
            Reach(graph[e].To, potential[node] + graph[e].Weight);
        }
    }

    private void Reach(int node, Int128 atMost)
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

        fall[node] = by;
        queue.Enqueue(node, by);
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
