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
        var held = new BoundsGraph(tellings.Select(told => told.Span).ToList());
        var (kept, superseded) = (new List<Told>(), new List<SetAside>());
        var reasons = new SupersedingReasons(held, tellings);
        for (var n = 0; n < tellings.Count; n++)
        {
            if (held.TryAdd(n, tellings[n].Rise))
            {
                kept.Add(tellings[n]);
            }
            else
            {
                superseded.Add(reasons.Aside(n));
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

    public override Clash? With(PerspectiveReading other) =>
        MayContradict(Kept, other.Kept) || MayContradict(other.Kept, Kept)
            ? Clash.Among(InOrder(Kept, other.Kept))
            : null;

    /// <summary>Two single tellings are compared; of more, a floor must meet a ceiling.</summary>
    private static bool MayContradict(IReadOnlyList<Told> floors, IReadOnlyList<Told> ceilings) =>
        (floors, ceilings) is ([var floor], [var ceiling])
            ? floor.Rise.IsPast(ceiling.Rise)
            : floors.Any(told => told.Bounds.Low > 0) && ceilings.Any(told => told.Bounds.HasUpperLimit);

    private static List<Told> InOrder(IEnumerable<Told> left, IEnumerable<Told> right) =>
        [.. left.Concat(right).OrderBy(told => told.Trust)];

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
        return new(
            told.Naming.Appearance.Claim.Id,
            edge.Side,
            Math.Abs(edge.Weight),
            told.Span.From,
            told.Span.To
        );
    }
}
