using TransferLedger.Core.Parties;

namespace TransferLedger.Core.Estimates;

/// <summary>
/// One perspective read together: which of its tellings are kept, which one leads, and what they prove over any days. Source:
/// domain.md section 6, "One perspective".
/// </summary>
internal abstract class PerspectiveReading
{
    /// <param name="kept">At least one.</param>
    private protected PerspectiveReading(
        IReadOnlyList<Told> tellings,
        IReadOnlyList<Told> kept,
        IReadOnlyList<SetAside> superseded
    )
    {
        (Tellings, Kept, Superseded, Leading) = (tellings, kept, superseded, Leader(kept));
        Own = new(() => Over(Leading.Span), LazyThreadSafetyMode.None);
    }

    public Perspective Perspective => Leading.Perspective;

    /// <summary>All, in the order of trust.</summary>
    public IReadOnlyList<Told> Tellings { get; }

    /// <summary>In the order of trust.</summary>
    public IReadOnlyList<Told> Kept { get; }

    /// <summary>In the order of trust.</summary>
    public IReadOnlyList<SetAside> Superseded { get; }

    public Told Leading { get; }

    /// <summary>What is proven over the period of its own leading telling.</summary>
    public Lazy<Proof> Own { get; }

    /// <param name="tellings">Of one perspective, in the order of trust; at least one.</param>
    /// <param name="before">The same perspective on an earlier day: stands where nothing was said since that changes it.</param>
    public static PerspectiveReading Of(IReadOnlyList<Told> tellings, PerspectiveReading? before) =>
        before is not null && before.Tells(tellings) ? before
        : tellings[0].Best.Appearance.Accumulates ? RisingTotal.Of(tellings)
        : LatestNumber.Of(tellings);

    /// <summary>
    /// Of the tellings that are counted, dated and about goods moved, else of all, the one whose period ends last; of several
    /// the most trusted.
    /// </summary>
    public static Told Leader(IReadOnlyCollection<Told> tellings)
    {
        var fit = tellings.Any(told => told.MayLead) ? tellings.Where(told => told.MayLead) : tellings;
        return fit.Aggregate((best, told) => IsAhead(told, best) ? told : best);
    }

    public abstract Proof Over(Span days);

    /// <summary>Why the two do not hold together; null: they do. Asked of each pair, so it is quick where they do.</summary>
    public abstract Clash? With(PerspectiveReading other);

    private bool Tells(IReadOnlyList<Told> tellings)
    {
        var same = Tellings.Count == tellings.Count;
        for (var n = 0; same && n < tellings.Count; n++)
        {
            same = Tellings[n].IsSameAs(tellings[n]);
        }

        return same;
    }

    private static bool IsAhead(Told told, Told other) =>
        told.Dated.Days.To != other.Dated.Days.To
            ? told.Dated.Days.To > other.Dated.Days.To
            : told.Trust.CompareTo(other.Trust) < 0;
}

/// <summary>A range, and the chains of bounds that prove it.</summary>
internal sealed record Proof(ProvenRange Range, Because Because)
{
    /// <summary>It says more than that the total does not fall.</summary>
    public bool Bears => Range.Low > 0 || Range.High is not null;
}
