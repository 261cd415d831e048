using System.Diagnostics;
using TransferLedger.Core.Events;

namespace TransferLedger.Core.Figures;

/// <summary>
/// The entries that concern a figure: claims that feed it or once did, what happened to them later, and judgements of their
/// statements. Its record at any position is a fold of them.
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

    /// <summary>By all entries.</summary>
    public FigureRecord Record() => RecordUpTo(new Position(long.MaxValue));

    /// <summary>By the entries up to a position, itself included.</summary>
    public FigureRecord RecordUpTo(Position last)
    {
        var histories = new Dictionary<ClaimId, ClaimHistory>();
        var judgements = new List<StatementsJudged>();
        foreach (var entry in Entries.TakeWhile(entry => entry.Position <= last))
        {
            switch (entry.Event)
            {
                case Claim claim:
                    histories.Add(claim.Id, new ClaimHistory(entry));
                    break;
                case LaterEvent later:
                    histories[later.Claim].Add(entry);
                    break;
                case StatementsJudged judged:
                    judgements.Add(judged);
                    break;
                default:
                    throw new UnreachableException($"The entry at {entry.Position} concerns no figure.");
            }
        }

        return new(
            Figure,
            [
                .. histories
                    .Values.SelectMany(history => history.States())
                    .Where(state => state.Figure == Figure),
            ],
            StatementClasses.From(judgements)
        );
    }
}
