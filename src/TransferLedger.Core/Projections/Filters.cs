using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Projections;

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

    /// <summary>Stored names of the events that are claims of its type.</summary>
    internal IReadOnlyCollection<string> Types =>
        [
            .. EventNames
                .Kinds(typeof(Claim))
                .Where(name => Type is null || EventNames.WithoutVersion(name) == Type),
        ];

    /// <summary>What entries must be about, by the narrowest of what is given; null: anything.</summary>
    internal SubjectRange? About =>
        Statements is not null ? new([.. Statements.Select(Subjects.OfStatement)])
        : Figure is not null ? new([Subjects.Of(Figure)])
        : Claimant is not null ? new([Subjects.OfClaimant(Claimant)])
        : Corridor is not null ? Subjects.ClaimsOn(Corridor)
        : null;

    /// <summary>Whether a claim, as it stands on a day, is one of them.</summary>
    internal bool Wants(ClaimState state) =>
        (Corridor is null || state.Claim.Corridor == Corridor)
        && (Figure is null || state.Figure == Figure)
        && (Report is null || state.Claim.Id.Report == Report)
        && (Perspective is null || state.Claim.Perspective.Id == Perspective.Id)
        && (Statements is null || (state.Claim.Statement is { } told && Statements.Contains(told)))
        && (Claimant is null || state.Claim.Claimant?.Id == Claimant)
        && (Type is null || EventNames.WithoutVersion(EventNames.Of(state.Claim)) == Type)
        && (Since is null || state.Said >= Since);
}

/// <summary>Which figures; what is null does not narrow.</summary>
/// <param name="InConflict">Only those of which claims do not hold together, today.</param>
public sealed record FigureFilter(
    Corridor? Corridor = null,
    Measure? Measure = null,
    string? Status = null,
    bool InConflict = false
)
{
    internal bool Wants(FigureHeadline headline) =>
        (Status is null || Kebab.Of(headline.Status) == Status) && (!InConflict || headline.Conflicts > 0);
}

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

/// <summary>Subjects, and what others begin with.</summary>
public sealed record SubjectRange(IReadOnlyCollection<string> Subjects, IReadOnlyCollection<string> Prefixes)
{
    public SubjectRange(IReadOnlyCollection<string> subjects)
        : this(subjects, []) { }
}
