using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Estimates;

/// <summary>How the perspectives on a figure stand to each other. Source: domain.md sections 5 and 6.</summary>
public enum EstimateStatus
{
    /// <summary>No claim yet; where all are withdrawn, <see cref="Unquantified"/>.</summary>
    Empty,

    /// <summary>Those claims that have a number are all unattributed, or repeat another claimant's statement.</summary>
    Unattributed,

    /// <summary>No claim proves a low above 0 or a high.</summary>
    Unquantified,

    /// <summary>One perspective bears on the period.</summary>
    Single,

    /// <summary>The ranges of those that bear have a common part, which is the range.</summary>
    Compatible,

    /// <summary>They have none; the range is an envelope.</summary>
    Disputed,
}

/// <summary>
/// What follows from the claims on a figure that had been said by a day, and why. Numbers are whole units of the figure; of a
/// quality or share figure they are 10^-<see cref="Decimals"/> percent. Source: domain.md section 6.
/// </summary>
public sealed record Estimate
{
    public required FigureId Figure { get; init; }

    public required DateOnly AsOf { get; init; }

    public required Policy Policy { get; init; }

    public required EstimateStatus Status { get; init; }

    /// <summary>Null where the status is empty, unattributed or unquantified; else at least 0.</summary>
    public long? Low { get; init; }

    /// <summary>Null: no upper limit (or no estimate at all; see <see cref="Low"/>).</summary>
    public long? High { get; init; }

    /// <summary>What the leading telling names as the number; null where it names none, lies outside the range, or the figure is disputed.</summary>
    public long? Point { get; init; }

    /// <summary>Of the leading telling, verbatim where words were given.</summary>
    public string? Words { get; init; }

    /// <summary>What low and high are about; null where no telling leads.</summary>
    public CoveredPeriod? Period { get; init; }

    /// <summary>The claim that names the leading telling.</summary>
    public ClaimId? Leading { get; init; }

    public Because Because { get; init; } = Because.Nothing;

    /// <summary>Ordinally by perspective.</summary>
    public Sequence<PerspectiveEstimate> Perspectives { get; init; } = [];

    /// <summary>What each perspective proves over <see cref="Period"/>; in the order of <see cref="Perspectives"/>.</summary>
    public Sequence<PerspectiveRange> Ranges { get; init; } = [];

    /// <summary>Of a disputed figure: what no bearing perspective's range covers, ascending.</summary>
    public Sequence<Gap> Gaps { get; init; } = [];

    /// <summary>
    /// Between perspectives, at most one for each two, ordinally by them; also those that do not bear on the period. What a
    /// perspective has superseded stands with it.
    /// </summary>
    public Sequence<Conflict> Conflicts { get; init; } = [];

    /// <summary>
    /// With half of the policy's tolerance for "approximately" the status, or which perspectives conflict, would be another.
    /// </summary>
    public bool RestsOnTolerance { get; init; }

    public required Corroboration Corroboration { get; init; }

    /// <summary>Claims that are listed and make no bound, ordinally by id.</summary>
    public Sequence<BoundlessClaim> Boundless { get; init; } = [];

    /// <summary>Those between perspectives, then those by which each perspective's tellings are superseded.</summary>
    public IEnumerable<Conflict> AllConflicts() =>
        Conflicts.Concat(
            Perspectives
                .SelectMany(perspective => perspective.Superseded)
                .Select(superseded => superseded.Conflict)
                .OfType<Conflict>()
        );

    /// <summary>Decimals in every number: 0, or 4 where the figure is in percent (500,000 is 50 percent).</summary>
    public int Decimals => Figure.Measure is Measure.Quality or Measure.Share ? 4 : 0;
}

/// <summary>The days that a number is about.</summary>
/// <param name="From">Null: since the beginning, open or unknown.</param>
/// <param name="To">Last day, included.</param>
/// <param name="Coverage">As the claim gives it, which says whether a start is open or unknown; null: it gives none.</param>
public sealed record CoveredPeriod(DateOnly? From, DateOnly To, string? Coverage);

/// <summary>
/// Why low and high are what they are: chains of bounds that add up. The claims of a chain alone prove the number, fewer of
/// them do not. Empty where nothing had to be said: a low of 0, no upper limit.
/// </summary>
public sealed record Because(Sequence<Step> Low, Sequence<Step> High)
{
    public static readonly Because Nothing = new([], []);
}

/// <summary>Which bound of a claim a step uses.</summary>
public enum BoundSide
{
    AtLeast,
    AtMost,
}

/// <summary>One bound in a chain.</summary>
/// <param name="Claim">Names the telling whose bound it is.</param>
/// <param name="From">First day; null: since the beginning.</param>
/// <param name="To">Last day, included.</param>
public sealed record Step(ClaimId Claim, BoundSide Side, long Number, DateOnly? From, DateOnly To);

/// <summary>A run of whole numbers, both ends included.</summary>
public sealed record Gap(long From, long To);

/// <summary>A perspective's range over the period of the figure.</summary>
/// <param name="Bears">It proves a low above 0 or a high.</param>
public sealed record PerspectiveRange(string Perspective, long Low, long? High, bool Bears);

/// <summary>
/// How many stand behind a figure: its attributed claims, superseded ones included, those that repeat another's statement
/// not. A joint body is left out where one of its members speaks itself.
/// </summary>
/// <param name="Statements">Distinct, after judgements; a claim without a statement id is one of its own.</param>
/// <param name="Claimants">Distinct.</param>
/// <param name="Appearances">Claims; says nothing about how sure the number is.</param>
public sealed record Corroboration(int Statements, int Claimants, int Appearances);

/// <summary>Why a claim makes no bound.</summary>
public enum Boundlessness
{
    /// <summary>Nobody is named.</summary>
    Unattributed,

    /// <summary>Words without a number.</summary>
    Unread,

    /// <summary>No quantity was given.</summary>
    Unquantified,

    /// <summary>It repeats another claimant's statement.</summary>
    Repeats,

    /// <summary>Not a total: per container, per month.</summary>
    Rate,

    /// <summary>Goods that have not moved, on a figure of goods that have.</summary>
    NotMoved,

    /// <summary>Its coverage starts after the day with which it ends.</summary>
    StartsAfterItEnds,

    /// <summary>A ceiling on what was used says nothing about what was moved.</summary>
    UsedCeiling,

    /// <summary>Its claimant has taken it back.</summary>
    Withdrawn,
}

/// <summary>A claim that is listed and makes no bound.</summary>
public sealed record BoundlessClaim(ClaimId Claim, Boundlessness Why);
