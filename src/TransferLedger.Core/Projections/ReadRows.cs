using System.Diagnostics;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;

namespace TransferLedger.Core.Projections;

/// <summary>
/// The fold of the log into the rows that pages and lists are read from: what one page of entries adds to them or changes.
/// Pure: the same entries give the same rows, whatever the size of the pages.
/// </summary>
public sealed class ReadRows
{
    private readonly Dictionary<string, ReportRow> reports = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> versions = new(StringComparer.Ordinal);
    private readonly List<ClaimState> claims = [];
    private readonly Dictionary<Corridor, CorridorRow> corridors = [];
    private readonly Dictionary<string, StatementRow> statements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ClaimantRow> claimants = new(StringComparer.Ordinal);

    public IReadOnlyCollection<ReportRow> Reports => reports.Values;

    /// <summary>New versions of reports that were filed on an earlier page, by report id.</summary>
    public IReadOnlyDictionary<string, long> Versions => versions;

    public IReadOnlyList<ClaimState> Claims => claims;

    /// <summary>What is already there keeps the earlier first day.</summary>
    public IReadOnlyCollection<CorridorRow> Corridors => corridors.Values;

    public IReadOnlyCollection<StatementRow> Statements => statements.Values;

    public IReadOnlyCollection<ClaimantRow> Claimants => claimants.Values;

    /// <summary>The claims that feed each figure, in the order of their positions.</summary>
    public IEnumerable<IGrouping<FigureId, ClaimState>> FigureClaims =>
        claims.Where(row => row.Figure is not null).GroupBy(row => row.Figure!, row => row);

    public void Evolve(Recorded recorded)
    {
        switch (recorded.Event)
        {
            case ReportFiled filed:
                reports.Add(
                    filed.Report.Text,
                    new(filed, recorded.Position, recorded.Version, recorded.RecordedAt)
                );
                break;
            case Claim claim:
                MoveVersion(claim.Id.Report, recorded.Version);
                Add(new ClaimState(claim, recorded.Position, recorded.RecordedAt));
                break;
            case LaterEvent later:
                MoveVersion(later.Claim.Report, recorded.Version);
                break;
            case StatementsJudged:
                break; // Joined at reading: it may judge statements that are yet to come.
            default:
                throw new UnreachableException(
                    $"No rows for {recorded.Event.GetType().Name} at {recorded.Position}."
                );
        }
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

    private void Add(ClaimState row)
    {
        claims.Add(row);
        var said = row.Said;
        corridors[row.Claim.Corridor] = corridors.TryGetValue(row.Claim.Corridor, out var corridor)
            ? corridor with
            {
                FirstSaid = Earlier(corridor.FirstSaid, said),
            }
            : new CorridorRow(row.Claim.Corridor, said);
        if (row.Claim.Statement is { } id)
        {
            statements[id] = statements.TryGetValue(id, out var statement)
                ? statement with
                {
                    FirstSaid = Earlier(statement.FirstSaid, said),
                }
                : new StatementRow(id, said);
        }

        if (row.Claim.Claimant is { } claimant)
        {
            claimants[claimant.Id] = claimants.TryGetValue(claimant.Id, out var known)
                ? known with
                {
                    FirstSaid = Earlier(known.FirstSaid, said),
                }
                : new ClaimantRow(claimant.Id, claimant, row.Claim.Perspective, said);
        }
    }

    private static DateOnly Earlier(DateOnly left, DateOnly right) => left < right ? left : right;
}
