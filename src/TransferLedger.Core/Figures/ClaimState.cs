using TransferLedger.Core.Events;

namespace TransferLedger.Core.Figures;

/// <summary>
/// A claim as it stands over a run of days on the axis of what had been said: as it was published, as its publisher
/// corrected it, or withdrawn. Source: domain.md section 2, "What holds when".
/// </summary>
/// <param name="Position">Of the claim's own entry.</param>
/// <param name="RecordedAt">Of the claim's own entry, UTC.</param>
public sealed record ClaimState(Claim Claim, Position Position, DateTime RecordedAt)
{
    private readonly DateOnly? since;
    private readonly Position? latest;
    private readonly DateTime? latestAt;

    /// <summary>
    /// The day on which it counts as said: the latest day of <c>disclosed</c>, else <c>stated</c>, else <c>published</c>;
    /// never after the latest day of <c>published</c> nor after the UTC day on which it was recorded. Where the date that counts
    /// has an open end, <c>published</c> does, and else the day of recording.
    /// </summary>
    public DateOnly Said
    {
        get
        {
            var recorded = DateOnly.FromDateTime(RecordedAt);
            var published = Claim.Published.Latest ?? recorded;
            var said = Claim.Disclosed?.Latest ?? Claim.Stated?.Latest ?? published;
            return Earlier(said, Earlier(published, recorded));
        }
    }

    /// <summary>First day on which the claim stands like this: that on which it was said, corrected or withdrawn.</summary>
    public DateOnly Since
    {
        get => since ?? Said;
        init => since = value;
    }

    /// <summary>First day on which it no longer stands like this; null: it does for good.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Its claimant has taken it back: it is listed, and not in force.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>Another than its claimant says that it is withdrawn: listed, and no less in force.</summary>
    public bool WithdrawalReported { get; init; }

    /// <summary>Of the last entry about the claim: its own, or of what happened to it later.</summary>
    public Position Latest
    {
        get => latest ?? Position;
        init => latest = value;
    }

    /// <summary>When that entry was recorded, UTC.</summary>
    public DateTime LatestAt
    {
        get => latestAt ?? RecordedAt;
        init => latestAt = value;
    }

    /// <summary>The figure that it feeds, or null.</summary>
    public FigureId? Figure => FigureId.FedBy(Claim);

    public bool StandsOn(DateOnly day) => Since <= day && !(day >= Until);

    private static DateOnly Earlier(DateOnly left, DateOnly right) => left < right ? left : right;
}
