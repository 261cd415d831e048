using TransferLedger.Core.Events;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Estimates;

/// <summary>What the claims of one perspective say together, over the period of its own leading telling.</summary>
public sealed record PerspectiveEstimate
{
    public required string Perspective { get; init; }

    /// <summary>Of the claimant of the leading telling.</summary>
    public required ClaimantKind Kind { get; init; }

    public required long Low { get; init; }

    /// <summary>Null: no upper limit.</summary>
    public long? High { get; init; }

    /// <summary>Null where the leading telling names none, or it lies outside the range.</summary>
    public long? Point { get; init; }

    public required string Words { get; init; }

    public required CoveredPeriod Period { get; init; }

    public required ClaimId Leading { get; init; }

    public required Because Because { get; init; }

    /// <summary>Tellings that hold together, in the order of trust; never empty.</summary>
    public required Sequence<Telling> Kept { get; init; }

    /// <summary>In the order of trust.</summary>
    public required Sequence<SupersededTelling> Superseded { get; init; }

    /// <summary>What a reader should know about its claims, ordinally by claim.</summary>
    public required Sequence<Note> Notes { get; init; }
}

/// <summary>
/// The appearances of one statement on a figure whose periods end on the same day, read as one bound. Source: domain.md
/// section 6, "Tellings".
/// </summary>
public sealed record Telling
{
    /// <summary>Its best appearance that gives its reading; names it everywhere.</summary>
    public required ClaimId Claim { get; init; }

    /// <summary>All appearances, in the order of trust.</summary>
    public required Sequence<ClaimId> Appearances { get; init; }

    public required string Words { get; init; }

    public required long Low { get; init; }

    /// <summary>Null: no upper limit.</summary>
    public long? High { get; init; }

    public long? Point { get; init; }

    public required CoveredPeriod Period { get; init; }

    /// <summary>A floor that nobody counted ("thousands").</summary>
    public bool Vague { get; init; }

    /// <summary>Said on an unknown earlier day ("previously").</summary>
    public bool OpenDate { get; init; }

    /// <summary>About goods used, which only proves that as many had moved.</summary>
    public bool Used { get; init; }
}

/// <summary>A telling that does not hold together with more trusted ones of its perspective.</summary>
/// <param name="By">
/// Kept tellings with which it cannot hold in the nominal reading, in the order of trust: together with it irreducible.
/// </param>
/// <param name="RetoldDifferently">One of these tells the same statement: it is a distortion, not a change of mind.</param>
/// <param name="Conflict">
/// The same graded and in words; where it is a contradiction, of the cautious reading, which may take other kept tellings.
/// Null on figures that do not accumulate, where the telling is merely older.
/// </param>
public sealed record SupersededTelling(
    Telling Telling,
    Sequence<ClaimId> By,
    bool RetoldDifferently,
    Conflict? Conflict
);

/// <summary>What is remarkable about a claim.</summary>
public enum NoteKind
{
    /// <summary>Appearances of the telling give other numbers or qualifiers.</summary>
    RetoldDifferently,

    /// <summary>Appearances of the telling give other starts.</summary>
    StartChanged,

    /// <summary>The coverage ended after the day on which it was said, and was cut to that day.</summary>
    CoverageCut,

    /// <summary>Another than the claimant says that it is withdrawn, which takes nothing out of force.</summary>
    WithdrawalReported,
}

/// <summary>A remark on a telling, by the claim that names it, or on one claim.</summary>
public sealed record Note(ClaimId Claim, NoteKind Kind);
