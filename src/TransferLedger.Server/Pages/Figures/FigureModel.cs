using TransferLedger.Core.Answers;
using TransferLedger.Core.Denials;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Retellings;
using TransferLedger.Server.Api;
using TransferLedger.Server.Pages.Parts;
using TransferLedger.Server.Pages.Words;

namespace TransferLedger.Server.Pages.Figures;

/// <summary>A figure at a moment, as its page shows it.</summary>
public sealed record FigureModel
{
    private IReadOnlyList<ClaimRow>? claims;
    private Dictionary<ClaimId, ClaimRow>? byId;
    private ILookup<ClaimId, ClaimState>? answering;

    /// <summary>With what stands beside its numbers.</summary>
    public required SeenFigure Seen { get; init; }

    public required Estimate Estimate { get; init; }

    /// <summary>Along the days on which something was said, oldest first.</summary>
    public required IReadOnlyList<Revision> Revisions { get; init; }

    public required Explanation Explanation { get; init; }

    public required IReadOnlyList<FigureDenial> Denials { get; init; }

    /// <summary>Of statements with two or more appearances.</summary>
    public required IReadOnlyList<Lineage> Lineages { get; init; }

    /// <summary>Rounds per container; null: the figure has none.</summary>
    public required RatiosBody? Ratios { get; init; }

    public required PageLinks Links { get; init; }

    public FigureId Figure => Seen.Figure;

    public FigureWords Words => new(Figure);

    public string Address => $"/{Figure}";

    /// <summary>What the estimate says; of a side that said nothing, that it did not.</summary>
    public string Sentence =>
        Seen.Narrowing.Perspective is { } only && Estimate.Status == EstimateStatus.Empty
            ? $"{only} has said nothing of this by then"
            : Words.Sentence(Estimate);

    /// <summary>Which claims alone it is about.</summary>
    public string Narrowed =>
        string.Join(
            ' ',
            new[]
            {
                Seen.Narrowing.Perspective is { } only ? $"Only what {only} says." : null,
                Seen.Narrowing.MinReliability is { } least ? $"Only claims graded {least} or better." : null,
            }.OfType<string>()
        );

    /// <summary>The page that compares this moment with another.</summary>
    public string Compared =>
        $"/compare?figure={Figure}&aAsOf={Seen.At.Day}"
        + (Seen.At.Asked is { } asked ? $"&aKnownAt={Uri.EscapeDataString(asked.ToString())}" : "");

    /// <summary>Oldest said first.</summary>
    public IReadOnlyList<ClaimRow> Claims => claims ??= ClaimRow.All(Seen, Estimate);

    public ClaimRow? RowOf(ClaimId? claim) =>
        claim is null ? null : (byId ??= Claims.ToDictionary(row => row.Claim.Id)).GetValueOrDefault(claim);

    /// <summary>Denials that may have been said in knowledge of a claim, by the day on which they were said.</summary>
    public IEnumerable<ClaimState> Answering(ClaimId claim) =>
        (
            answering ??= Denials
                .SelectMany(denial => denial.Claims.Select(about => (denial.Denial, about)))
                .Where(of => of.about.CouldAnswer)
                .ToLookup(of => of.about.Claim, of => of.Denial)
        )[claim];
}

/// <summary>One claim of a figure as a reader sees it.</summary>
/// <param name="State">As it stands on the reader's day.</param>
/// <param name="From">First of the days on which it may have been said; null: open or unknown.</param>
/// <param name="Low">Of its own words, else of the telling that it belongs to; null: no number.</param>
/// <param name="CountsAs">What the telling that it belongs to proves, where that is another range; null: it counts as it reads.</param>
public sealed record ClaimRow(
    ClaimState State,
    ClaimFate Fate,
    DateOnly? From,
    long? Low,
    long? High,
    long? Point,
    string Words,
    Bounds? CountsAs
)
{
    public Claim Claim => State.Claim;

    public DateOnly Said => State.Said;

    /// <summary>It names the most that there was, and no least.</summary>
    public bool IsCeiling =>
        (Claim as ICounted)?.Quantity?.Reading is { } own
            ? own.Shape == ReadingShape.Ceiling
            : Low == 0 && High > 0;

    /// <summary>The number that it names; of a range both ends, the lower first. Empty: no number.</summary>
    public IEnumerable<long> Ends =>
        Point is { } point ? [point]
        : IsCeiling ? [High!.Value]
        : new[] { Low, High }.OfType<long>().Distinct();

    internal static IReadOnlyList<ClaimRow> All(SeenFigure seen, Estimate estimate)
    {
        var fates = ClaimFate.In(estimate);
        var tellings = estimate
            .Perspectives.SelectMany(p => p.Kept.Concat(p.Superseded.Select(one => one.Telling)))
            .SelectMany(telling => telling.Appearances.Select(claim => (claim, telling)))
            .DistinctBy(of => of.claim)
            .ToDictionary(of => of.claim, of => of.telling);
        return
        [
            .. seen
                .Record.Claims.Where(state => state.StandsOn(seen.At.AsOf))
                .Where(state => seen.Narrowing == Narrowing.None || fates.ContainsKey(state.Claim.Id))
                .OrderBy(state => state.Said)
                .ThenBy(state => state.Position)
                .Select(state =>
                    Of(
                        state,
                        fates.GetValueOrDefault(state.Claim.Id, ClaimFate.Listed),
                        tellings.GetValueOrDefault(state.Claim.Id)
                    )
                ),
        ];
    }

    private static ClaimRow Of(ClaimState state, ClaimFate fate, Telling? telling)
    {
        var quantity = (state.Claim as ICounted)?.Quantity;
        var own = quantity?.Reading?.BoundsAt(Policy.Current.Approximate);
        var date = state.Claim.Disclosed ?? state.Claim.Stated ?? state.Claim.Published;
        return new ClaimRow(
            state,
            fate,
            date.Earliest,
            own?.Low ?? telling?.Low,
            own is null ? telling?.High : own.Value.High,
            own is null ? telling?.Point : quantity!.Reading!.Point,
            quantity?.Words ?? quantity?.Reading?.ToString() ?? telling?.Words ?? state.Claim.Summary ?? "",
            own is not null && telling?.Low is { } low && own != new Bounds(low, telling.High)
                ? new Bounds(low, telling.High)
                : null
        );
    }
}
