using System.Collections.Immutable;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Feed;

/// <summary>Which events a reader wants: those that have one of each list that is not empty.</summary>
/// <param name="Types">Stored names.</param>
public sealed record FeedFilter(
    Sequence<string> Types,
    Sequence<string> Corridors,
    Sequence<string> Figures,
    Sequence<string> Perspectives
)
{
    private const string Prefix = "transferledger.";

    /// <summary>Every event.</summary>
    public static readonly FeedFilter All = new([], [], [], []);

    public bool Wants(FeedEvent happened) =>
        Has(Types, [happened.Type])
        && Has(Corridors, happened.Tags.Corridors)
        && Has(Figures, happened.Tags.Figures)
        && Has(Perspectives, happened.Tags.Perspectives);

    /// <summary>
    /// Reads names as a reader writes them; a type with or without its version and <c>transferledger.</c> before it. Faults at
    /// <c>types</c>, <c>corridors</c>, <c>figures</c> and <c>perspectives</c>: <c>event.type-unknown</c> and those of each value.
    /// </summary>
    public static Outcome<FeedFilter> Read(
        IReadOnlyList<string> types,
        IReadOnlyList<string> corridors,
        IReadOnlyList<string> figures,
        IReadOnlyList<string> perspectives
    )
    {
        var faults = new List<Fault>();
        var filter = new FeedFilter(
            Each("types", types, TypesOf, faults),
            Each("corridors", corridors, text => Named(Corridor.Read(text)), faults),
            Each("figures", figures, text => Named(FigureId.Read(text)), faults),
            Each("perspectives", perspectives, text => Named(Perspective.Read(text)), faults)
        );
        return faults.Count > 0 ? faults.ToImmutableArray() : filter;
    }

    private static Sequence<string> Each(
        string member,
        IReadOnlyList<string> texts,
        Func<string, Outcome<ImmutableArray<string>>> read,
        List<Fault> faults
    )
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var name in texts.Select(read))
        {
            if (name.IsOk)
            {
                names.UnionWith(name.Value);
            }
            else
            {
                faults.AddRange(name.Faults.Select(fault => fault.Under(member)));
            }
        }

        return names.ToSequence();
    }

    private static Outcome<ImmutableArray<string>> Named<T>(Outcome<T> read)
        where T : notnull => read.IsOk ? ImmutableArray.Create(read.Value.ToString()!) : read.Faults;

    private static Outcome<ImmutableArray<string>> TypesOf(string text)
    {
        var wanted = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text;
        var found = FeedEvent
            .Types.Where(name => name == wanted || Events.EventNames.WithoutVersion(name) == wanted)
            .ToImmutableArray();
        var known = FeedEvent.Types.Select(Events.EventNames.WithoutVersion).ToList();
        return found.Length > 0
            ? found
            : Fault.At(
                "event.type-unknown",
                $"{Quote.Of(text)} is no type of event. {Nearest.Suggest(wanted, known, $"Known: {string.Join(", ", known)}.")}"
            );
    }

    private static bool Has(Sequence<string> wanted, IReadOnlyList<string> has) =>
        wanted.Count == 0 || has.Any(name => wanted.Contains(name, StringComparer.Ordinal));
}
