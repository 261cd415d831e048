using System.Diagnostics;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Estimates;

/// <summary>
/// The steps along the entries that concern a figure, for a reader who stands at one day. Claims that an entry does not touch
/// stay the same objects, so that perspectives which it does not touch are not read again.
/// </summary>
internal sealed class EntriesWalked
{
    private readonly FigureEntries entries;
    private readonly DateOnly asOf;
    private readonly Policy policy;
    private readonly Dictionary<ClaimId, ClaimHistory> histories = [];
    private readonly Dictionary<ClaimId, Appearance> seen = [];
    private readonly Dictionary<ClaimId, ClaimState> withdrawn = [];
    private readonly List<StatementsJudged> judgements = [];
    private StatementClasses statements = StatementClasses.None;

    private EntriesWalked(FigureEntries entries, DateOnly asOf, Policy policy) =>
        (this.entries, this.asOf, this.policy) = (entries, asOf, policy);

    public static IEnumerable<Walked> Of(FigureEntries entries, DateOnly asOf, Policy policy) =>
        From(Position.First, entries, asOf, policy);

    /// <summary>The last step before a position, if there is any, and all behind it.</summary>
    public static IEnumerable<Walked> From(
        Position first,
        FigureEntries entries,
        DateOnly asOf,
        Policy policy
    ) => new EntriesWalked(entries, asOf, policy).Steps(from: first);

    /// <param name="from">What comes before is gone through and, but for the last, not told.</param>
    private IEnumerable<Walked> Steps(Position from)
    {
        var all = entries.Entries.Where(entry => entry.Event is not ExcerptErased).ToList();
        var begins = 0;
        for (var n = 0; n < all.Count; n++)
        {
            Evolve(all[n]);
            if (n + 1 < all.Count && AreOneFiling(all[n], all[n + 1]))
            {
                continue;
            }

            if (n + 1 == all.Count || all[n + 1].Position >= from)
            {
                var causes = Enumerable.Range(begins, n + 1 - begins).Select(i => CauseOf(all[i]));
                yield return new(
                    [.. seen.Values],
                    [.. withdrawn.Values],
                    RevisionMoment.Of(all[n]),
                    causes.ToSequence()
                );
            }

            begins = n + 1;
        }
    }

    /// <summary>Whoever stands inside a report sees the last whole one before it.</summary>
    private static bool AreOneFiling(Recorded entry, Recorded next) =>
        entry.Event is Claim && next.Event is Claim && entry.Stream == next.Stream;

    private void Evolve(Recorded entry)
    {
        switch (entry.Event)
        {
            case Claim claim:
                histories.Add(claim.Id, new ClaimHistory(entry));
                Look(claim.Id);
                break;
            case LaterEvent later:
                histories[later.Claim].Add(entry);
                Look(later.Claim);
                break;
            case StatementsJudged judged:
                judgements.Add(judged);
                statements = StatementClasses.From(judgements);
                LookAgainAtStatements();
                break;
            default:
                throw new UnreachableException($"The entry at {entry.Position} concerns no figure.");
        }
    }

    private void LookAgainAtStatements()
    {
        foreach (var appearance in seen.Values.Where(HasAnotherName).ToList())
        {
            Look(appearance.Claim.Id);
        }
    }

    private bool HasAnotherName(Appearance appearance) =>
        appearance.Claim.Statement is { } statement && statements.NameOf(statement) != appearance.Statement;

    private void Look(ClaimId claim)
    {
        var state = histories[claim]
            .States()
            .SingleOrDefault(state => state.StandsOn(asOf) && state.Figure == entries.Figure);
        seen.Remove(claim);
        withdrawn.Remove(claim);
        if (state is { Withdrawn: true })
        {
            withdrawn[claim] = state;
        }
        else if (state is not null)
        {
            seen[claim] = Appearance.Of(state, entries.Figure.Measure, statements, policy.Approximate);
        }
    }

    private static Cause CauseOf(Recorded entry) =>
        entry.Event switch
        {
            Claim claim => Cause.Of(CauseKind.Filed, claim.Id),
            ClaimCorrected later => Cause.Of(CauseKind.Corrected, later.Claim),
            ClaimWithdrawn later => Cause.Of(CauseKind.Withdrawn, later.Claim),
            RecordingErrorCorrected later => Cause.Of(CauseKind.RecordingError, later.Claim),
            ClaimGraded later => Cause.Of(CauseKind.Graded, later.Claim),
            StatementsJudged judged => new(CauseKind.Judged, null, [judged.First, judged.Second]),
            _ => throw new UnreachableException($"The entry at {entry.Position} concerns no figure."),
        };
}
