using System.Diagnostics;
using TransferLedger.Core.Events;

namespace TransferLedger.Core.Figures;

/// <summary>
/// The entries that concern a figure: claims that feed it or once did, what happened to them later, and judgements of their
/// statements. Its record is a fold of them, and its record at any position one of those up to there.
/// </summary>
/// <param name="Entries">In the order of the log, each once.</param>
public sealed record FigureEntries(FigureId Figure, IReadOnlyList<Recorded> Entries)
{
    /// <summary>With judgements that reach claims still to come.</summary>
    public FigureEntries With(IEnumerable<Recorded> judgements) =>
        this with
        {
            Entries =
            [
                .. Entries.UnionBy(judgements, entry => entry.Position).OrderBy(entry => entry.Position),
            ],
        };

    /// <summary>
    /// Those that concerned it at a position: claims that had fed it by then, what had happened to them, and the judgements that
    /// reached their statements.
    /// </summary>
    /// <param name="last">At the end of a report, where a reader stands.</param>
    public FigureEntries UpTo(Position last) => UpTo([this], last)[0];

    /// <summary>The same of several that were read at once: each has the judgements that reached any of them.</summary>
    public static IReadOnlyList<FigureEntries> UpTo(IReadOnlyList<FigureEntries> several, Position last)
    {
        if (several.All(of => of.Entries.Count == 0 || of.Entries[^1].Position <= last))
        {
            return several;
        }

        var fed = several.Select(of => of.FedBy(last)).ToList();
        var judged = several
            .SelectMany(of => of.Entries)
            .Where(entry => entry.Event is StatementsJudged && entry.Position <= last)
            .DistinctBy(entry => entry.Position)
            .OrderBy(entry => entry.Position)
            .ToList();
        var named = fed.SelectMany(entries => entries).SelectMany(ClaimHistory.StatementsIn);
        var reached = StatementClasses.Reaching(judged, named).ToList();
        return [.. several.Zip(fed, (of, entries) => (of with { Entries = entries }).With(reached))];
    }

    private List<Recorded> FedBy(Position last) =>
        HistoriesIn(Entries.TakeWhile(entry => entry.Position <= last))
            .Values.Where(history => history.Figures().Contains(Figure))
            .SelectMany(history => history.Entries)
            .OrderBy(entry => entry.Position)
            .ToList();

    /// <summary>The claims among some entries with what happened to them.</summary>
    /// <param name="entries">In the order of the log; judgements are passed over.</param>
    public static Dictionary<ClaimId, ClaimHistory> HistoriesIn(IEnumerable<Recorded> entries)
    {
        var histories = new Dictionary<ClaimId, ClaimHistory>();
        foreach (var entry in entries)
        {
            switch (entry.Event)
            {
                case Claim claim:
                    histories.Add(claim.Id, new ClaimHistory(entry));
                    break;
                case LaterEvent later:
                    histories[later.Claim].Add(entry);
                    break;
                case StatementsJudged:
                    break;
                default:
                    throw new UnreachableException($"The entry at {entry.Position} concerns no claim.");
            }
        }

        return histories;
    }

    /// <summary>What they say together.</summary>
    public FigureRecord Record() =>
        new(
            Figure,
            [
                .. HistoriesIn(Entries)
                    .Values.SelectMany(history => history.States())
                    .Where(state => state.Figure == Figure),
            ],
            StatementClasses.From(Entries.Select(entry => entry.Event).OfType<StatementsJudged>())
        );
}
