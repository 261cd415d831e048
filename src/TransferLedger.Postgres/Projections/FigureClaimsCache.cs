using TransferLedger.Core.Figures;

namespace TransferLedger.Postgres.Projections;

/// <summary>
/// The claims of the figures that a runner wrote last, decoded. Only the one runner writes claims, so what it remembers is
/// what stands in the table; whoever fails to write clears it.
/// </summary>
internal sealed class FigureClaimsCache
{
    /// <summary>Claims remembered over all figures; beyond that it starts again from nothing.</summary>
    public const int MostClaims = 200_000;

    private readonly Dictionary<FigureId, List<ClaimState>> claims = [];
    private int remembered;

    public void Clear()
    {
        claims.Clear();
        remembered = 0;
    }

    /// <summary>All claims of the figures that <paramref name="added"/> touches, those included.</summary>
    /// <param name="load">Reads the claims of figures that are not remembered.</param>
    public async Task<Dictionary<FigureId, List<ClaimState>>> With(
        Dictionary<FigureId, List<ClaimState>> added,
        Func<IReadOnlyCollection<FigureId>, Task<Dictionary<FigureId, List<ClaimState>>>> load
    )
    {
        if (remembered > MostClaims)
        {
            Clear();
        }

        var missing = added.Keys.Where(figure => !claims.ContainsKey(figure)).ToList();
        var loaded = missing.Count == 0 ? [] : await load(missing);
        foreach (var figure in missing)
        {
            var known = loaded.GetValueOrDefault(figure) ?? [];
            claims[figure] = known;
            remembered += known.Count;
        }

        foreach (var (figure, more) in added)
        {
            claims[figure].AddRange(more);
            remembered += more.Count;
        }

        return added.Keys.ToDictionary(figure => figure, figure => claims[figure]);
    }
}
