using TransferLedger.Core.Events;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Estimates;

/// <summary>How sure it is that claims cannot all hold. Source: domain.md section 6, "Days".</summary>
public enum ConflictGrade
{
    /// <summary>They cannot, whatever their dates mean and whether "approximately" reaches far or less far.</summary>
    Contradiction,

    /// <summary>They cannot as they are read, but with other dates or another tolerance they could.</summary>
    Tension,
}

/// <summary>With how much of the policy's tolerance for "approximately" a conflict is there.</summary>
public enum ToleranceTaken
{
    /// <summary>With all and with half of it; the numbers are those of all.</summary>
    Any,

    /// <summary>With all of it only.</summary>
    Whole,

    /// <summary>With half of it only; the numbers are those of half.</summary>
    Half,
}

/// <summary>
/// Claims that cannot all hold, none of which can be left out, with the arithmetic. Between two perspectives, or between a
/// superseded telling and more trusted ones of its own perspective. Source: domain.md section 6, "Conflicts".
/// </summary>
public sealed record Conflict
{
    public ConflictGrade Grade =>
        RestsOnDates || Tolerance != ToleranceTaken.Any ? ConflictGrade.Tension : ConflictGrade.Contradiction;

    /// <summary>
    /// In the cautious reading there is none: where each date may mean any of its days, all could hold. The steps are then those
    /// of the nominal reading, else those of the cautious one.
    /// </summary>
    public required bool RestsOnDates { get; init; }

    public ToleranceTaken Tolerance { get; init; }

    /// <summary>The two perspectives, ordinally; of a superseded telling its own one.</summary>
    public required Sequence<string> Between { get; init; }

    /// <summary>In the order of trust, each the one that names its telling; at least two.</summary>
    public required Sequence<ClaimId> Claims { get; init; }

    /// <summary>
    /// The period that one of its claims is about, in the nominal reading, has at least one day in common with that of the
    /// figure.
    /// </summary>
    public required bool BearsOnPeriod { get; init; }

    /// <summary>
    /// One bound of each claim, floors first, each by their days. The ceilings cover every day of the floors as often as these
    /// do, and add up to less.
    /// </summary>
    public required Sequence<Step> Steps { get; init; }

    /// <summary>The same in a few sentences; holds no quote.</summary>
    public required string Text { get; init; }
}
