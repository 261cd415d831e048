using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;

namespace TransferLedger.Postgres.Projections;

/// <summary>
/// The entries of the figures that a runner wrote last, decoded. Only the one runner writes, so what it remembers is what
/// stands in the tables; whoever fails to write clears it.
/// </summary>
internal sealed class FigureEntriesCache
{
    /// <summary>Entries remembered over all figures; beyond that it starts again from nothing.</summary>
    public const int MostEntries = 200_000;

    private readonly Dictionary<FigureId, SortedList<long, Recorded>> entries = [];
    private int remembered;

    public void Clear()
    {
        entries.Clear();
        remembered = 0;
    }

    /// <summary>All entries of the figures that <paramref name="added"/> touches, those included, in the order of the log.</summary>
    /// <param name="load">Reads the entries of figures that are not remembered.</param>
    public async Task<Dictionary<FigureId, IReadOnlyList<Recorded>>> With(
        ILookup<FigureId, Recorded> added,
        IReadOnlyCollection<FigureId> touched,
        Func<IReadOnlyCollection<FigureId>, Task<ILookup<FigureId, Recorded>>> load
    )
    {
        if (remembered > MostEntries)
        {
            Clear();
        }

        var missing = touched.Where(figure => !entries.ContainsKey(figure)).ToList();
        if (missing.Count > 0)
        {
            var loaded = await load(missing);
            missing.ForEach(figure => entries[figure] = []);
            missing.ForEach(figure => Remember(figure, loaded[figure]));
        }

        foreach (var figure in touched)
        {
            Remember(figure, added[figure]);
        }

        return touched.ToDictionary(
            figure => figure,
            figure => (IReadOnlyList<Recorded>)[.. entries[figure].Values]
        );
    }

    private void Remember(FigureId figure, IEnumerable<Recorded> more)
    {
        var known = entries[figure];
        foreach (var entry in more)
        {
            remembered += known.TryAdd(entry.Position.Value, entry) ? 1 : 0;
        }
    }
}
