using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;

namespace TransferLedger.Core.Projections;

/// <summary>
/// The ledger as it was known at a position: folds of the entries up to there, which are found through the index of subjects. No
/// other read table has a part in it, so that an answer of now and one of the past come about in the same way, and the same question
/// has the same answer for ever. For one request: it notes the last entry that its answers rest on.
/// </summary>
public sealed partial class LedgerAt : ILedgerLists
{
    private readonly IEntryIndex index;
    private Recorded? noted;

    /// <param name="end">The next position that was not known; a report ends before it.</param>
    public LedgerAt(IEntryIndex index, long end) => (this.index, End) = (index, end);

    /// <summary>The next position that was not known.</summary>
    public long End { get; }

    /// <summary>Nothing that could be read was left out.</summary>
    public bool IsAllThatIsKnown { get; init; }

    private Position Last => new(End - 1);

    /// <summary>The same place, for another question: it has noted nothing yet.</summary>
    public LedgerAt Anew() => new(index, End) { IsAllThatIsKnown = IsAllThatIsKnown };

    /// <summary>
    /// The last entry of the report, or what happened later, that anything which was asked rests on. Null: nothing was known of it.
    /// </summary>
    /// <remarks>A report is known whole or not at all: whoever stands at this position knows what was asked and nothing newer.</remarks>
    public async Task<Recorded?> LastConcerned(CancellationToken cancellation) =>
        noted is { } last ? await ReportExtent.EndOf(last, index, cancellation) : null;

    /// <summary>Where what was filed together with each of some entries ends, and when it was recorded; in the order of the log.</summary>
    /// <param name="entries">Claims, what happened to them, judgements: whoever stands at such an end knows them.</param>
    public async Task<IReadOnlyList<KeyValuePair<Position, DateTime>>> EndsOf(
        IReadOnlyCollection<Recorded> entries,
        CancellationToken cancellation
    )
    {
        var filings = entries
            .Where(entry => entry.Event is Claim)
            .Select(entry => entry.Position.Value - entry.Version + 1)
            .Distinct()
            .ToList();
        var ends = (await index.EntriesAt(filings, cancellation)).Select(filed =>
            KeyValuePair.Create(
                new Position(filed.Position.Value + ((ReportFiled)filed.Event).Claims),
                filed.RecordedAt
            )
        );
        var later = entries
            .Where(entry => entry.Event is not Claim)
            .Select(entry => KeyValuePair.Create(entry.Position, entry.RecordedAt));
        return [.. ends.Concat(later).OrderBy(end => end.Key)];
    }

    /// <summary>The entries that concerned some figures; each has the judgements that reach any of them.</summary>
    public async Task<IReadOnlyDictionary<FigureId, FigureEntries>> EntriesOfFigures(
        IReadOnlyCollection<FigureId> figures,
        CancellationToken cancellation
    )
    {
        var all = await index.EntriesOfFigures(figures, cancellation);
        var known = FigureEntries.UpTo([.. all.Values], Last);
        foreach (var of in known)
        {
            Note(of.Entries);
        }

        return known.ToDictionary(of => of.Figure);
    }

    /// <summary>
    /// What had been said by a day beside the numbers of a figure, in the order of the log: denials that aim at it, and
    /// absences on its corridors. Withdrawn ones too.
    /// </summary>
    /// <param name="targets">A denial has at least one of them, or responds to one of its claims or statements.</param>
    public async Task<IReadOnlyList<ClaimState>> Beside(
        IEnumerable<DenialTarget> targets,
        IEnumerable<Corridor> corridors,
        DateOnly asOf,
        CancellationToken cancellation
    ) =>
        [
            .. On(
                asOf,
                await Histories(
                    [.. targets.Select(Subjects.DenialsOf), .. corridors.Select(Subjects.AbsencesOn)],
                    cancellation
                )
            ),
        ];

    /// <summary>Claims by a day in which some statements appear, or which repeat them, in the order of the log.</summary>
    public async Task<IReadOnlyList<ClaimState>> ClaimsOfStatements(
        IReadOnlyCollection<string> statements,
        DateOnly asOf,
        CancellationToken cancellation
    ) =>
        [
            .. On(asOf, await Histories([.. statements.Select(Subjects.OfStatement)], cancellation))
                .Where(state => ClaimHistory.StatementsIn(state.Claim).Any(statements.Contains)),
        ];

    /// <summary>Every state of each claim that is or was a claimant's, whatever the day, in the order of the log.</summary>
    public async Task<IReadOnlyList<ClaimState>> ClaimsOfClaimant(
        string claimant,
        CancellationToken cancellation
    ) =>
        [
            .. (await Histories([Subjects.OfClaimant(claimant)], cancellation))
                .Select(history => history.States())
                .Where(states => states.Any(state => state.Claim.Claimant?.Id == claimant))
                .SelectMany(states => states),
        ];

    /// <summary>Every state of each claim that is or was on a corridor, whatever the day, in the order of the log.</summary>
    public async Task<IReadOnlyList<ClaimState>> ClaimsOfCorridor(
        Corridor corridor,
        CancellationToken cancellation
    )
    {
        var entries = await EntriesAbout(Subjects.ClaimsOn(corridor), cancellation);
        return
        [
            .. Known(entries, history => IsOn(corridor, history))
                .SelectMany(history => history.States())
                .Where(state => state.Claim.Corridor == corridor),
        ];
    }

    /// <summary>The judgements that reach some statements, in the order of the log.</summary>
    public async Task<IReadOnlyList<Recorded>> Judgements(
        IReadOnlyCollection<string> statements,
        CancellationToken cancellation
    )
    {
        var known = (await index.Judgements(statements, cancellation)).Where(entry => entry.Position <= Last);
        var reaching = StatementClasses.Reaching([.. known], statements).ToList();
        Note(reaching);
        return reaching;
    }

    /// <summary>Whether anything has ever been recorded about a figure, before or after.</summary>
    public Task<bool> EverKnew(FigureId figure, CancellationToken cancellation) =>
        EverKnew(new SubjectRange([Subjects.Of(figure)]), cancellation);

    /// <summary>Whether anything has ever been recorded about a corridor, before or after.</summary>
    public Task<bool> EverKnew(Corridor corridor, CancellationToken cancellation) =>
        EverKnew(Subjects.ClaimsOn(corridor), cancellation);

    /// <summary>The figures of a corridor and measure, ordinally; perhaps some that nothing was known of yet.</summary>
    public async Task<IReadOnlyList<FigureId>> FiguresOf(
        Corridor corridor,
        Measure measure,
        int limit,
        CancellationToken cancellation
    ) => [.. await FiguresBehind($"{Subjects.FiguresOf(corridor)}{measure.Word()}/", limit, cancellation)];

    /// <summary>A report as it stood, and what had happened to its claims; null: it was not known.</summary>
    public async Task<ReportAt?> Report(ReportId report, CancellationToken cancellation)
    {
        var stream = await index.Streams([report.Stream], End, cancellation);
        if (stream.Count == 0)
        {
            return null;
        }

        Note(stream);
        var about = stream.Where(entry => entry.Event is Claim or LaterEvent);
        return new(new(stream[0], stream[^1].Version), [.. FigureEntries.HistoriesIn(about).Values]);
    }

    /// <summary>Figures that some denials aim at, ordinally; perhaps a few more.</summary>
    public async Task<IReadOnlyList<FigureId>> AimedAt(
        IReadOnlyCollection<DenialTarget> targets,
        int limit,
        CancellationToken cancellation
    )
    {
        var figures = new SortedSet<FigureId>(
            targets.Select(target => target.Figure).OfType<string>().Select(text => FigureId.Read(text).Value)
        );
        foreach (var corridor in targets.Select(target => target.Corridor).OfType<string>().Distinct())
        {
            // KP-* is every corridor that begins with KP-; of one corridor the figures begin with a slash behind it.
            var prefix = corridor.EndsWith('*')
                ? $"{Subjects.Figures}{corridor[..^1]}"
                : $"{Subjects.Figures}{corridor}/";
            figures.UnionWith(await FiguresBehind(prefix, limit, cancellation));
        }

        var claims = targets.Select(target => target.Claim).OfType<ClaimId>().ToHashSet();
        if (claims.Count > 0)
        {
            var reports = claims.Select(claim => claim.Report.Stream).Distinct();
            var entries = await index.Streams([.. reports], End, cancellation);
            figures.UnionWith(
                entries
                    .Where(entry => ClaimOf(entry) is { } of && claims.Contains(of))
                    .SelectMany(FiguresNamedBy)
            );
        }

        var statements = targets.Select(target => target.Statement).OfType<string>();
        var told = await EntriesAbout(new([.. statements.Select(Subjects.OfStatement)]), cancellation);
        figures.UnionWith(told.SelectMany(FiguresNamedBy));
        return [.. figures.Take(limit)];
    }

    /// <summary>Those of some figures about which something had been said by a day, ordinally.</summary>
    public async Task<IReadOnlyList<FigureId>> KnownOf(
        IReadOnlyCollection<FigureId> figures,
        DateOnly asOf,
        CancellationToken cancellation
    ) =>
        figures.Count == 0
            ? []
            :
            [
                .. (await EntriesOfFigures(figures, cancellation))
                    .Where(of => of.Value.Record().Claims.Any(state => state.Since <= asOf))
                    .Select(of => of.Key)
                    .Order(),
            ];

    /// <summary>Claims that were about some subjects by then, in the order of the log.</summary>
    private async Task<IReadOnlyList<ClaimHistory>> Histories(
        IReadOnlyCollection<string> subjects,
        CancellationToken cancellation
    )
    {
        var entries = await EntriesAbout(new(subjects), cancellation);
        return Known(entries, history => Subjects.Of(history).Any(subjects.Contains));
    }

    private Task<IReadOnlyList<Recorded>> EntriesAbout(SubjectRange about, CancellationToken cancellation) =>
        index.EntriesAbout(about, after: -1, End, int.MaxValue, cancellation);

    private async Task<bool> EverKnew(SubjectRange about, CancellationToken cancellation) =>
        (await index.EntriesAbout(about, after: -1, long.MaxValue, limit: 1, cancellation)).Count > 0;

    /// <summary>The index knows under which subjects a claim came to stand later: those that it did not stand under yet are left out.</summary>
    private List<ClaimHistory> Known(IReadOnlyList<Recorded> entries, Func<ClaimHistory, bool> isAbout)
    {
        var known = FigureEntries.HistoriesIn(entries).Values.Where(isAbout).ToList();
        foreach (var history in known)
        {
            Note(history.Entries);
        }

        return known;
    }

    private static bool IsOn(Corridor corridor, ClaimHistory history) =>
        history.AsEverRecorded().Any(claim => claim.Corridor == corridor);

    private static IEnumerable<ClaimState> On(DateOnly asOf, IEnumerable<ClaimHistory> histories) =>
        histories.SelectMany(history => history.States()).Where(state => state.StandsOn(asOf));

    private static ClaimId? ClaimOf(Recorded entry) =>
        (entry.Event as Claim)?.Id ?? (entry.Event as LaterEvent)?.Claim;

    private static IEnumerable<FigureId> FiguresNamedBy(Recorded entry) =>
        entry.Event switch
        {
            Claim claim => FigureId.FedBy(claim) is { } figure ? [figure] : [],
            LaterEvent later => later.Figures.Select(text => FigureId.Read(text).Value),
            _ => [],
        };

    private void Note(IEnumerable<Recorded> entries)
    {
        if (entries.LastOrDefault() is { } last && !(last.Position <= noted?.Position))
        {
            noted = last;
        }
    }
}

/// <summary>A report as it stood at a position.</summary>
/// <param name="Claims">With what had happened to them, in the order of the report.</param>
public sealed record ReportAt(ReportRow Row, IReadOnlyList<ClaimHistory> Claims);
