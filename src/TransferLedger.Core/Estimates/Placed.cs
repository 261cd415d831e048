using TransferLedger.Core.Time;

namespace TransferLedger.Core.Estimates;

/// <summary>An appearance among the others seen with it: its days, and its place in the order of trust.</summary>
internal sealed class Placed
{
    private readonly Edtf? stated;

    private Placed(Appearance appearance, StatementDates dates)
    {
        stated = dates.Stated(appearance);
        Appearance = appearance;
        Days = ClaimDays.Of(appearance, stated);
        IsOpenDated = stated is { Start: EdtfSide.Unknown or EdtfSide.Open };
        Trust = new(
            IsOpenDated || appearance.Reading is { Vague: true },
            dates.Day(appearance),
            appearance.Claim,
            appearance.Id
        );
    }

    public Appearance Appearance { get; }

    public ClaimDays Days { get; }

    /// <summary>Asked for only where tellings do not hold together.</summary>
    public CautiousDays CautiousDays => CautiousDays.Of(Appearance, stated);

    public Trust Trust { get; }

    /// <summary>Its <c>stated</c> has an open or unknown start: "previously".</summary>
    public bool IsOpenDated { get; }

    /// <summary>Null: it makes a bound.</summary>
    public Boundlessness? Boundless =>
        Appearance.Boundless ?? (Days.StartsAfterItEnds ? Boundlessness.StartsAfterItEnds : null);

    public bool IsSameAs(Placed other) =>
        ReferenceEquals(Appearance, other.Appearance)
        && stated == other.stated
        && Days == other.Days
        && Trust == other.Trust;

    /// <summary>Its days are the same in the cautious reading.</summary>
    public bool IsDatedAs(Placed other) =>
        (ReferenceEquals(Appearance, other.Appearance) && stated == other.stated)
        || CautiousDays == other.CautiousDays;

    public static IReadOnlyList<Placed> All(IReadOnlyList<Appearance> seen)
    {
        var dates = new StatementDates(seen);
        return seen.Select(appearance => new Placed(appearance, dates)).ToList();
    }
}
