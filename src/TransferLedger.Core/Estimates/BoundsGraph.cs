using System.Runtime.InteropServices;

namespace TransferLedger.Core.Estimates;

/// <summary>What a telling says of the total: it rises by at least <paramref name="Low"/> and at most <paramref name="High"/>.</summary>
/// <param name="Low">0: nothing.</param>
/// <param name="High">Null: nothing.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Rise(long Low, Span LowOver, long? High, Span HighOver)
{
    /// <summary>It asks for more than the other allows over the same days.</summary>
    public bool IsPast(in Rise other) => Low > other.High && other.HighOver.Covers(LowOver);
}

/// <summary>
/// Tellings that hold together, as a system of difference constraints over the ends of days: an edge from u to v of weight w
/// says C(v) ≤ C(u) + w. That the total never falls is an edge of weight 0 from each day on the line to its neighbour before.
/// A potential (one curve that all tellings allow) is kept up, so that a telling which it already satisfies costs next to
/// nothing, and another one only what it moves (Cotton and Maler, "Fast and flexible difference constraint propagation").
/// </summary>
internal sealed class BoundsGraph
{
    private readonly List<Edge> edges;
    private readonly int[] firstOut;
    private readonly int[] firstIn;
    private readonly Int128[] potential;
    private readonly Repair repair;
    private readonly List<int> joinedLast = [];

    /// <param name="spans">All that tellings to come may be about.</param>
    public BoundsGraph(IReadOnlyCollection<Span> spans)
    {
        Days = new(spans);
        edges = new(spans.Count);
        firstOut = new int[Days.Count];
        firstIn = new int[Days.Count];
        potential = new Int128[Days.Count];
        Array.Fill(firstOut, NoEdge);
        Array.Fill(firstIn, NoEdge);
        repair = new(this, potential);
    }

    public const int NoEdge = -1;

    public DayLine Days { get; }

    /// <summary>Of all tellings, in the order in which they were added.</summary>
    public int EdgeCount => edges.Count;

    public ref readonly Edge this[int edge] => ref CollectionsMarshal.AsSpan(edges)[edge];

    public int FirstOut(int node) => firstOut[node];

    public int FirstIn(int node) => firstIn[node];

    public Int128 Potential(int node) => potential[node];

    /// <summary>
    /// Adds a telling where it holds together with those that are there; else they are left as they were.
    /// </summary>
    public bool TryAdd(int telling, in Rise rise)
    {
        var known = edges.Count;
        joinedLast.Clear();
        var fits = rise.Low == 0 || AddLow(telling, rise);
        fits = fits && (rise.High is not { } high || AddHigh(telling, rise, high));
        if (!fits)
        {
            TakeBack(known);
        }

        return fits;
    }

    private bool AddLow(int telling, in Rise rise)
    {
        var (start, end) = Place(rise.LowOver, rise);
        return AddEdge(end, start, -rise.Low, telling);
    }

    private bool AddHigh(int telling, in Rise rise, long high)
    {
        var (start, end) = Place(rise.HighOver, rise);
        return AddEdge(start, end, high, telling);
    }

    private bool AddEdge(int from, int to, long weight, int telling)
    {
        edges.Add(new(from, to, weight, telling, firstOut[from], firstIn[to]));
        firstOut[from] = firstIn[to] = edges.Count - 1;
        return repair.After(this[edges.Count - 1]);
    }

    private void TakeBack(int known)
    {
        while (edges.Count > known)
        {
            var last = edges[^1];
            (firstOut[last.From], firstIn[last.To]) = (last.NextOut, last.NextIn);
            edges.RemoveAt(edges.Count - 1);
        }

        joinedLast.ForEach(Days.Leave);
    }

    /// <summary>New days get a place on the curve that suits their telling as far as their neighbours let them.</summary>
    private (int Start, int End) Place(Span span, in Rise rise)
    {
        var (start, end) = (Days.IndexOf(span.Start), Days.IndexOf(span.End));
        var expected = rise.High is { } high ? rise.Low + ((high - rise.Low) / 2) : rise.Low;
        if (!Days.Has(start))
        {
            Join(start, Days.Has(end) ? potential[end] - expected : null);
        }

        if (!Days.Has(end))
        {
            Join(end, potential[start] + expected);
        }

        return (start, end);
    }

    private void Join(int node, Int128? wished)
    {
        Days.Join(node);
        joinedLast.Add(node);
        var (before, after) = (Days.Before(node), Days.After(node));
        var floor = potential[before];
        var ceiling = after == DayLine.None ? Int128.MaxValue : potential[after];
        potential[node] = Int128.Clamp(wished ?? floor, floor, ceiling);
    }

    /// <summary>C(To) ≤ C(From) + Weight, because a telling says so; with the next edges out of and into the same days.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Edge(int From, int To, long Weight, int Telling, int NextOut, int NextIn)
    {
        /// <summary>Which bound of the telling it is: a floor leads back in time, a ceiling forward.</summary>
        public BoundSide Side => To < From ? BoundSide.AtLeast : BoundSide.AtMost;
    }
}
