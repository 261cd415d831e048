using System.Runtime.InteropServices;
using TransferLedger.Core.Parties;

namespace TransferLedger.Core.Estimates;

/// <summary>Gathers appearances that make a bound into tellings, and tellings by perspective.</summary>
internal static class Tellings
{
    /// <summary>Each perspective with its tellings in the order of trust; perspectives ordinally.</summary>
    public static IEnumerable<IReadOnlyList<Told>> ByPerspective(IEnumerable<Placed> placed) =>
        Gather(InOrder(placed.Where(p => p.Appearance.HasVoice), p => p.Trust))
            .GroupBy(told => told.Perspective)
            .OrderBy(perspective => perspective.Key)
            .Select(perspective => InOrder(perspective, told => told.Trust));

    /// <summary>The first appearance of a statement in the order of trust is its best: all are read with that one's perspective.</summary>
    private static List<Told> Gather(Placed[] inOrder)
    {
        var tellings = new List<Told>(inOrder.Length);
        var perspectives = new Dictionary<string, Perspective>();
        var shared = new Dictionary<(string Statement, DateOnly End, bool Used), List<Placed>>();
        foreach (var p in inOrder)
        {
            var statement = p.Appearance.Statement;
            if (statement is not null)
            {
                perspectives.TryAdd(statement, p.Appearance.Perspective);
            }

            if (p.Boundless is not null)
            {
                continue;
            }

            if (statement is null)
            {
                tellings.Add(new([p], p.Appearance.Perspective));
                continue;
            }

            var key = (statement, p.Days.To, p.Appearance.Used);
            (CollectionsMarshal.GetValueRefOrAddDefault(shared, key, out _) ??= []).Add(p);
        }

        tellings.AddRange(shared.Select(t => new Told(t.Value, perspectives[t.Key.Statement])));
        return tellings;
    }

    private static T[] InOrder<T>(IEnumerable<T> all, Func<T, Trust> trust)
    {
        var ordered = all.ToArray();
        Array.Sort(Array.ConvertAll(ordered, one => trust(one)), ordered);
        return ordered;
    }
}
