using System.Runtime.InteropServices;

namespace TransferLedger.Core.Estimates;

/// <summary>Tellings that cannot all hold and the bound of each that it takes: irreducible.</summary>
/// <param name="Bounds">In the order of trust of their tellings.</param>
/// <param name="RestsOnDates">Only the nominal reading has it.</param>
internal sealed record Clash(IReadOnlyList<ToldBound> Bounds, bool RestsOnDates)
{
    public IEnumerable<Told> Tellings => Bounds.Select(bound => bound.Telling);

    /// <summary>Floors first, each by their days.</summary>
    public IReadOnlyList<ToldBound> BySide()
    {
        var sorted = Bounds.ToArray();
        Array.Sort(sorted, static (left, right) => left.CompareBySide(right));
        return sorted;
    }

    /// <summary>Of tellings in the order of trust, that of the cautious reading where it has one. Null: they hold together.</summary>
    public static Clash? Among(IReadOnlyList<Told> tellings) =>
        Bounding(tellings, told => told.Rise) is { } nominal
            ? Bounding(tellings, told => told.CautiousRise) is { } cautious
                ? new(cautious, RestsOnDates: false)
                : new(nominal, RestsOnDates: true)
            : null;

    public static BoundsGraph GraphOf(List<Rise> rises)
    {
        var spans = new Span[2 * rises.Count];
        for (var n = 0; n < rises.Count; n++)
        {
            (spans[2 * n], spans[(2 * n) + 1]) = (rises[n].LowOver, rises[n].HighOver);
        }

        return new(spans);
    }

    /// <summary>
    /// Less trusted tellings than the first that does not fit can go; that one is needed, and of the more trusted ones what is
    /// left of them.
    /// </summary>
    private static List<ToldBound>? Bounding(IReadOnlyList<Told> tellings, Func<Told, Rise> read)
    {
        var rises = tellings.Select(read).ToList();
        var graph = GraphOf(rises);
        for (var n = 0; n < rises.Count; n++)
        {
            if (!graph.TryAdd(n, rises[n]))
            {
                return new Contradiction(graph)
                    .With(n, rises[n])!
                    .Select(taken => ToldBound.Of(tellings[taken.Telling], taken.Side, rises[taken.Telling]))
                    .ToList();
            }
        }

        return null;
    }
}

/// <summary>A bound of a telling, over the days on which a reading lets it stand.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ToldBound(Told Telling, BoundSide Side, long Number, Span Over)
{
    /// <summary>The bound that it is for a low or a high over these days.</summary>
    public static ToldBound Of(Told telling, BoundSide side, in Rise rise) =>
        side == BoundSide.AtLeast
            ? new(telling, side, rise.Low, rise.LowOver)
            : new(telling, side, rise.High!.Value, rise.HighOver);

    /// <summary>Floors come before ceilings, each by their ends: of an irreducible clash no two of a side end on one day.</summary>
    public int CompareBySide(in ToldBound other)
    {
        var compared = Side.CompareTo(other.Side);
        return compared != 0 ? compared : Over.End.CompareTo(other.Over.End);
    }

    public Step Step => new(Telling.Naming.Appearance.Claim.Id, Side, Number, Over.From, Over.To);
}
