using System.Runtime.CompilerServices;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;

namespace TransferLedger.Core.Projections;

/// <summary>Lists of the past, each row a fold: no faster than they must be.</summary>
public sealed partial class LedgerAt
{
    /// <summary>Claims that are looked at in one go.</summary>
    private const int ClaimsAtOnce = 512;

    public async Task<Page<ClaimState>> Claims(
        ClaimFilter filter,
        DateOnly asOf,
        long after,
        int limit,
        CancellationToken cancellation
    )
    {
        var rows = new List<ClaimState>();
        await foreach (var history in Scan(filter, after, cancellation))
        {
            rows.AddRange(history.States().Where(state => state.StandsOn(asOf) && filter.Wants(state)));
            if (rows.Count >= limit)
            {
                break;
            }
        }

        return new(End, rows);
    }

    public async Task<Page<ReportRow>> Reports(
        DateOnly asOf,
        (DateOnly Published, string Report)? after,
        int limit,
        CancellationToken cancellation
    )
    {
        var from = after is { } last ? Subjects.ReportAt(last.Published, last.Report) : Subjects.Reports;
        return await Behind<ReportRow>(
            Subjects.Reports,
            from,
            limit,
            async subjects =>
            {
                var filed = await EntriesAbout(new(subjects), cancellation);
                var versions = await index.VersionsBefore(
                    [.. filed.Select(entry => entry.Stream)],
                    End,
                    cancellation
                );
                return filed
                    .Select(entry => new ReportRow(entry, versions[entry.Stream]))
                    .Where(row => row.Said <= asOf)
                    .OrderBy(Subjects.Of, StringComparer.Ordinal);
            },
            cancellation
        );
    }

    public async Task<Page<CorridorCounts>> Corridors(
        DateOnly asOf,
        string after,
        int limit,
        CancellationToken cancellation
    )
    {
        var rows = new List<CorridorCounts>();
        var last = after;
        while (rows.Count < limit && await CorridorBehind(last, cancellation) is { } corridor)
        {
            last = corridor.ToString();
            if (Counts(corridor, await ClaimsOfCorridor(corridor, cancellation), asOf) is { } counts)
            {
                rows.Add(counts);
            }
        }

        return new(End, rows);
    }

    public Task<Page<FigureRow>> Figures(
        FigureFilter filter,
        DateOnly asOf,
        string after,
        int limit,
        CancellationToken cancellation
    ) => Figures(filter, asOf, DateOnly.MaxValue, Narrowing.None, after, limit, cancellation);

    /// <summary>The same with headlines as they were on that day, from some of its claims only.</summary>
    public Task<Page<FigureRow>> FiguresOn(
        DateOnly asOf,
        FigureFilter filter,
        Narrowing narrowing,
        string after,
        int limit,
        CancellationToken cancellation
    ) => Figures(filter, asOf, asOf, narrowing, after, limit, cancellation);

    public Task<Page<StatementAppearances>> Statements(
        DateOnly asOf,
        string after,
        int limit,
        CancellationToken cancellation
    ) =>
        Behind(
            Subjects.Statements,
            Subjects.OfStatement(after),
            limit,
            async subjects =>
            {
                var states = (await Histories(subjects, cancellation)).SelectMany(history =>
                    history.States()
                );
                var told = states.ToLookup(state => state.Claim.Statement);
                return subjects
                    .Select(subject => subject[Subjects.Statements.Length..])
                    .Select(statement => Appearances(statement, told[statement], asOf))
                    .OfType<StatementAppearances>();
            },
            cancellation
        );

    public Task<Page<ClaimantRecord>> Claimants(
        DateOnly asOf,
        string after,
        int limit,
        CancellationToken cancellation
    ) =>
        Behind(
            Subjects.Claimants,
            Subjects.OfClaimant(after),
            limit,
            async subjects =>
            {
                var states = (await Histories(subjects, cancellation)).SelectMany(history =>
                    history.States()
                );
                var said = states.ToLookup(state => state.Claim.Claimant?.Id);
                return subjects
                    .Select(subject => subject[Subjects.Claimants.Length..])
                    .Select(claimant => Record(claimant, said[claimant], asOf))
                    .OfType<ClaimantRecord>();
            },
            cancellation
        );

    /// <summary>How much had been said on a corridor by a day; null: nothing.</summary>
    /// <param name="states">Of its claims, on any day.</param>
    public static CorridorCounts? Counts(
        Corridor corridor,
        IReadOnlyCollection<ClaimState> states,
        DateOnly asOf
    )
    {
        var standing = states.Where(state => state.StandsOn(asOf)).ToList();
        return standing.Count == 0
            ? null
            : new(
                corridor,
                states.Min(state => state.Since),
                standing.Max(state => state.Said),
                new SortedDictionary<string, long>(
                    standing
                        .GroupBy(state => EventNames.WithoutVersion(EventNames.Of(state.Claim)))
                        .ToDictionary(type => type.Key, type => (long)type.Count()),
                    StringComparer.Ordinal
                )
            );
    }

    /// <summary>How much a claimant had said by a day; null: nothing.</summary>
    /// <param name="states">Of their claims, on any day, in the order of the log.</param>
    public static ClaimantRecord? Record(string claimant, IEnumerable<ClaimState> states, DateOnly asOf)
    {
        var theirs = states.ToList();
        var standing = theirs.Where(state => state.StandsOn(asOf)).ToList();
        return standing is not [var first, ..]
            ? null
            : new(
                claimant,
                first.Claim.Claimant!,
                first.Claim.Perspective.Id,
                theirs.Min(state => state.Since),
                standing.Max(state => state.Said),
                standing.Count,
                standing
                    .Select(state =>
                        (state.Claim.Statement, state.Claim.Statement is null ? state.Claim.Id : null)
                    )
                    .Distinct()
                    .LongCount(),
                standing.LongCount(state => state.Claim is DenialIssued)
            );
    }

    private static StatementAppearances? Appearances(
        string statement,
        IEnumerable<ClaimState> states,
        DateOnly asOf
    )
    {
        var told = states.ToList();
        var standing = told.Where(state => state.StandsOn(asOf)).ToList();
        return standing.Count == 0
            ? null
            : new(
                statement,
                told.Min(state => state.Since),
                [.. standing.Select(state => state.Claim.Id.ToString())],
                [
                    .. standing
                        .Select(state => state.Claim.Claimant?.Id)
                        .OfType<string>()
                        .Distinct(StringComparer.Ordinal)
                        .Order(StringComparer.Ordinal),
                ]
            );
    }

    /// <param name="asOf">Those about which something had been said by that day.</param>
    /// <param name="headlines">The day of their headlines.</param>
    private Task<Page<FigureRow>> Figures(
        FigureFilter filter,
        DateOnly asOf,
        DateOnly headlines,
        Narrowing narrowing,
        string after,
        int limit,
        CancellationToken cancellation
    )
    {
        var prefix = filter.Corridor is { } corridor ? Subjects.FiguresOf(corridor) : Subjects.Figures;
        var from = $"{Subjects.Figures}{after}";
        return Behind<FigureRow>(
            prefix,
            string.CompareOrdinal(from, prefix) > 0 ? from : prefix,
            limit,
            async subjects =>
            {
                var figures = subjects
                    .Select(FigureIn)
                    .Where(figure => filter.Measure is null || figure.Measure == filter.Measure)
                    .ToList();
                var entries =
                    figures.Count > 0
                        ? await EntriesOfFigures(figures, cancellation)
                        : new Dictionary<FigureId, FigureEntries>();
                return entries
                    .OrderBy(of => of.Key)
                    .AsParallel()
                    .AsOrdered()
                    .Select(of => RowOf(of.Value, asOf, headlines, narrowing))
                    .OfType<FigureRow>()
                    .Where(row => filter.Wants(row.Current))
                    .ToList();
            },
            cancellation
        );
    }

    private static FigureRow? RowOf(
        FigureEntries of,
        DateOnly asOf,
        DateOnly headlines,
        Narrowing narrowing
    ) =>
        of.Entries.LastOrDefault(entry => entry.Event is not StatementsJudged) is { } last
        && of.Record() is var record
        && record.Claims.Any(state => state.Since <= asOf)
            ? FigureRow.Of(record, last.Position, Policy.Current, headlines, narrowing)
            : null;

    /// <summary>The claims that a filter may want, behind a position, in the order of the log.</summary>
    private async IAsyncEnumerable<ClaimHistory> Scan(
        ClaimFilter filter,
        long after,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var about = filter.About;
        while (true)
        {
            var entries = about is null
                ? await index.ClaimsBetween(filter.Types, after, End, ClaimsAtOnce, cancellation)
                : await index.EntriesAbout(about, after, End, ClaimsAtOnce, cancellation);
            var claims = entries.Where(entry => entry.Event is Claim).ToList();
            var ids = claims.Select(entry => ((Claim)entry.Event).Id).ToHashSet();
            var later = await index.LaterOf(
                [.. claims.Select(entry => entry.Stream).Distinct()],
                End,
                cancellation
            );
            var histories = FigureEntries.HistoriesIn(
                claims.Concat(later.Where(entry => ids.Contains(((LaterEvent)entry.Event).Claim)))
            );
            foreach (var claim in claims)
            {
                yield return histories[((Claim)claim.Event).Id];
            }

            if (entries.Count < ClaimsAtOnce)
            {
                yield break;
            }

            after = entries[^1].Position.Value;
        }
    }

    /// <summary>Subjects that begin alike, page by page, until there are enough rows of them.</summary>
    private async Task<Page<T>> Behind<T>(
        string prefix,
        string from,
        int limit,
        Func<IReadOnlyList<string>, Task<IEnumerable<T>>> work,
        CancellationToken cancellation
    )
    {
        var rows = new List<T>();
        while (true)
        {
            var subjects = await index.SubjectsBetween(from, Ends(prefix), End, limit, cancellation);
            rows.AddRange(subjects.Count > 0 ? await work(subjects) : []);
            if (rows.Count >= limit || subjects.Count < limit)
            {
                return new(End, [.. rows.Take(limit)]);
            }

            from = subjects[^1];
        }
    }

    private async Task<IEnumerable<FigureId>> FiguresBehind(
        string prefix,
        int limit,
        CancellationToken cancellation
    ) => (await index.SubjectsBetween(prefix, Ends(prefix), End, limit, cancellation)).Select(FigureIn);

    private static FigureId FigureIn(string subject) =>
        FigureId.Read(subject[Subjects.Figures.Length..]).Value;

    /// <summary>The next corridor, by its figures and by claims that feed none.</summary>
    private async Task<Corridor?> CorridorBehind(string after, CancellationToken cancellation)
    {
        var figures = await index.SubjectsBetween(
            after.Length == 0 ? Subjects.Figures : Ends($"{Subjects.Figures}{after}/"),
            Ends(Subjects.Figures),
            End,
            limit: 1,
            cancellation
        );
        var others = await index.SubjectsBetween(
            $"{Subjects.Corridors}{after}",
            Ends(Subjects.Corridors),
            End,
            limit: 1,
            cancellation
        );
        var next = figures
            .Concat(others)
            .Select(subject => subject.Split('/')[1])
            .Min(StringComparer.Ordinal);
        return next is null ? null : Corridor.Read(next).Value;
    }

    /// <summary>The least text that is behind all that begin with a prefix.</summary>
    private static string Ends(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);
}
