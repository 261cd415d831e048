using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Time;

namespace TransferLedger.Core.Estimates;

/// <summary>One claim as an estimate reads it: all that does not depend on other claims.</summary>
internal sealed record Appearance
{
    private Appearance(ClaimState state, StatementClasses statements, bool accumulates)
    {
        var claim = state.Claim;
        (Claim, State, Said, Accumulates) = (claim, state, state.Said, accumulates);
        (Id, Perspective) = (claim.Id.ToString(), claim.Perspective);
        Statement = claim.Statement is { } statement ? statements.NameOf(statement) : null;
        Used = Accumulates && claim is ICounted { Stage: Stage.Used };
        Coverage = claim switch
        {
            ICounted counted => counted.Coverage,
            QualityAssessed quality => quality.Coverage,
            ShareReported share => share.Coverage,
            _ => null,
        };
    }

    public Claim Claim { get; }

    public ClaimState State { get; }

    /// <summary>What the class of its statement is called, after judgements; null: a statement of its own.</summary>
    public string? Statement { get; }

    /// <summary>The claim's id as text: the last rule of the order of trust compares it ordinally.</summary>
    public string Id { get; }

    public Perspective Perspective { get; }

    public DateOnly Said { get; }

    public Edtf? Coverage { get; }

    /// <summary>On a figure of goods that have moved.</summary>
    public bool Accumulates { get; }

    public bool Used { get; }

    /// <summary>Null where the claim has no number.</summary>
    public Reading? Reading { get; private init; }

    /// <summary>What the reading allows; of goods used, only the floor.</summary>
    public Bounds Bounds { get; private init; }

    public string Words { get; private init; } = "";

    /// <summary>Why it makes no bound whatever its days are; null: it may make one.</summary>
    public Boundlessness? Boundless { get; private init; }

    public bool Attributed => Claim.Claimant is not null;

    /// <summary>It gives a number of its claimant's own: it counts for whose statement it is, even where it makes no bound.</summary>
    public bool HasVoice => Reading is not null && Attributed && Claim.Repeats is null;

    /// <param name="tolerance">How far "approximately" reaches.</param>
    public static Appearance Of(
        ClaimState state,
        Measure measure,
        StatementClasses statements,
        Tolerance tolerance
    )
    {
        var bare = new Appearance(state, statements, measure.Accumulates());
        return state.Claim switch
        {
            QualityAssessed quality => OfShare(bare, quality.Share),
            ShareReported share => OfShare(bare, share.Share),
            ICounted counted => OfCount(bare, measure, counted, tolerance),
            _ => throw new ArgumentException($"{state.Claim.Id} feeds no figure.", nameof(state)),
        };
    }

    private static Appearance OfShare(Appearance bare, Share share)
    {
        var reading = Reading
            .Of(new QuantityFields(Point: (long)(share.Percent * ShareScale)), exact: true)
            .Value;
        return bare with
        {
            Reading = reading,
            Bounds = reading.BoundsAt(Tolerance.None),
            Words = $"{share} percent",
            Boundless = WhyUnheard(bare.Claim),
        };
    }

    /// <summary>A <see cref="Share"/> has four decimals, so this loses nothing.</summary>
    private const int ShareScale = 10_000;

    private static Appearance OfCount(Appearance bare, Measure measure, ICounted counted, Tolerance tolerance)
    {
        var reading = counted.Quantity is { Per.IsTotal: true } quantity ? quantity.Reading : null;
        var appearance = bare with
        {
            Reading = reading,
            Bounds = reading?.BoundsAt(tolerance) ?? default,
            Words = counted.Quantity?.Words ?? counted.Quantity?.Reading?.ToString() ?? "",
            Boundless = WhyUncounted(counted, measure) ?? WhyUnheard(bare.Claim),
        };
        return appearance.Used ? OfUsed(appearance) : appearance;
    }

    /// <summary>What was used had been moved before, and more may have been.</summary>
    private static Appearance OfUsed(Appearance said) =>
        said with
        {
            Bounds = new(said.Bounds.Low, Bounds.NoUpperLimit),
            Boundless =
                said.Boundless
                ?? (said.Reading?.Shape == ReadingShape.Ceiling ? Boundlessness.UsedCeiling : null),
        };

    private static Boundlessness? WhyUncounted(ICounted counted, Measure measure) =>
        counted switch
        {
            { Quantity: null } => Boundlessness.Unquantified,
            { Quantity.IsRead: false } => Boundlessness.Unread,
            { Quantity.Per.IsTotal: false } => Boundlessness.Rate,
            { Stage: { } stage } when measure.Accumulates() && stage.BeforeGoodsMove() =>
                Boundlessness.NotMoved,
            _ => null,
        };

    private static Boundlessness? WhyUnheard(Claim claim) =>
        claim.Claimant is null ? Boundlessness.Unattributed
        : claim.Repeats is not null ? Boundlessness.Repeats
        : null;
}
