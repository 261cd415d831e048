using System.Diagnostics;

namespace TransferLedger.Core.Estimates;

/// <summary>Why tellings of one perspective are not kept, worked out when somebody asks.</summary>
/// <param name="kept">Those that are kept in the nominal reading; it may still grow by less trusted ones.</param>
/// <param name="tellings">All, in the order of trust.</param>
internal sealed class SupersedingReasons(BoundsGraph kept, IReadOnlyList<Told> tellings)
{
    private readonly HashSet<int> aside = [];
    private Contradiction? nominal;
    private Contradiction? cautious;

    public SetAside Aside(int telling)
    {
        aside.Add(telling);
        var with = new Lazy<IReadOnlyList<BoundTaken>>(() => Nominal(telling), LazyThreadSafetyMode.None);
        return new(
            tellings[telling],
            () => with.Value.SkipLast(1).Select(bound => tellings[bound.Telling]).ToList(),
            () => Clash(telling, with)
        );
    }

    private Clash Clash(int telling, Lazy<IReadOnlyList<BoundTaken>> nominally)
    {
        cautious ??= new(CautiousGraph());
        var found = cautious.With(telling, tellings[telling].CautiousRise);
        return found is null
            ? new(Bounds(nominally.Value, told => told.Rise), RestsOnDates: true)
            : new(Bounds(found, told => told.CautiousRise), RestsOnDates: false);
    }

    private IReadOnlyList<BoundTaken> Nominal(int telling) =>
        (nominal ??= new(kept)).With(telling, tellings[telling].Rise)
        ?? throw new UnreachableException($"{tellings[telling].Naming.Appearance.Id} could have been kept.");

    private List<ToldBound> Bounds(IReadOnlyList<BoundTaken> taken, Func<Told, Rise> read) =>
        taken.Select(t => ToldBound.Of(tellings[t.Telling], t.Side, read(tellings[t.Telling]))).ToList();

    private BoundsGraph CautiousGraph()
    {
        var rises = tellings.Select(told => told.CautiousRise).ToList();
        var graph = Estimates.Clash.GraphOf(rises);
        foreach (var n in Enumerable.Range(0, tellings.Count).Where(n => !aside.Contains(n)))
        {
            if (!graph.TryAdd(n, rises[n]))
            {
                throw new UnreachableException("The cautious reading allows all that the nominal one does.");
            }
        }

        return graph;
    }
}
