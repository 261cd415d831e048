using System.Diagnostics;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;

namespace TransferLedger.Core.Projections;

/// <summary>
/// The fold of the log into the rows that pages and lists are read from: what one page of entries adds to them or changes.
/// Pure: the same entries give the same rows, whatever the size of the pages.
/// </summary>
public sealed class ReadRows
{
    private readonly Dictionary<string, ReportRow> reports = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> versions = new(StringComparer.Ordinal);
    private readonly Dictionary<ClaimId, ClaimHistory> histories = [];
    private readonly List<ClaimId> touched = [];
    private readonly HashSet<ClaimId> known = [];
    private readonly HashSet<ClaimId> replaced = [];
    private readonly List<Recorded> judgements = [];
    private readonly List<ClaimState> left = [];
    private List<ClaimState>? claims;

    public IReadOnlyCollection<ReportRow> Reports => reports.Values;

    /// <summary>New versions of reports that were filed on an earlier page, by report id.</summary>
    public IReadOnlyDictionary<string, long> Versions => versions;

    /// <summary>Where claims of earlier pages stand whose rows are replaced by those in <see cref="Claims"/>.</summary>
    public IEnumerable<Position> Replaced => replaced.Select(claim => histories[claim].Position);

    /// <summary>All states of every claim that the page adds or changes.</summary>
    public IReadOnlyList<ClaimState> Claims =>
        claims ??= [.. Histories.SelectMany(history => history.States())];

    /// <summary>Keys of changed claims that the new states no longer hold from as early a day: corridors, statements or claimants.</summary>
    public IReadOnlyCollection<string> LeftBehind(Func<Claim, string?> key)
    {
        var held = First(Claims, key);
        return
        [
            .. First(left, key)
                .Where(was => !(held.TryGetValue(was.Key, out var now) && now <= was.Value))
                .Select(was => was.Key),
        ];
    }

    public IReadOnlyList<Recorded> Judgements => judgements;

    private IEnumerable<ClaimHistory> Histories => touched.Select(claim => histories[claim]);

    /// <summary>Takes in what an earlier page held of a report that this page goes on with: see <see cref="NeededBy"/>.</summary>
    /// <param name="earlier">The report's entries before the page, in order.</param>
    public void Know(IEnumerable<Recorded> earlier)
    {
        foreach (var entry in earlier)
        {
            switch (entry.Event)
            {
                case Claim claim:
                    histories.Add(claim.Id, new ClaimHistory(entry));
                    known.Add(claim.Id);
                    break;
                case LaterEvent later:
                    histories[later.Claim].Add(entry);
                    break;
            }
        }
    }

    /// <summary>Streams of which a page needs the entries before it.</summary>
    public static IReadOnlyCollection<StreamId> NeededBy(IReadOnlyList<Recorded> page)
    {
        var filed = page.Where(entry => entry.Event is ReportFiled).Select(entry => entry.Stream).ToHashSet();
        return
        [
            .. page.Where(entry => entry.Event is LaterEvent && !filed.Contains(entry.Stream))
                .Select(entry => entry.Stream)
                .Distinct(),
        ];
    }

    public void Evolve(Recorded recorded)
    {
        claims = null;
        switch (recorded.Event)
        {
            case ReportFiled filed:
                reports.Add(filed.Report.Text, new(recorded, recorded.Version));
                break;
            case Claim claim:
                MoveVersion(claim.Id.Report, recorded.Version);
                histories.Add(claim.Id, new ClaimHistory(recorded));
                touched.Add(claim.Id);
                break;
            case LaterEvent later:
                MoveVersion(later.Claim.Report, recorded.Version);
                Change(later.Claim, recorded);
                break;
            case StatementsJudged:
                judgements.Add(recorded);
                break;
            default:
                throw new UnreachableException(
                    $"No rows for {recorded.Event.GetType().Name} at {recorded.Position}."
                );
        }
    }

    /// <summary>
    /// The entries of each figure that the page adds, each with all of its claim's: a claim that moves to a figure brings what
    /// happened to it before.
    /// </summary>
    public IEnumerable<(FigureId Figure, Recorded Entry)> FigureEntries() =>
        Histories.SelectMany(history =>
            history.Figures().SelectMany(figure => history.Entries.Select(entry => (figure, entry)))
        );

    /// <summary>Under everything that they are found by, figures included.</summary>
    public IEnumerable<SubjectEntry> SubjectEntries() =>
        FigureEntries()
            .Select(of => SubjectEntry.Of(of.Figure, of.Entry))
            .Concat(
                Histories.SelectMany(history =>
                    Subjects
                        .Of(history)
                        .SelectMany(subject =>
                            history.Entries.Select(entry => new SubjectEntry(subject, entry.Position))
                        )
                )
            )
            .Concat(reports.Values.Select(report => new SubjectEntry(Subjects.Of(report), report.Position)));

    /// <summary>What is already there keeps the earlier first day.</summary>
    public IReadOnlyCollection<CorridorRow> Corridors() =>
        [
            .. Claims
                .GroupBy(state => state.Claim.Corridor)
                .Select(claims => new CorridorRow(claims.Key, claims.Min(state => state.Since))),
        ];

    public IReadOnlyCollection<StatementRow> Statements() =>
        [
            .. Claims
                .Where(state => state.Claim.Statement is not null)
                .GroupBy(state => state.Claim.Statement!)
                .Select(claims => new StatementRow(claims.Key, claims.Min(state => state.Since))),
        ];

    public IReadOnlyCollection<ClaimantRow> Claimants() =>
        [
            .. Claims
                .Where(state => state.Claim.Claimant is not null)
                .GroupBy(state => state.Claim.Claimant!.Id)
                .Select(claims => new ClaimantRow(claims.Key, claims.Min(state => state.Since))),
        ];

    private static Dictionary<string, DateOnly> First(
        IEnumerable<ClaimState> states,
        Func<Claim, string?> key
    ) =>
        states
            .Where(state => key(state.Claim) is not null)
            .GroupBy(state => key(state.Claim)!, StringComparer.Ordinal)
            .ToDictionary(of => of.Key, of => of.Min(state => state.Since), StringComparer.Ordinal);

    private void Change(ClaimId claim, Recorded later)
    {
        var history = histories[claim];
        if (known.Contains(claim) && replaced.Add(claim))
        {
            left.AddRange(history.States());
            touched.Add(claim);
        }

        history.Add(later);
    }

    private void MoveVersion(ReportId report, long version)
    {
        if (reports.TryGetValue(report.Text, out var row))
        {
            reports[report.Text] = row with { Version = version };
        }
        else
        {
            versions[report.Text] = version;
        }
    }
}
