using System.Text.Json;

namespace TransferLedger.Cli.Server;

// What the answers about reports, claims, statements and claimants hold as far as tables need it.

internal sealed record ReportAnswer(
    string Report,
    string AsOf,
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

/// <param name="Data">The claim as it is stored, corrections put in.</param>
/// <param name="Later">Null: not told in this answer.</param>
/// <param name="Denies">Null: it is no denial.</param>
internal sealed record ClaimAnswer(
    string Claim,
    string Report,
    long Position,
    DateTime RecordedAt,
    string Said,
    bool Withdrawn,
    string Type,
    string Corridor,
    string? Figure,
    string Perspective,
    string? Fate,
    JsonElement Data,
    IReadOnlyList<LaterEventAnswer>? Later,
    IReadOnlyList<DeniedFigureAnswer>? Denies
)
{
    public ClaimantAnswer? Claimant =>
        Data.TryGetProperty("claimant", out var claimant)
            ? claimant.Deserialize<ClaimantAnswer>(JsonSerializerOptions.Web)
            : null;
}

internal sealed record LaterEventAnswer(
    string Event,
    long Position,
    string Version,
    DateTime RecordedAt,
    string Reason,
    JsonElement Data
);

/// <param name="Relation">Of the denial to the leading claim.</param>
internal sealed record DeniedFigureAnswer(
    string Figure,
    string? Leading,
    string? Relation,
    IReadOnlyList<DeniedClaimAnswer> Claims
);

internal sealed record ClaimantAnswer(
    string Kind,
    string? Name,
    string? Office,
    string? Organisation,
    string? Code,
    string? Country
);

/// <param name="Event">Null: the same stood there already.</param>
/// <param name="Projected">Whether reads show it already.</param>
internal sealed record EditedAnswer(string? Event, long Position, string Version, bool Projected);

internal sealed record StatementAnswer(
    string Statement,
    string AsOf,
    IReadOnlyList<string> Members,
    IReadOnlyList<AppearanceAnswer> Appearances,
    IReadOnlyList<DifferenceAnswer> Differences,
    IReadOnlyList<UnmatchedAnswer> Unmatched,
    IReadOnlyList<JudgementAnswer> Judgements
);

/// <param name="Repeats">Another claimant repeats the statement.</param>
/// <param name="First">The claim in which the same was first published; itself, where it is that.</param>
internal sealed record AppearanceAnswer(
    string Claim,
    string First,
    string Publisher,
    string Published,
    string Said,
    ClaimantAnswer? Claimant,
    string? Figure,
    string? Words,
    string? Shape,
    bool Withdrawn,
    bool Repeats
);

internal sealed record UnmatchedAnswer(string Report, string Claim, string Kind);

internal sealed record JudgementAnswer(
    string First,
    string Second,
    string Judgement,
    string By,
    string Reason,
    long Position
);

internal sealed record TrackRecordAnswer(
    string Id,
    string AsOf,
    ClaimantAnswer Claimant,
    string Perspective,
    string FirstSaid,
    string LastSaid,
    int Claims,
    int Statements,
    IReadOnlyList<string> Figures,
    OwnRecordAnswer Record,
    IReadOnlyList<ConflictAnswer> Conflicts,
    IReadOnlyList<ClaimAnswer> DenialsIssued
);

/// <summary>How often a claimant's own numbers moved, without anybody else's.</summary>
internal sealed record OwnRecordAnswer(
    int Raised,
    int Lowered,
    int Tightened,
    int Widened,
    int Corrections,
    int Withdrawals,
    IReadOnlyList<OwnRevisionAnswer> Revisions,
    IReadOnlyList<ClaimChangeAnswer> Changes
);

internal sealed record OwnRevisionAnswer(
    string Figure,
    string Day,
    string Kind,
    StandingAnswer Before,
    StandingAnswer After
);

internal sealed record ClaimChangeAnswer(string Claim, string Day, string Kind);
