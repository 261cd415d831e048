using TransferLedger.Core.Values;

namespace TransferLedger.Core.Estimates;

/// <summary>One perspective on goods that have moved: its tellings are bounds on the rises of one total that never falls.</summary>
internal sealed class RisingTotal : PerspectiveReading
{
    private readonly BoundsGraph graph;

    private RisingTotal(
        BoundsGraph graph,
        IReadOnlyList<Told> tellings,
        IReadOnlyList<Told> kept,
        IReadOnlyList<SetAside> superseded
    )
        : base(tellings, kept, superseded) => this.graph = graph;

    /// <summary>Keeps, in the order of trust, each telling that holds together with those kept.</summary>
    public static RisingTotal Of(IReadOnlyList<Told> tellings)
    {
        var held = new BoundsGraph(tellings.Select(told => told.Span));
        var contradiction = new Lazy<Contradiction>(() => new(held), LazyThreadSafetyMode.None);
        var (kept, superseded) = (new List<Told>(), new List<SetAside>());
        for (var n = 0; n < tellings.Count; n++)
        {
            if (held.TryAdd(n, tellings[n].Rise))
            {
                kept.Add(tellings[n]);
            }
            else
            {
                superseded.Add(Aside(tellings, n, contradiction));
            }
        }

        return new(held, tellings, kept, superseded);
    }

    public override Proof Over(Span days)
    {
        var (low, high) = (Lowest(days), Highest(days));
        return new(
            new(low is null ? 0 : (long)Int128.Min(-low.Length, long.MaxValue), Limit(high)),
            new(Steps(low), Steps(high))
        );
    }

    private static SetAside Aside(
        IReadOnlyList<Told> tellings,
        int aside,
        Lazy<Contradiction> contradiction
    ) =>
        new(
            tellings[aside],
            () => contradiction.Value.With(aside, tellings[aside].Rise).Select(n => tellings[n]).ToList()
        );

    /// <summary>From the last day back to the first: how far the total must have risen. Null: it need not have.</summary>
    private ShortestPath? Lowest(Span days)
    {
        var (from, to) = (graph.Days.AtOrBefore(days.End), graph.Days.AtOrAfter(days.Start));
        return to == DayLine.None || to >= from ? null : ShortestPath.Between(graph, from, to);
    }

    private ShortestPath? Highest(Span days)
    {
        var (from, to) = (graph.Days.AtOrBefore(days.Start), graph.Days.AtOrAfter(days.End));
        return to == DayLine.None ? null : ShortestPath.Between(graph, from, to);
    }

    /// <summary>Beyond what a number can hold there is no limit, which is never wrong.</summary>
    private static long? Limit(ShortestPath? path) =>
        path is { IsFound: true } && path.Length <= long.MaxValue ? (long)path.Length : null;

    private Sequence<Step> Steps(ShortestPath? path) =>
        path is null ? [] : path.Edges.Select(e => Step(graph[e])).ToSequence();

    private Step Step(in BoundsGraph.Edge edge)
    {
        var told = Tellings[edge.Telling];
        var isLow = edge.To < edge.From;
        return new(
            told.Naming.Appearance.Claim.Id,
            isLow ? BoundSide.AtLeast : BoundSide.AtMost,
            Math.Abs(edge.Weight),
            told.Span.From,
            told.Span.To
        );
    }
}
