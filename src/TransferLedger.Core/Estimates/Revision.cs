using TransferLedger.Core.Events;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Estimates;

/// <summary>What a revision did to an estimate; the first that fits. Source: domain.md section 6, "Revisions".</summary>
public enum RevisionKind
{
    /// <summary>There was no claim before.</summary>
    First,

    /// <summary>The status became disputed.</summary>
    Disputed,

    /// <summary>The status stopped being disputed.</summary>
    Settled,

    /// <summary>No bound fell and one rose, not only the high to no upper limit.</summary>
    Raised,

    /// <summary>No bound rose and one fell, not only the high from no upper limit.</summary>
    Lowered,

    /// <summary>The range lies within what it was.</summary>
    Tightened,

    /// <summary>The range holds what it was, and more.</summary>
    Widened,

    /// <summary>Status, point, period or reasons changed, the range did not.</summary>
    Reasons,
}

/// <summary>One change of an estimate.</summary>
/// <param name="At">When it happened, on the axis that is walked.</param>
/// <param name="Before">As it stood over its own period; status <see cref="EstimateStatus.Empty"/> at the first.</param>
/// <param name="Carried">
/// What the claims of the step before prove over the new period: what <paramref name="Kind"/> compares with.
/// </param>
/// <param name="Cause">What happened then, claims ordinally.</param>
public sealed record Revision(
    RevisionMoment At,
    RevisionKind Kind,
    Standing Before,
    ProvenRange Carried,
    Standing After,
    Sequence<Cause> Cause
);

/// <summary>A place on one of the two axes.</summary>
/// <param name="Day">Of what had been said, or on which it was recorded (UTC).</param>
/// <param name="Position">Of the entry that was recorded; null on the axis of what had been said.</param>
/// <param name="RecordedAt">Of that entry.</param>
public sealed record RevisionMoment(DateOnly Day, Position? Position, DateTime? RecordedAt)
{
    public static RevisionMoment On(DateOnly day) => new(day, null, null);

    public static RevisionMoment Of(Recorded entry) =>
        new(DateOnly.FromDateTime(entry.RecordedAt), entry.Position, entry.RecordedAt);
}

/// <summary>What makes an estimate change.</summary>
public enum CauseKind
{
    /// <summary>Something was said.</summary>
    Said,

    /// <summary>A publisher corrected itself.</summary>
    Corrected,

    /// <summary>A claimant took it back.</summary>
    Withdrawn,

    /// <summary>A report was filed.</summary>
    Filed,

    /// <summary>Our own mistake was mended.</summary>
    RecordingError,

    /// <summary>A claim was graded.</summary>
    Graded,

    /// <summary>Two statements were judged.</summary>
    Judged,
}

/// <summary>One thing that happened to a figure.</summary>
/// <param name="Claim">Null for a judgement.</param>
/// <param name="Statements">The two that were judged; else empty.</param>
public sealed record Cause(CauseKind Kind, ClaimId? Claim, Sequence<string> Statements)
{
    public static Cause Of(CauseKind kind, ClaimId claim) => new(kind, claim, []);
}

/// <summary>An estimate without its reasons.</summary>
public sealed record Standing
{
    public required EstimateStatus Status { get; init; }

    /// <summary>As in <see cref="Estimate.Low"/>.</summary>
    public long? Low { get; init; }

    /// <summary>As in <see cref="Estimate.High"/>.</summary>
    public long? High { get; init; }

    public long? Point { get; init; }

    public string? Words { get; init; }

    public CoveredPeriod? Period { get; init; }

    public ClaimId? Leading { get; init; }
}

/// <summary>A range; a missing low is 0.</summary>
/// <param name="High">Null: no upper limit.</param>
public sealed record ProvenRange(long Low, long? High)
{
    /// <summary>False for no number at all.</summary>
    public bool Contains(long? number) => number >= Low && !(number > High);
}
