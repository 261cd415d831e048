using System.Collections.Immutable;
using System.Diagnostics;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;

namespace TransferLedger.Core.Filing;

/// <summary>Every judgement of two statements, read from <see cref="StreamId.Judgements"/>.</summary>
/// <param name="Entries">In the order of the log; each holds a <see cref="StatementsJudged"/>.</param>
public sealed record JudgedStatements(ImmutableArray<Recorded> Entries)
{
    /// <summary>Version of the stream; 0: nothing was judged yet.</summary>
    public long Version => Entries.IsEmpty ? 0 : Entries[^1].Version;

    /// <exception cref="UnreachableException">Something else than a judgement stands in the stream.</exception>
    public static JudgedStatements From(IEnumerable<Recorded> stream) =>
        new([
            .. stream.Select(entry =>
                entry.Event is StatementsJudged
                    ? entry
                    : throw new UnreachableException(
                        $"{entry.Event.GetType().Name} at {entry.Position} in {entry.Stream}."
                    )
            ),
        ]);

    /// <summary>The judgement of a pair that stands, whichever way round it was given; null: nobody judged it.</summary>
    internal Recorded? Latest(string first, string second)
    {
        var pair = StatementClasses.PairOf(first, second);
        return Entries.LastOrDefault(entry => PairOf(entry) == pair);
    }

    /// <summary>What stands of all pairs but one.</summary>
    internal IReadOnlyList<StatementsJudged> StandingWithout(string first, string second)
    {
        var pair = StatementClasses.PairOf(first, second);
        return
        [
            .. StatementClasses.Standing(
                Entries.Where(entry => PairOf(entry) != pair).Select(entry => (StatementsJudged)entry.Event)
            ),
        ];
    }

    private static (string, string) PairOf(Recorded entry)
    {
        var judged = (StatementsJudged)entry.Event;
        return StatementClasses.PairOf(judged.First, judged.Second);
    }
}
