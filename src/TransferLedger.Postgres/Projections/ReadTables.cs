using System.Text.Json;
using NpgsqlTypes;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Projections;
using TransferLedger.Core.Values;

namespace TransferLedger.Postgres.Projections;

/// <summary>The read tables and what stands in their columns.</summary>
internal static class ReadTables
{
    public static readonly ReadTable<ReportRow> Reports = new(
        "reports",
        [
            Text<ReportRow>("report", r => r.Report.Report.Text),
            Long<ReportRow>("position", r => r.Position.Value),
            Long<ReportRow>("version", r => r.Version),
            Int<ReportRow>("claims", r => r.Report.Claims),
            Day<ReportRow>("published", r => r.Published),
            Day<ReportRow>("said", r => r.Said),
            Text<ReportRow>("words", r => NameWords.Of(r.Report)),
        ]
    );

    public static readonly ReadTable<ClaimState> Claims = new(
        "claims",
        [
            Long<ClaimState>("position", r => r.Position.Value),
            Text<ClaimState>("report", r => r.Claim.Id.Report.Text),
            Int<ClaimState>("n", r => r.Claim.Id.Number),
            Instant<ClaimState>("recorded_at", r => r.RecordedAt),
            Day<ClaimState>("said", r => r.Said),
            Day<ClaimState>("since", r => r.Since),
            Day<ClaimState>("last_day", r => r.Until?.AddDays(-1) ?? DateOnly.MaxValue),
            Bool<ClaimState>("withdrawn", r => r.Withdrawn),
            Bool<ClaimState>("reported_withdrawn", r => r.WithdrawalReported),
            Long<ClaimState>("latest", r => r.Latest.Value),
            Instant<ClaimState>("latest_at", r => r.LatestAt),
            Text<ClaimState>("type", r => EventNames.Of(r.Claim)),
            Text<ClaimState>("corridor", r => r.Claim.Corridor.ToString()),
            Text<ClaimState>("figure", r => r.Figure?.ToString()),
            Text<ClaimState>("perspective", r => r.Claim.Perspective.Id),
            Text<ClaimState>("claimant", r => r.Claim.Claimant?.Id),
            Text<ClaimState>("statement", r => r.Claim.Statement),
            Text<ClaimState>("repeats", r => r.Claim.Repeats),
            Json<ClaimState>("data", r => r.Latest == r.Position ? null : Encode(r.Claim)),
        ]
    );

    public static readonly ReadTable<SubjectEntry> SubjectEntries = new(
        "subject_entries",
        [
            Text<SubjectEntry>("subject", r => r.Subject),
            Long<SubjectEntry>("position", r => r.Position.Value),
            Text<SubjectEntry>(
                "statements",
                r => r.Statements is { } named ? string.Join(Apart, named) : null
            ),
        ]
    );

    public static readonly ReadTable<Recorded> Judgements = new(
        "judgements",
        [
            Long<Recorded>("position", r => r.Position.Value),
            Text<Recorded>("first", r => ((StatementsJudged)r.Event).First),
            Text<Recorded>("second", r => ((StatementsJudged)r.Event).Second),
        ]
    );

    public static readonly ReadTable<CorridorRow> Corridors = new(
        "corridors",
        [
            Text<CorridorRow>("corridor", c => c.Corridor.ToString()),
            Day<CorridorRow>("first_said", c => c.FirstSaid),
            Text<CorridorRow>("words", c => NameWords.Of(c.Corridor)),
        ]
    );

    public static readonly ReadTable<StatementRow> Statements = new(
        "statements",
        [
            Text<StatementRow>("statement", s => s.Statement),
            Day<StatementRow>("first_said", s => s.FirstSaid),
            Text<StatementRow>("words", s => NameWords.Of(s.Statement)),
        ]
    );

    public static readonly ReadTable<ClaimantRow> Claimants = new(
        "claimants",
        [
            Text<ClaimantRow>("claimant", c => c.Id),
            Day<ClaimantRow>("first_said", c => c.FirstSaid),
            Text<ClaimantRow>("words", c => NameWords.Of(c.Id)),
        ]
    );

    public static readonly ReadTable<FigureRow> Figures = new(
        "figures",
        [
            Text<FigureRow>("figure", f => f.Figure.ToString()),
            Text<FigureRow>("corridor", f => f.Figure.Corridor.ToString()),
            Text<FigureRow>("measure", f => f.Figure.Measure.Word()),
            Day<FigureRow>("first_said", f => f.FirstSaid),
            Long<FigureRow>("position", f => f.Position.Value),
            Text<FigureRow>("status", f => Kebab.Of(f.Current.Status)),
            Int<FigureRow>("conflicts", f => f.Current.Conflicts),
            Json<FigureRow>("estimate", f => JsonSerializer.Serialize(f.Current, RowJson.Options)),
            Text<FigureRow>("words", f => NameWords.Of(f.Figure)),
        ]
    );

    /// <summary>
    /// Between the statements of an entry, which are one text since arrays of arrays have no <c>unnest</c> by rows. No id of a
    /// statement holds it: control characters are refused.
    /// </summary>
    private const char Apart = '\u001f';

    private static string Encode(LedgerEvent ledgerEvent) =>
        JsonSerializer.Serialize(ledgerEvent, ledgerEvent.GetType(), EventJson.Options);

    private static Column<T, string?> Text<T>(string name, Func<T, string?> value) =>
        new(name, NpgsqlDbType.Text, value, static (to, text) => to.Write(text));

    private static Column<T, long> Long<T>(string name, Func<T, long> value) =>
        new(name, NpgsqlDbType.Bigint, value, static (to, number) => to.Write(number));

    private static Column<T, int> Int<T>(string name, Func<T, int> value) =>
        new(name, NpgsqlDbType.Integer, value, static (to, number) => to.Write(number));

    private static Column<T, bool> Bool<T>(string name, Func<T, bool> value) =>
        new(name, NpgsqlDbType.Boolean, value, static (to, yes) => to.Write(yes));

    private static Column<T, DateTime> Instant<T>(string name, Func<T, DateTime> value) =>
        new(name, NpgsqlDbType.TimestampTz, value, static (to, instant) => to.Write(instant));

    private static Column<T, DateOnly> Day<T>(string name, Func<T, DateOnly> value) =>
        new(name, NpgsqlDbType.Date, value, static (to, day) => to.Write(day));

    private static Column<T, string?> Json<T>(string name, Func<T, string?> value) =>
        new(name, NpgsqlDbType.Jsonb, value, static (to, json) => to.WriteJsonb(json));
}
