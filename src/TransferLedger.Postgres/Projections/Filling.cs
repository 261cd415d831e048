using Npgsql;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Projections;

namespace TransferLedger.Postgres.Projections;

/// <summary>
/// The bare tables of a generation while they are filled. What a row needs the whole log for is gathered on the way: the first
/// days of corridors, statements and claimants, the judgements, and the entries of each figure.
/// </summary>
internal sealed class Filling(NpgsqlDataSource database, Generation generation, TimeSpan longestCopy)
    : IAsyncDisposable
{
    private readonly TableCopy<ReportRow> reports = new(
        database,
        generation,
        ReadTables.Reports,
        longestCopy
    );
    private readonly TableCopy<ClaimState> claims = new(database, generation, ReadTables.Claims, longestCopy);
    private readonly TableCopy<SubjectEntry> subjectEntries = new(
        database,
        generation,
        ReadTables.SubjectEntries,
        longestCopy
    );
    private readonly Dictionary<Corridor, DateOnly> corridors = [];
    private readonly Dictionary<string, DateOnly> statements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateOnly> claimants = new(StringComparer.Ordinal);
    private readonly List<Recorded> judgements = [];
    private readonly Dictionary<FigureId, List<Recorded>> figures = [];

    /// <summary>Rows that no later entry changes.</summary>
    public async Task Add(ReadRows rows, CancellationToken cancellation)
    {
        foreach (var report in rows.Reports)
        {
            await reports.Add(report, cancellation);
        }

        foreach (var claim in rows.Claims)
        {
            await claims.Add(claim, cancellation);
            Earlier(corridors, claim.Claim.Corridor, claim.Since);
            Earlier(statements, claim.Claim.Statement, claim.Since);
            Earlier(claimants, claim.Claim.Claimant?.Id, claim.Since);
        }

        foreach (var of in rows.FigureEntries())
        {
            EntriesOf(of.Figure).Add(of.Entry);
        }

        foreach (var of in rows.SubjectEntries())
        {
            await subjectEntries.Add(of, cancellation);
        }

        judgements.AddRange(rows.Judgements);
        await reports.CompleteIfOld(cancellation);
        await claims.CompleteIfOld(cancellation);
        await subjectEntries.CompleteIfOld(cancellation);
    }

    /// <summary>Once all is added but figures: what was gathered on the way.</summary>
    public async Task AddNames(CancellationToken cancellation)
    {
        await reports.Complete(cancellation);
        await claims.Complete(cancellation);
        await subjectEntries.Complete(cancellation);
        await Copy(ReadTables.Judgements, judgements, cancellation);
        await Copy(
            ReadTables.Corridors,
            corridors.Select(known => new CorridorRow(known.Key, known.Value)),
            cancellation
        );
        await Copy(
            ReadTables.Statements,
            statements.Select(known => new StatementRow(known.Key, known.Value)),
            cancellation
        );
        await Copy(
            ReadTables.Claimants,
            claimants.Select(known => new ClaimantRow(known.Key, known.Value)),
            cancellation
        );
    }

    /// <summary>Last, the figures, worked out on all cores.</summary>
    public Task AddFigures(Policy policy, CancellationToken cancellation)
    {
        var classes = StatementClasses.From(judgements.Select(entry => (StatementsJudged)entry.Event));
        return Copy(
            ReadTables.Figures,
            figures.AsParallel().WithCancellation(cancellation).Select(Row).OfType<FigureRow>(),
            cancellation
        );

        FigureRow? Row(KeyValuePair<FigureId, List<Recorded>> figure)
        {
            var entries = figure.Value;
            entries.Sort((one, other) => one.Position.CompareTo(other.Position));
            var record = new FigureEntries(figure.Key, entries).Record() with { Statements = classes };
            return FigureRow.Of(record, entries[^1].Position, policy);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await using var _ = subjectEntries;
        await using var __ = claims;
        await reports.DisposeAsync();
    }

    private List<Recorded> EntriesOf(FigureId figure)
    {
        if (!figures.TryGetValue(figure, out var entries))
        {
            figures.Add(figure, entries = []);
        }

        return entries;
    }

    private async Task Copy<T>(ReadTable<T> table, IEnumerable<T> rows, CancellationToken cancellation)
    {
        await using var copy = new TableCopy<T>(database, generation, table, longestCopy);
        foreach (var row in rows)
        {
            await copy.Add(row, cancellation);
        }

        await copy.Complete(cancellation);
    }

    private static void Earlier<TKey>(Dictionary<TKey, DateOnly> first, TKey? key, DateOnly day)
        where TKey : class
    {
        if (key is not null && !(first.TryGetValue(key, out var known) && known <= day))
        {
            first[key] = day;
        }
    }
}
