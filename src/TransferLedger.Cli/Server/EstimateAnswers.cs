namespace TransferLedger.Cli.Server;

// What the answers about one figure hold as far as tables need it.

internal sealed record EstimateAnswer(
    string Figure,
    string? Unit,
    string AsOf,
    KnownAtAnswer? KnownAt,
    NarrowingAnswer? Narrowing,
    string Status,
    decimal? Low,
    decimal? High,
    decimal? Point,
    string? Words,
    PeriodAnswer? Period,
    string? Leading,
    IReadOnlyList<PerspectiveAnswer> Perspectives,
    IReadOnlyList<RangeAnswer> Ranges,
    IReadOnlyList<GapAnswer> Gaps,
    IReadOnlyList<BoundlessAnswer> Boundless,
    IReadOnlyList<ConflictAnswer> Conflicts,
    bool RestsOnTolerance,
    IReadOnlyList<FigureDenialAnswer> Denials,
    IReadOnlyList<LineageAnswer> Lineage,
    IReadOnlyList<AbsenceAnswer> Absences,
    RelatedAnswer Related,
    CorroborationAnswer Corroboration,
    PolicyAnswer Policy
);

/// <summary>Which claims were read; null: all.</summary>
internal sealed record NarrowingAnswer(string? Perspective, string? MinReliability);

internal sealed record PerspectiveAnswer(
    string Perspective,
    string Kind,
    decimal? Low,
    decimal? High,
    decimal? Point,
    string? Words,
    PeriodAnswer? Period,
    string? Leading,
    IReadOnlyList<SupersededAnswer> Superseded,
    IReadOnlyList<NoteAnswer> Notes
);

internal sealed record RangeAnswer(string Perspective, decimal? Low, decimal? High, bool Bears);

internal sealed record GapAnswer(decimal From, decimal To);

/// <param name="Conflict">Null: it is merely older.</param>
internal sealed record SupersededAnswer(
    string Claim,
    IReadOnlyList<string> By,
    bool RetoldDifferently,
    ConflictAnswer? Conflict
);

internal sealed record NoteAnswer(string Claim, string Kind);

internal sealed record BoundlessAnswer(string Claim, string Why);

/// <param name="Figure">Null: that of the answer.</param>
internal sealed record ConflictAnswer(
    string? Figure,
    string Grade,
    IReadOnlyList<string> Between,
    IReadOnlyList<string> Claims,
    bool BearsOnPeriod,
    string Text
);

/// <param name="Claimant">An id; null: nobody is named.</param>
/// <param name="Relation">To the leading claim.</param>
internal sealed record FigureDenialAnswer(
    string Claim,
    string? Claimant,
    string Said,
    IReadOnlyList<string> Forms,
    string? Relation,
    IReadOnlyList<DeniedClaimAnswer> Claims
);

internal sealed record DeniedClaimAnswer(string Claim, string Relation, bool CouldAnswer);

internal sealed record LineageAnswer(string Statement, IReadOnlyList<DifferenceAnswer> Differences);

internal sealed record DifferenceAnswer(string First, string Retold, string Flag, string Text);

internal sealed record AbsenceAnswer(string Claim, string? Claimant, string What, string Observed);

internal sealed record RelatedAnswer(IReadOnlyList<string> Wholes, IReadOnlyList<string> Parts);

internal sealed record CorroborationAnswer(int Statements, int Claimants, int Appearances);

internal sealed record PolicyAnswer(string Name, string? ApproximateTolerance);

internal sealed record ExplanationAnswer(
    BoundAnswer Low,
    BoundAnswer High,
    IReadOnlyList<PerspectiveBoundsAnswer> Perspectives
);

internal sealed record PerspectiveBoundsAnswer(string Perspective, BoundAnswer Low, BoundAnswer High);

/// <param name="Number">Null: no limit on that side.</param>
internal sealed record BoundAnswer(decimal? Number, string Sentence, IReadOnlyList<StepAnswer> Steps);

/// <param name="Effect">What it adds; below 0: takes away.</param>
/// <param name="Sum">Up to here.</param>
internal sealed record StepAnswer(
    string Claim,
    ClaimantAnswer? Claimant,
    string Words,
    string Side,
    decimal Number,
    string? From,
    string To,
    decimal Effect,
    decimal Sum
);

internal sealed record RevisionsAnswer(
    string Figure,
    string? Unit,
    string AsOf,
    NarrowingAnswer? Narrowing,
    IReadOnlyList<RevisionAnswer> Items
);

/// <param name="Position">Of the entry, on the axis of what was recorded.</param>
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
    string? Words,
    PeriodAnswer? Period
);

/// <summary>The last entry that an answer rests on.</summary>
internal sealed record KnownAtAnswer(long Position, DateTime? RecordedAt);
