using System.Runtime.InteropServices;
using TransferLedger.Core.Parties;

namespace TransferLedger.Core.Estimates;

/// <summary>Gathers appearances that make a bound into tellings, and tellings by perspective.</summary>
internal static class Tellings
{
    /// <summary>Each perspective with its tellings in the order of trust; perspectives ordinally.</summary>
    public static IEnumerable<IReadOnlyList<Told>> ByPerspective(IEnumerable<Placed> placed)
    {
        var bounding = InOrder(placed.Where(p => p.Boundless is null), p => p.Trust);
        var perspectives = new Dictionary<Statement, Perspective>();
        var tellings = new Dictionary<(Statement, DateOnly End, bool Used), List<Placed>>();
        foreach (var p in bounding)
        {
            var statement = Statement.Of(p.Appearance);
            perspectives.TryAdd(statement, p.Appearance.Perspective);
            var key = (statement, p.Days.To, p.Appearance.Used);
            (CollectionsMarshal.GetValueRefOrAddDefault(tellings, key, out _) ??= []).Add(p);
        }

        return tellings
            .Select(t => new Told(t.Value, perspectives[t.Key.Item1]))
            .GroupBy(told => told.Perspective)
            .OrderBy(g => g.Key)
            .Select(g => InOrder(g, told => told.Trust));
    }

    private static T[] InOrder<T>(IEnumerable<T> all, Func<T, Trust> trust)
    {
        var ordered = all.ToArray();
        Array.Sort(Array.ConvertAll(ordered, one => trust(one)), ordered);
        return ordered;
    }

    /// <summary>A statement by its id, or the one of its own that a claim without an id is.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Statement(string Id, bool IsOwn)
    {
        public static Statement Of(Appearance appearance) =>
            appearance.Claim.Statement is { } id ? new(id, false) : new(appearance.Id, true);
    }
}
