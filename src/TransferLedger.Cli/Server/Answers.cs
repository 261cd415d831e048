using System.Text.Json;

namespace TransferLedger.Cli.Server;

// What the server's answers hold as far as tables need it. Days are text: the server writes them as people read them.

internal sealed record ListAnswer<T>(string AsOf, IReadOnlyList<T> Items);

internal sealed record PeriodAnswer(string? From, string To, string? Coverage);

internal sealed record CorridorAnswer(
    string Corridor,
    string FirstSaid,
    string LastSaid,
    IReadOnlyDictionary<string, long> Claims
);

/// <param name="Low">Whole units; of quality and share figures percent.</param>
/// <param name="High">Null: no upper limit.</param>
internal sealed record FigureAnswer(
    string Figure,
    string? Unit,
    string Status,
    decimal? Low,
    decimal? High,
    decimal? Point,
    string? Words,
    PeriodAnswer? Period,
    string? Leading,
    int Claims,
    string? LastSaid
);

internal sealed record EstimateAnswer(
    string Figure,
    string? Unit,
    string AsOf,
    string Status,
    decimal? Low,
    decimal? High,
    decimal? Point,
    string? Words,
    PeriodAnswer? Period,
    string? Leading,
    IReadOnlyList<PerspectiveAnswer> Perspectives,
    IReadOnlyList<RangeAnswer>? Ranges,
    IReadOnlyList<GapAnswer>? Gaps,
    IReadOnlyList<BoundlessAnswer>? Boundless,
    IReadOnlyList<DenialAnswer>? Denials,
    CorroborationAnswer Corroboration,
    PolicyAnswer Policy
);

internal sealed record PerspectiveAnswer(
    string Perspective,
    string Kind,
    decimal? Low,
    decimal? High,
    decimal? Point,
    string? Words,
    PeriodAnswer? Period,
    string? Leading,
    IReadOnlyList<SupersededAnswer>? Superseded,
    IReadOnlyList<NoteAnswer>? Notes
);

internal sealed record RangeAnswer(string Perspective, decimal? Low, decimal? High, bool Bears);

internal sealed record GapAnswer(decimal From, decimal To);

internal sealed record SupersededAnswer(string Claim, IReadOnlyList<string> By, bool RetoldDifferently);

internal sealed record NoteAnswer(string Claim, string Kind);

internal sealed record BoundlessAnswer(string Claim, string Why);

internal sealed record DenialAnswer(
    string Claim,
    JsonElement Claimant,
    IReadOnlyList<string> Forms,
    string? Relation
);

internal sealed record CorroborationAnswer(int Statements, int Claimants, int Appearances);

internal sealed record PolicyAnswer(string Name, string? ApproximateTolerance);

internal sealed record ExplanationAnswer(IReadOnlyList<StepAnswer> Low, IReadOnlyList<StepAnswer> High);

internal sealed record StepAnswer(string Claim, string Side, decimal Number, string? From, string To);

internal sealed record RevisionsAnswer(
    string Figure,
    string? Unit,
    string AsOf,
    IReadOnlyList<RevisionAnswer> Items
);

internal sealed record RevisionAnswer(
    string Day,
    long? Position,
    string Kind,
    StandingAnswer Before,
    StandingAnswer After,
    IReadOnlyList<CauseAnswer> Cause
);

/// <param name="Claim">Null: two statements were judged.</param>
internal sealed record CauseAnswer(string Event, string? Claim, IReadOnlyList<string> Statements);

internal sealed record StandingAnswer(
    string Status,
    decimal? Low,
    decimal? High,
    decimal? Point,
    PeriodAnswer? Period
);

internal sealed record ReportAnswer(
    string Report,
    string Title,
    string Publisher,
    string Medium,
    string Published,
    string? Url,
    string? Language,
    long Position,
    string Version,
    string RecordedAt,
    IReadOnlyList<ClaimAnswer> Claims
);

internal sealed record ClaimAnswer(
    string Claim,
    string Said,
    string Type,
    string Corridor,
    string? Figure,
    string Perspective,
    string? Fate,
    JsonElement Data
);

internal sealed record CheckAnswer(
    string Report,
    string Outcome,
    IReadOnlyList<CheckedClaimAnswer> Claims,
    IReadOnlyList<ChangedFigureAnswer> Estimates
);

internal sealed record CheckedClaimAnswer(
    string Claim,
    string Type,
    string? Figure,
    string Perspective,
    string Said,
    CheckedQuantityAnswer? Quantity
);

internal sealed record CheckedQuantityAnswer(string? Words, string? Reading);

internal sealed record ChangedFigureAnswer(string Figure, FigureAnswer? Before, FigureAnswer? After);
