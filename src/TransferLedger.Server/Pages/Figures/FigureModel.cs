using TransferLedger.Core.Answers;
using TransferLedger.Core.Denials;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Retellings;
using TransferLedger.Server.Api;
using TransferLedger.Server.Pages.Shared;

namespace TransferLedger.Server.Pages.Figures;

/// <summary>A figure at a moment, as its page shows it.</summary>
public sealed record FigureModel
{
    private IReadOnlyList<ClaimRow>? claims;

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

    /// <summary>Oldest said first.</summary>
    public IReadOnlyList<ClaimRow> Claims => claims ??= ClaimRow.All(Seen, Estimate);

    public ClaimRow? RowOf(ClaimId? claim) => Claims.FirstOrDefault(row => row.Claim.Id == claim);
}

/// <summary>One claim of a figure as a reader sees it.</summary>
/// <param name="State">As it stands on the reader's day.</param>
/// <param name="Fate">leading, kept, superseded, withdrawn, or why it makes no bound.</param>
/// <param name="From">First of the days on which it may have been said; null: open or unknown.</param>
/// <param name="Low">Of its telling, else of its own words; null: no number.</param>
public sealed record ClaimRow(
    ClaimState State,
    string Fate,
    DateOnly? From,
    long? Low,
    long? High,
    long? Point,
    string Words
)
{
    public Claim Claim => State.Claim;

    public DateOnly Said => State.Said;

    internal static IReadOnlyList<ClaimRow> All(SeenFigure seen, Estimate estimate)
    {
        var fates = ClaimBody.Fates(estimate);
        var tellings = estimate
            .Perspectives.SelectMany(p => p.Kept.Concat(p.Superseded.Select(one => one.Telling)))
            .SelectMany(telling => telling.Appearances.Select(claim => (claim, telling)))
            .DistinctBy(of => of.claim)
            .ToDictionary(of => of.claim, of => of.telling);
        var leading = estimate.Leading is { } lead ? tellings[lead].Appearances.ToHashSet() : [];
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
                        leading.Contains(state.Claim.Id) ? "leading"
                            : state.Withdrawn ? "withdrawn"
                            : fates.GetValueOrDefault(state.Claim.Id, "listed"),
                        tellings.GetValueOrDefault(state.Claim.Id)
                    )
                ),
        ];
    }

    private static ClaimRow Of(ClaimState state, string fate, Telling? telling)
    {
        var quantity = (state.Claim as ICounted)?.Quantity;
        var own = quantity?.Reading?.BoundsAt(Policy.Current.Approximate);
        var date = state.Claim.Disclosed ?? state.Claim.Stated ?? state.Claim.Published;
        return new ClaimRow(
            state,
            fate,
            date.Earliest,
            telling?.Low ?? own?.Low,
            telling is null ? own?.High : telling.High,
            telling is null ? quantity?.Reading?.Point : telling.Point,
            quantity?.Words ?? quantity?.Reading?.ToString() ?? telling?.Words ?? state.Claim.Summary ?? ""
        );
    }
}
