using System.Text.Json;
using Npgsql;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;

namespace TransferLedger.Postgres.Projections;

/// <summary>What answers about figures are made of: their entries, and what stands beside their numbers.</summary>
public sealed partial class LedgerReads
{
    /// <summary>All entries that concern a figure, in the order of the log; none for a figure that nobody claimed anything about.</summary>
    public async Task<(long Bookmark, FigureEntries Entries)> EntriesOfFigure(
        FigureId figure,
        CancellationToken cancellation
    )
    {
        var (bookmark, entries) = await EntriesOfFigures([figure], cancellation);
        return (bookmark, entries[figure]);
    }

    /// <summary>The same of several, read at once; each has the judgements that reach any of them.</summary>
    public async Task<(long Bookmark, IReadOnlyDictionary<FigureId, FigureEntries> Entries)> EntriesOfFigures(
        IReadOnlyCollection<FigureId> figures,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var page = await Query(
            connection,
            "read_entries",
            row => (Position: row.GetInt64(1), Figure: row.IsDBNull(2) ? null : row.GetString(2)),
            cancellation,
            Is([.. figures.Select(figure => figure.ToString())])
        );
        // On the same connection: another may lead to a standby that is not as far.
        var read = await decoded.At(
            connection,
            [.. page.Rows.Select(row => row.Position).Distinct()],
            cancellation
        );
        var entries = figures.ToDictionary(figure => figure.ToString(), _ => new List<Recorded>());
        foreach (var (position, figure) in page.Rows)
        {
            foreach (var of in figure is null ? [.. entries.Values] : new[] { entries[figure] })
            {
                of.Add(read[position]);
            }
        }

        return (
            page.Bookmark,
            figures.ToDictionary(
                figure => figure,
                figure => new FigureEntries(figure, entries[figure.ToString()])
            )
        );
    }

    /// <summary>
    /// What had been said by a day beside the numbers of a figure, in the order of the log: denials that aim at it, and
    /// absences on its corridors. Withdrawn ones too.
    /// </summary>
    /// <param name="targets">A denial has at least one of them, or responds to one of its claims or statements.</param>
    public Task<Page<ClaimState>> Beside(
        IReadOnlyCollection<DenialTarget> targets,
        IReadOnlyCollection<Corridor> corridors,
        DateOnly asOf,
        CancellationToken cancellation
    ) =>
        Query(
            "read_beside",
            ClaimStateAt,
            cancellation,
            Is(asOf),
            new NpgsqlParameter<string[]>
            {
                TypedValue =
                [
                    .. targets.Select(target =>
                        JsonSerializer.Serialize(new[] { target }, EventJson.Options)
                    ),
                ],
                NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Jsonb,
            },
            Is([.. targets.Select(target => target.Claim?.ToString() ?? target.Statement).OfType<string>()]),
            Is([.. corridors.Select(corridor => corridor.ToString())])
        );

    /// <summary>Claims by a day in which some statements appear, or which repeat them, in the order of the log.</summary>
    public Task<Page<ClaimState>> ClaimsOfStatements(
        IReadOnlyCollection<string> statements,
        DateOnly asOf,
        CancellationToken cancellation
    ) => Query("claims_of_statements", ClaimStateAt, cancellation, Is(statements), Is(asOf));

    /// <summary>The judgements that reach some statements, through any number of others, in the order of the log.</summary>
    public Task<Page<Recorded>> Judgements(
        IReadOnlyCollection<string> statements,
        CancellationToken cancellation
    ) => Query("read_judgements", row => RecordedRows.At(row, 1), cancellation, Is(statements));

    /// <summary>Figures, known by a day, that some denials aim at, ordinally; perhaps a few more.</summary>
    public Task<Page<FigureId>> AimedAt(
        IReadOnlyCollection<DenialTarget> targets,
        DateOnly asOf,
        int limit,
        CancellationToken cancellation
    )
    {
        var corridors = targets.Select(target => target.Corridor).OfType<string>().ToLookup(IsOfSupplier);
        var claims = targets.Select(target => target.Claim).OfType<ClaimId>().ToList();
        return Query(
            "figures_aimed_at",
            row => FigureId.Read(row.GetString(1)).Value,
            cancellation,
            Is([.. corridors[false]]),
            Is([.. corridors[true].Select(all => all[..^OfSupplier.Length])]),
            Is([.. targets.Select(target => target.Figure).OfType<string>()]),
            Is([.. claims.Select(claim => claim.Report.Text)]),
            Is([.. targets.Select(target => target.Statement).OfType<string>()]),
            Is((long)limit),
            Is(asOf),
            new NpgsqlParameter<int[]> { TypedValue = [.. claims.Select(claim => claim.Number)] }
        );
    }

    /// <summary>How a denial writes all corridors of a supplier: <c>KP-*</c>.</summary>
    private const string OfSupplier = "-*";

    private static bool IsOfSupplier(string corridor) =>
        corridor.EndsWith(OfSupplier, StringComparison.Ordinal);

    /// <summary>Those of some figures about which something had been said by a day, ordinally.</summary>
    public async Task<IReadOnlyList<FigureId>> KnownOf(
        IReadOnlyCollection<FigureId> figures,
        DateOnly asOf,
        CancellationToken cancellation
    ) =>
        figures.Count == 0
            ? []
            : (
                await Query(
                    "known_figures",
                    row => FigureId.Read(row.GetString(1)).Value,
                    cancellation,
                    Is([.. figures.Select(figure => figure.ToString())]),
                    Is(asOf)
                )
            ).Rows;
}
