using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Projections;
using TransferLedger.Core.Values;

namespace TransferLedger.Postgres.Projections;

/// <summary>Turns one page's rows into the statements that write them, all sent in one round trip.</summary>
internal static class RowWriter
{
    /// <param name="figures">Those that the page touches; null: no claim feeds it any more.</param>
    public static void Write(
        NpgsqlBatch batch,
        ReadRows rows,
        IReadOnlyDictionary<FigureId, FigureRow?> figures
    )
    {
        Put(batch, "put_reports", rows.Reports, Reports);
        Put(batch, "move_versions", rows.Versions, Versions);
        Put(batch, "drop_claims", rows.Replaced, claims => [Texts(claims, c => c.ToString())]);
        Put(batch, "put_claims", rows.Claims, Claims);
        Put(batch, "put_figure_entries", [.. rows.FigureEntries()], FigureEntries);
        Put(batch, "put_judgements", rows.Judgements, Judgements);
        Put(batch, "put_corridors", InOrder(rows.Corridors(), c => c.Corridor.ToString()), Corridors);
        Put(batch, "put_statements", InOrder(rows.Statements(), s => s.Statement), Statements);
        Put(batch, "put_claimants", InOrder(rows.Claimants(), c => c.Id), Claimants);
        Settle(batch, "settle_corridors", rows.LeftBehind(claim => claim.Corridor.ToString()));
        Settle(batch, "settle_statements", rows.LeftBehind(claim => claim.Statement));
        Settle(batch, "settle_claimants", rows.LeftBehind(claim => claim.Claimant?.Id));
        var fed = figures.Values.OfType<FigureRow>().ToList();
        Put(batch, "put_figures", InOrder(fed, f => f.Figure.ToString()), Figures);
        Settle(batch, "drop_figures", figures.Where(f => f.Value is null).Select(f => f.Key.ToString()));
    }

    private static void Settle(NpgsqlBatch batch, string file, IEnumerable<string?> keys) =>
        Put(
            batch,
            file,
            [.. keys.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            all => [Texts(all, key => key)]
        );

    private static void Put<T>(
        NpgsqlBatch batch,
        string file,
        IReadOnlyCollection<T> rows,
        Func<IReadOnlyCollection<T>, NpgsqlParameter[]> columns
    )
    {
        if (rows.Count > 0)
        {
            var command = new NpgsqlBatchCommand(SqlFile.Read($"Projections/{file}.sql"));
            command.Parameters.AddRange(columns(rows));
            batch.BatchCommands.Add(command);
        }
    }

    // One order for all writers, so that two of them can only wait for each other in a line, never in a ring.
    private static List<T> InOrder<T>(IReadOnlyCollection<T> rows, Func<T, string> key) =>
        [.. rows.OrderBy(key, StringComparer.Ordinal)];

    private static NpgsqlParameter[] Reports(IReadOnlyCollection<ReportRow> rows) =>
        [
            Texts(rows, r => r.Report.Report.Text),
            Longs(rows, r => r.Position.Value),
            Longs(rows, r => r.Version),
            Instants(rows, r => r.RecordedAt),
            Days(rows, r => r.Published),
            Days(rows, r => r.Said),
            Json(rows, r => Encode(r.Report)),
        ];

    private static NpgsqlParameter[] Versions(IReadOnlyCollection<KeyValuePair<string, long>> rows) =>
        [Texts(rows, r => r.Key), Longs(rows, r => r.Value)];

    private static NpgsqlParameter[] Claims(IReadOnlyCollection<ClaimState> rows) =>
        [
            Texts(rows, r => r.Claim.Id.ToString()),
            Texts(rows, r => r.Claim.Id.Report.Text),
            Column(rows, NpgsqlDbType.Integer, r => r.Claim.Id.Number),
            Longs(rows, r => r.Position.Value),
            Instants(rows, r => r.RecordedAt),
            Days(rows, r => r.Said),
            Days(rows, r => r.Since),
            Days(rows, r => r.Until?.AddDays(-1) ?? DateOnly.MaxValue),
            Column(rows, NpgsqlDbType.Boolean, r => r.Withdrawn),
            Column(rows, NpgsqlDbType.Boolean, r => r.WithdrawalReported),
            Longs(rows, r => r.Latest.Value),
            Instants(rows, r => r.LatestAt),
            Texts(rows, r => EventNames.Of(r.Claim)),
            Texts(rows, r => r.Claim.Corridor.ToString()),
            Texts(rows, r => r.Figure?.ToString()),
            Texts(rows, r => r.Claim.Perspective.Id),
            Texts(rows, r => r.Claim.Claimant?.Id),
            Texts(rows, r => r.Claim.Statement),
            Json(rows, r => Encode(r.Claim)),
        ];

    private static NpgsqlParameter[] Corridors(IReadOnlyCollection<CorridorRow> rows) =>
        [Texts(rows, r => r.Corridor.ToString()), Days(rows, r => r.FirstSaid)];

    private static NpgsqlParameter[] Statements(IReadOnlyCollection<StatementRow> rows) =>
        [Texts(rows, r => r.Statement), Days(rows, r => r.FirstSaid)];

    private static NpgsqlParameter[] Claimants(IReadOnlyCollection<ClaimantRow> rows) =>
        [Texts(rows, r => r.Id), Days(rows, r => r.FirstSaid)];

    private static NpgsqlParameter[] FigureEntries(
        IReadOnlyCollection<(FigureId Figure, Recorded Entry)> rows
    ) =>
        [
            Texts(rows, r => r.Figure.ToString()),
            Longs(rows, r => r.Entry.Position.Value),
            Texts(rows, r => string.Join(Apart, ReadRows.StatementsIn(r.Entry))),
        ];

    /// <summary>No statement id holds it: control characters are refused.</summary>
    private const char Apart = '\u001f';

    private static NpgsqlParameter[] Judgements(IReadOnlyCollection<Recorded> rows) =>
        [
            Longs(rows, r => r.Position.Value),
            Texts(rows, r => ((StatementsJudged)r.Event).First),
            Texts(rows, r => ((StatementsJudged)r.Event).Second),
        ];

    private static NpgsqlParameter[] Figures(IReadOnlyCollection<FigureRow> rows) =>
        [
            Texts(rows, r => r.Figure.ToString()),
            Texts(rows, r => r.Figure.Corridor.ToString()),
            Texts(rows, r => r.Figure.Measure.Word()),
            Days(rows, r => r.FirstSaid),
            Longs(rows, r => r.Position.Value),
            Texts(rows, r => Kebab.Of(r.Current.Status)),
            Column(rows, NpgsqlDbType.Integer, r => r.Current.Conflicts),
            Json(rows, r => JsonSerializer.Serialize(r.Current, RowJson.Options)),
        ];

    private static string Encode(LedgerEvent ledgerEvent) =>
        JsonSerializer.Serialize(ledgerEvent, ledgerEvent.GetType(), EventJson.Options);

    private static NpgsqlParameter Texts<T>(IReadOnlyCollection<T> rows, Func<T, string?> value) =>
        Column(rows, NpgsqlDbType.Text, value);

    private static NpgsqlParameter Longs<T>(IReadOnlyCollection<T> rows, Func<T, long> value) =>
        Column(rows, NpgsqlDbType.Bigint, value);

    private static NpgsqlParameter Instants<T>(IReadOnlyCollection<T> rows, Func<T, DateTime> value) =>
        Column(rows, NpgsqlDbType.TimestampTz, value);

    private static NpgsqlParameter Days<T>(IReadOnlyCollection<T> rows, Func<T, DateOnly> value) =>
        Column(rows, NpgsqlDbType.Date, value);

    private static NpgsqlParameter Json<T>(IReadOnlyCollection<T> rows, Func<T, string> value) =>
        Column(rows, NpgsqlDbType.Jsonb, value);

    private static NpgsqlParameter<TValue[]> Column<T, TValue>(
        IReadOnlyCollection<T> rows,
        NpgsqlDbType type,
        Func<T, TValue> value
    ) => new() { TypedValue = [.. rows.Select(value)], NpgsqlDbType = NpgsqlDbType.Array | type };
}
