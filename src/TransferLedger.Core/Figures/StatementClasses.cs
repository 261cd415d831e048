using TransferLedger.Core.Events;

namespace TransferLedger.Core.Figures;

/// <summary>
/// Which statements are one, after all judgements: <c>same</c> is transitive, of judgements on a pair the latest stands, and a
/// class is called by its ordinally first id. Source: domain.md section 2, <c>StatementsJudged</c>.
/// </summary>
public sealed class StatementClasses
{
    private readonly Dictionary<string, string> names;

    private readonly Lazy<ILookup<string, string>> members;

    private StatementClasses(Dictionary<string, string> names)
    {
        this.names = names;
        members = new(() =>
            names
                .OrderBy(name => name.Key, StringComparer.Ordinal)
                .ToLookup(name => name.Value, name => name.Key)
        );
    }

    /// <summary>Nothing was judged: every statement is itself.</summary>
    public static StatementClasses None { get; } = new([]);

    /// <param name="judgements">In the order of the log.</param>
    public static StatementClasses From(IEnumerable<StatementsJudged> judgements)
    {
        var neighbours = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var same in Standing(judgements).Where(judged => judged.Judgement == Judgement.Same))
        {
            Join(neighbours, same.First, same.Second);
            Join(neighbours, same.Second, same.First);
        }

        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var statement in neighbours.Keys.Order(StringComparer.Ordinal))
        {
            Name(statement, statement, neighbours, names);
        }

        return names.Count == 0 ? None : new(names);
    }

    /// <summary>The latest judgement of each pair, whichever way round it was given.</summary>
    public static IEnumerable<StatementsJudged> Standing(IEnumerable<StatementsJudged> judgements) =>
        judgements.GroupBy(judged => PairOf(judged.First, judged.Second)).Select(pair => pair.Last());

    /// <summary>A pair of statements in one order.</summary>
    public static (string, string) PairOf(string first, string second) =>
        string.CompareOrdinal(first, second) <= 0 ? (first, second) : (second, first);

    /// <summary>What the class of a statement is called: itself where nothing was judged.</summary>
    public string NameOf(string statement) => names.GetValueOrDefault(statement, statement);

    /// <summary>All statements of its class, ordinally, itself included.</summary>
    public IReadOnlyList<string> MembersOf(string statement) =>
        members.Value[NameOf(statement)] is { } known && known.Any() ? [.. known] : [statement];

    /// <summary>Those judgements that reach some statements, through any number of others, in the order given.</summary>
    public static IEnumerable<Recorded> Reaching(
        IReadOnlyList<Recorded> judgements,
        IEnumerable<string> statements
    )
    {
        var neighbours = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var judged in judgements.Select(entry => (StatementsJudged)entry.Event))
        {
            Join(neighbours, judged.First, judged.Second);
            Join(neighbours, judged.Second, judged.First);
        }

        var reached = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<string>(statements);
        while (waiting.TryPop(out var next))
        {
            if (reached.Add(next) && neighbours.TryGetValue(next, out var of))
            {
                of.ForEach(waiting.Push);
            }
        }

        return judgements.Where(entry => reached.Contains(((StatementsJudged)entry.Event).First));
    }

    private static void Join(Dictionary<string, List<string>> neighbours, string from, string to)
    {
        if (!neighbours.TryGetValue(from, out var of))
        {
            neighbours[from] = of = [];
        }

        of.Add(to);
    }

    private static void Name(
        string statement,
        string name,
        Dictionary<string, List<string>> neighbours,
        Dictionary<string, string> names
    )
    {
        var waiting = new Stack<string>([statement]);
        while (waiting.TryPop(out var next))
        {
            if (names.TryAdd(next, name))
            {
                neighbours[next].ForEach(waiting.Push);
            }
        }
    }
}
