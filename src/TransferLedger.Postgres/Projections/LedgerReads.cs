using System.Text.Json;
using Npgsql;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Projections;

namespace TransferLedger.Postgres.Projections;

/// <summary>
/// Reads the read tables at a day of the axis of what was said. Rows and bookmark come from one snapshot; lists are cut by
/// key, so that a page is as cheap at the end as at the beginning.
/// </summary>
public sealed class LedgerReads(NpgsqlDataSource database)
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
        var page = await Query(
            "read_entries",
            row => (Figure: row.IsDBNull(3) ? null : row.GetString(3), Entry: RecordedRows.At(row, 1)),
            cancellation,
            Is([.. figures.Select(figure => figure.ToString())])
        );
        var entries = figures.ToDictionary(figure => figure.ToString(), _ => new List<Recorded>());
        foreach (var (figure, entry) in page.Rows)
        {
            foreach (var of in figure is null ? [.. entries.Values] : new[] { entries[figure] })
            {
                of.Add(entry);
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
        return Query(
            "figures_aimed_at",
            row => FigureId.Read(row.GetString(1)).Value,
            cancellation,
            Is([.. corridors[false]]),
            Is([.. corridors[true].Select(all => all[..^OfSupplier.Length])]),
            Is([.. targets.Select(target => target.Figure).OfType<string>()]),
            Is([.. targets.Select(target => target.Claim?.ToString()).OfType<string>()]),
            Is([.. targets.Select(target => target.Statement).OfType<string>()]),
            Is((long)limit),
            Is(asOf)
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

    /// <param name="after">Position of the last claim of the page before; -1 for the first page.</param>
    public Task<Page<ClaimState>> Claims(
        ClaimFilter filter,
        DateOnly asOf,
        long after,
        int limit,
        CancellationToken cancellation
    ) =>
        Query(
            "read_claims",
            ClaimStateAt,
            cancellation,
            Is(asOf),
            Is(after),
            Is(filter.Corridor?.ToString()),
            Is(filter.Figure?.ToString()),
            Is(filter.Report?.Text),
            Is(filter.Perspective?.Id),
            Is(filter.Statements),
            Is(filter.Claimant),
            Is(filter.Type),
            Is(filter.Since),
            Is((long)limit)
        );

    /// <summary>Every state of each claim that is or was a claimant's, whatever the day, in the order of the log.</summary>
    public Task<Page<ClaimState>> ClaimsOfClaimant(string claimant, CancellationToken cancellation) =>
        Query("claims_of_claimant", ClaimStateAt, cancellation, Is(claimant));

    /// <param name="after">Published day and id of the last report of the page before.</param>
    public Task<Page<ReportRow>> Reports(
        DateOnly asOf,
        (DateOnly Published, string Report)? after,
        int limit,
        CancellationToken cancellation
    ) => Reports(asOf, after, report: null, limit, cancellation);

    public async Task<Page<ReportRow>> Report(
        ReportId report,
        DateOnly asOf,
        CancellationToken cancellation
    ) => await Reports(asOf, after: null, report.Text, limit: 1, cancellation);

    public Task<Page<CorridorCounts>> Corridors(
        DateOnly asOf,
        string after,
        int limit,
        CancellationToken cancellation
    ) => Corridors(asOf, after, corridor: null, limit, cancellation);

    public Task<Page<CorridorCounts>> Corridor(
        Corridor corridor,
        DateOnly asOf,
        CancellationToken cancellation
    ) => Corridors(asOf, after: "", corridor.ToString(), limit: 1, cancellation);

    /// <summary>Headlines are those of today; whoever stands at an earlier day works them out from the claims.</summary>
    public Task<Page<FigureRow>> Figures(
        FigureFilter filter,
        DateOnly asOf,
        string after,
        int limit,
        CancellationToken cancellation
    ) =>
        Query(
            "read_figures",
            FigureRowAt,
            cancellation,
            Is(asOf),
            Is(after),
            Is(filter.Corridor?.ToString()),
            Is(filter.Measure?.Word()),
            Is(filter.Status),
            Is((long)limit),
            new NpgsqlParameter<bool> { TypedValue = filter.InConflict }
        );

    public Task<Page<StatementAppearances>> Statements(
        DateOnly asOf,
        string after,
        int limit,
        CancellationToken cancellation
    ) =>
        Query(
            "read_statements",
            row => new StatementAppearances(
                row.GetString(1),
                row.GetFieldValue<DateOnly>(2),
                row.GetFieldValue<string[]>(3),
                row.GetFieldValue<string[]>(4)
            ),
            cancellation,
            Is(asOf),
            Is(after),
            Is((long)limit)
        );

    public Task<Page<ClaimantRecord>> Claimants(
        DateOnly asOf,
        string after,
        int limit,
        CancellationToken cancellation
    ) => Claimants(asOf, after, claimant: null, limit, cancellation);

    public Task<Page<ClaimantRecord>> Claimant(
        string claimant,
        DateOnly asOf,
        CancellationToken cancellation
    ) => Claimants(asOf, after: "", claimant, limit: 1, cancellation);

    private Task<Page<ClaimantRecord>> Claimants(
        DateOnly asOf,
        string after,
        string? claimant,
        int limit,
        CancellationToken cancellation
    ) =>
        Query(
            "read_claimants",
            row => new ClaimantRecord(
                row.GetString(1),
                Decode<Claimant>(row.GetString(4)),
                row.GetString(2),
                row.GetFieldValue<DateOnly>(3),
                row.GetFieldValue<DateOnly>(8),
                row.GetInt64(5),
                row.GetInt64(6),
                row.GetInt64(7)
            ),
            cancellation,
            Is(asOf),
            Is(after),
            Is((long)limit),
            Is(claimant)
        );

    private static ClaimState ClaimStateAt(NpgsqlDataReader row) =>
        new(
            (Claim)
                JsonSerializer.Deserialize(
                    row.GetString(4),
                    EventNames.TypeOf(row.GetString(3)),
                    EventJson.Options
                )!,
            new Position(row.GetInt64(1)),
            row.GetDateTime(2)
        )
        {
            Since = row.GetFieldValue<DateOnly>(5),
            Until =
                row.GetFieldValue<DateOnly>(6) is var last && last < DateOnly.MaxValue
                    ? last.AddDays(1)
                    : null,
            Withdrawn = row.GetBoolean(7),
            Latest = new Position(row.GetInt64(8)),
            LatestAt = row.GetDateTime(9),
            WithdrawalReported = row.GetBoolean(10),
        };

    private Task<Page<ReportRow>> Reports(
        DateOnly asOf,
        (DateOnly Published, string Report)? after,
        string? report,
        int limit,
        CancellationToken cancellation
    ) =>
        Query(
            "read_reports",
            row => new ReportRow(
                Decode<ReportFiled>(row.GetString(4)),
                new Position(row.GetInt64(1)),
                row.GetInt64(2),
                row.GetDateTime(3)
            ),
            cancellation,
            Is(asOf),
            Is(after?.Published),
            Is(after?.Report),
            Is(report),
            Is((long)limit)
        );

    private Task<Page<CorridorCounts>> Corridors(
        DateOnly asOf,
        string after,
        string? corridor,
        int limit,
        CancellationToken cancellation
    ) =>
        Query(
            "read_corridors",
            row => new CorridorCounts(
                Core.Parties.Corridor.Read(row.GetString(1)).Value,
                row.GetFieldValue<DateOnly>(2),
                row.GetFieldValue<DateOnly>(3),
                Decode<SortedDictionary<string, long>>(row.GetString(4))
            ),
            cancellation,
            Is(asOf),
            Is(after),
            Is(corridor),
            Is((long)limit)
        );

    private static FigureRow FigureRowAt(NpgsqlDataReader row) =>
        new(
            FigureId.Read(row.GetString(1)).Value,
            row.GetFieldValue<DateOnly>(2),
            new Position(row.GetInt64(3)),
            Decode<FigureHeadline>(row.GetString(4), RowJson.Options)
        );

    private static T Decode<T>(string json) => Decode<T>(json, EventJson.Options);

    private static T Decode<T>(string json, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<T>(json, options)
        ?? throw new JsonException($"A {typeof(T).Name} is null.");

    /// <summary>Every statement gives the bookmark first, and a row of nulls behind it where nothing was found.</summary>
    private async Task<Page<T>> Query<T>(
        string file,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellation,
        params NpgsqlParameter[] parameters
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var command = new NpgsqlCommand(SqlFile.Read($"Projections/{file}.sql"), connection);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var (bookmark, rows) = (0L, new List<T>());
        while (await reader.ReadAsync(cancellation))
        {
            bookmark = reader.GetInt64(0);
            if (!reader.IsDBNull(1))
            {
                rows.Add(read(reader));
            }
        }

        return new Page<T>(bookmark, rows);
    }

    private static NpgsqlParameter Is(long value) => new NpgsqlParameter<long> { TypedValue = value };

    private static NpgsqlParameter Is(DateOnly value) => new NpgsqlParameter<DateOnly> { TypedValue = value };

    private static NpgsqlParameter Is(DateOnly? value) =>
        new() { Value = value is null ? DBNull.Value : value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Date };

    private static NpgsqlParameter Is(IReadOnlyCollection<string>? values) =>
        new()
        {
            Value = values is null ? DBNull.Value : values.ToArray(),
            NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Text,
        };

    private static NpgsqlParameter Is(string? value) =>
        new() { Value = value is null ? DBNull.Value : value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text };
}

/// <summary>Which claims; what is null does not narrow.</summary>
public sealed record ClaimFilter
{
    public Corridor? Corridor { get; init; }

    public FigureId? Figure { get; init; }

    public ReportId? Report { get; init; }

    public Perspective? Perspective { get; init; }

    /// <summary>Appearances of any of these.</summary>
    public IReadOnlyCollection<string>? Statements { get; init; }

    /// <summary>Claimant's id.</summary>
    public string? Claimant { get; init; }

    /// <summary>Stored name without its version.</summary>
    public string? Type { get; init; }

    /// <summary>Said on that day or later.</summary>
    public DateOnly? Since { get; init; }
}

/// <summary>Which figures; what is null does not narrow.</summary>
/// <param name="InConflict">Only those of which claims do not hold together, today.</param>
public sealed record FigureFilter(
    Corridor? Corridor = null,
    Measure? Measure = null,
    string? Status = null,
    bool InConflict = false
);

/// <summary>A corridor and how many claims of each type were said about it.</summary>
public sealed record CorridorCounts(
    Corridor Corridor,
    DateOnly FirstSaid,
    DateOnly LastSaid,
    IReadOnlyDictionary<string, long> Claims
);

/// <summary>A statement and where it appears.</summary>
public sealed record StatementAppearances(
    string Statement,
    DateOnly FirstSaid,
    IReadOnlyList<string> Claims,
    IReadOnlyList<string> Claimants
);

/// <summary>A claimant and how much they said.</summary>
public sealed record ClaimantRecord(
    string Id,
    Claimant Claimant,
    string Perspective,
    DateOnly FirstSaid,
    DateOnly LastSaid,
    long Claims,
    long Statements,
    long Denials
);
