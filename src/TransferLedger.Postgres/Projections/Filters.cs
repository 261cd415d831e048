using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;

namespace TransferLedger.Postgres.Projections;

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
