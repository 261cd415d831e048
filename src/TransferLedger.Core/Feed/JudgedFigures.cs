using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Projections;

namespace TransferLedger.Core.Feed;

/// <summary>
/// Which figures some judgements touch: those of claims in statements that are one with the judged ones, before the judgement or
/// after it. The index is asked once for all of them.
/// </summary>
internal sealed class JudgedFigures
{
    private readonly Dictionary<Position, IReadOnlySet<string>> members;
    private readonly ILookup<string, ClaimHistory> told;

    private JudgedFigures(
        Dictionary<Position, IReadOnlySet<string>> members,
        ILookup<string, ClaimHistory> told
    ) => (this.members, this.told) = (members, told);

    /// <param name="judged">Judgements, in the order of the log.</param>
    public static async Task<JudgedFigures> Of(
        IReadOnlyList<Recorded> judged,
        IEntryIndex index,
        CancellationToken cancellation
    )
    {
        var members = await MembersOf(judged, index, cancellation);
        var subjects = members.Values.SelectMany(of => of).Distinct().Select(Subjects.OfStatement).ToList();
        IReadOnlyList<Recorded> entries =
            subjects.Count == 0
                ? []
                : await index.EntriesAbout(
                    new(subjects),
                    after: -1,
                    before: judged[^1].Position.Value + 1,
                    int.MaxValue,
                    cancellation
                );
        var told = FigureEntries
            .HistoriesIn(entries)
            .Values.SelectMany(history => Subjects.Of(history).Select(subject => (subject, history)))
            .ToLookup(of => of.subject, of => of.history, StringComparer.Ordinal);
        return new(members, told);
    }

    /// <summary>By one of the judgements, ordinally: of claims as they were recorded by then.</summary>
    public IReadOnlyList<FigureId> Of(Recorded judged)
    {
        var subjects = members[judged.Position]
            .Select(Subjects.OfStatement)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. subjects
                .SelectMany(subject => told[subject])
                .Distinct()
                .SelectMany(history =>
                    history.UpTo(judged.Position) is { } then ? [then] : Array.Empty<ClaimHistory>()
                )
                .Where(then => Subjects.Of(then).Any(subjects.Contains))
                .SelectMany(then => then.Figures())
                .Distinct()
                .Order(),
        ];
    }

    private static async Task<Dictionary<Position, IReadOnlySet<string>>> MembersOf(
        IReadOnlyList<Recorded> judged,
        IEntryIndex index,
        CancellationToken cancellation
    )
    {
        var statements = judged
            .Select(entry => (StatementsJudged)entry.Event)
            .SelectMany(judgement => new[] { judgement.First, judgement.Second })
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var all = statements.Count == 0 ? [] : await index.Judgements(statements, cancellation);
        return judged.ToDictionary(entry => entry.Position, entry => MembersOf(entry, all));
    }

    private static IReadOnlySet<string> MembersOf(Recorded judged, IReadOnlyList<Recorded> all)
    {
        var judgement = (StatementsJudged)judged.Event;
        var after = StatementClasses.From(Until(judged.Position.Value + 1));
        var before = StatementClasses.From(Until(judged.Position.Value));
        return new[] { after, before }
            .SelectMany(classes =>
                classes.MembersOf(judgement.First).Concat(classes.MembersOf(judgement.Second))
            )
            .ToHashSet(StringComparer.Ordinal);

        IEnumerable<StatementsJudged> Until(long end) =>
            all.TakeWhile(entry => entry.Position.Value < end).Select(entry => (StatementsJudged)entry.Event);
    }
}
