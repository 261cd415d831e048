using TransferLedger.Core.Events;
using TransferLedger.Core.Parties;

namespace TransferLedger.Core.Figures;

/// <summary>
/// One claim and what happened to it later, folded in the order of the log. Recording errors and grades concern our record
/// and hold on every day; corrections and withdrawals happened in the world and hold from the day on which they were stated.
/// Source: domain.md section 2, "What holds when".
/// </summary>
/// <remarks>
/// A recording error replaces the claim as first published; what its publisher said later stays laid over that, unless the
/// error names it as recorded wrongly.
/// </remarks>
public sealed class ClaimHistory
{
    private readonly Recorded filed;
    private readonly List<Recorded> later = [];

    /// <param name="filed">The entry of the claim itself.</param>
    public ClaimHistory(Recorded filed) => this.filed = filed;

    public ClaimId Id => ((Claim)filed.Event).Id;

    /// <summary>Of the claim's own entry.</summary>
    public Position Position => filed.Position;

    /// <summary>The claim's own entry, then what happened to it, in the order of the log.</summary>
    public IEnumerable<Recorded> Entries => later.Count == 0 ? [filed] : later.Prepend(filed);

    /// <summary>Versions of corrections and withdrawals that a recording error says should not have been recorded.</summary>
    public IReadOnlySet<long> Voided =>
        later
            .Select(entry => entry.Event)
            .OfType<RecordingErrorCorrected>()
            .SelectMany(error => error.Voids ?? [])
            .ToHashSet();

    /// <summary>What the history would be with one entry more; this one stays as it is.</summary>
    public ClaimHistory With(Recorded entry)
    {
        var longer = new ClaimHistory(filed);
        longer.later.AddRange(later);
        longer.Add(entry);
        return longer;
    }

    /// <summary>As it was at a position; null: it had not been filed.</summary>
    public ClaimHistory? UpTo(Position last)
    {
        if (filed.Position > last)
        {
            return null;
        }

        var known = new ClaimHistory(filed);
        known.later.AddRange(later.TakeWhile(entry => entry.Position <= last));
        return known;
    }

    /// <summary>What happened to it, in the order of the log, each with the day from which it holds; null: on every day.</summary>
    public IEnumerable<(DateOnly? Day, Recorded Entry)> Later() =>
        later.Select(entry => (DayOf(entry), entry));

    /// <exception cref="ArgumentException">It is about another claim.</exception>
    public void Add(Recorded entry)
    {
        if (entry.Event is not LaterEvent about || about.Claim != Id)
        {
            throw new ArgumentException($"{entry.Position} is not about {Id}.", nameof(entry));
        }

        later.Add(entry);
    }

    /// <summary>The figures that its entries concern: where it was filed, and where a later event says that it stood or stands.</summary>
    public IReadOnlyCollection<FigureId> Figures()
    {
        var filedOn = FigureId.FedBy((Claim)filed.Event) is { } figure ? [figure] : Array.Empty<FigureId>();
        if (later.Count == 0)
        {
            return filedOn;
        }

        var named = later.SelectMany(entry => ((LaterEvent)entry.Event).Figures).Select(FigureId.Read);
        return [.. filedOn.Concat(named.Select(read => read.Value)).Distinct()];
    }

    /// <summary>What it was ever recorded to say: as it was filed, and as each recording error has it.</summary>
    public IEnumerable<Claim> AsEverRecorded() =>
        later
            .Select(entry => entry.Event)
            .OfType<RecordingErrorCorrected>()
            .Select(error => error.Becomes.Claim)
            .Prepend((Claim)filed.Event);

    /// <summary>Everybody who was ever said to have claimed it, by their ids.</summary>
    public IEnumerable<string> ClaimantsEver() =>
        later
            .Select(entry => (entry.Event as ClaimCorrected)?.Claimant)
            .Concat(AsEverRecorded().Select(claim => claim.Claimant))
            .OfType<Claimant>()
            .Select(claimant => claimant.Id)
            .Distinct(StringComparer.Ordinal);

    /// <summary>The statements that an entry about a claim names: its own and the one that it repeats; judgements reach it through them.</summary>
    public static IEnumerable<string> StatementsIn(Recorded entry) =>
        entry.Event switch
        {
            Claim claim => StatementsIn(claim),
            RecordingErrorCorrected error => StatementsIn(error.Becomes.Claim),
            _ => [],
        };

    public static IEnumerable<string> StatementsIn(Claim claim) =>
        new[] { claim.Statement, claim.Repeats }.OfType<string>();

    /// <summary>Every run of days over which the claim stands alike, oldest first; at least one, without a gap between them.</summary>
    public IReadOnlyList<ClaimState> States()
    {
        var first = new ClaimState(AsRecorded(), filed.Position, filed.RecordedAt);
        if (later.Count == 0)
        {
            return [first];
        }

        first = first with { Latest = later[^1].Position, LatestAt = later[^1].RecordedAt };
        var states = new List<ClaimState> { first };
        foreach (var day in InTheWorld(first.Said).GroupBy(change => change.Day, change => change.Change))
        {
            // A day is taken whole: what is corrected and put back on one day is no change.
            var next = day.Aggregate(states[^1], After);
            if (next != states[^1])
            {
                Follow(states, next, day.Key);
            }
        }

        return states;
    }

    /// <summary>What the claim says on its first day, as our record has it now: recording errors mended, graded.</summary>
    public Claim AsRecorded()
    {
        var claim = (Claim)filed.Event;
        foreach (var entry in later)
        {
            claim = entry.Event switch
            {
                RecordingErrorCorrected error => error.Becomes.Claim with
                {
                    Grade = error.Becomes.Claim.Grade ?? claim.Grade,
                },
                ClaimGraded graded => claim with { Grade = graded.Grade },
                _ => claim,
            };
        }

        return claim;
    }

    /// <summary>
    /// Corrections and withdrawals by the day from which they hold; of the same day corrections first, whichever was recorded
    /// first, and each in the order of the log.
    /// </summary>
    private IEnumerable<(DateOnly Day, LaterEvent Change)> InTheWorld(DateOnly said)
    {
        var voided = Voided;
        return later
            .Where(entry => !voided.Contains(entry.Version))
            .Select(entry => (Day: DayOf(entry), Change: entry.Event))
            .Where(entry => entry.Day is not null)
            .Select(entry => (Day: entry.Day > said ? entry.Day.Value : said, (LaterEvent)entry.Change))
            .OrderBy(entry => entry.Day)
            .ThenBy(entry => entry.Item2 is ClaimWithdrawn);
    }

    /// <summary>The latest day on which it may have been stated, and never after the day of recording; null: not in the world.</summary>
    private static DateOnly? DayOf(Recorded entry)
    {
        var recorded = DateOnly.FromDateTime(entry.RecordedAt);
        return entry.Event switch
        {
            ClaimCorrected corrected => Earlier(corrected.Stated.Latest ?? recorded, recorded),
            ClaimWithdrawn withdrawn => Earlier(withdrawn.Stated.Latest ?? recorded, recorded),
            _ => null,
        };
    }

    /// <summary>Nothing changes after a withdrawal; what another than the claimant says of one is only marked.</summary>
    private static ClaimState After(ClaimState before, LaterEvent change) =>
        change switch
        {
            _ when before.Withdrawn => before,
            ClaimCorrected corrected => before with { Claim = corrected.ApplyTo(before.Claim) },
            ClaimWithdrawn withdrawn when withdrawn.Claimant.Id == before.Claim.Claimant?.Id => before with
            {
                Withdrawn = true,
            },
            ClaimWithdrawn => before with { WithdrawalReported = true },
            _ => before,
        };

    private static void Follow(List<ClaimState> states, ClaimState next, DateOnly day)
    {
        if (states[^1].Since == day)
        {
            states[^1] = next with { Since = day };
            return;
        }

        states[^1] = states[^1] with { Until = day };
        states.Add(next with { Since = day, Until = null });
    }

    private static DateOnly Earlier(DateOnly left, DateOnly right) => left < right ? left : right;
}
