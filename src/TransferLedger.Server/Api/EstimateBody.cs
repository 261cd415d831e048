using System.Globalization;
using TransferLedger.Core.Denials;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Values;

namespace TransferLedger.Server.Api;

/// <summary>An estimate with its reasons (http.md, "An estimate").</summary>
public sealed record EstimateBody(
    string Figure,
    string? Unit,
    string AsOf,
    KnownAtBody? KnownAt,
    NarrowingBody? Narrowing,
    EstimateStatus Status,
    object? Low,
    object? High,
    object? Point,
    string? Words,
    PeriodBody? Period,
    string? Leading,
    BecauseBody Because,
    IReadOnlyList<PerspectiveBody> Perspectives,
    IReadOnlyList<RangeBody> Ranges,
    IReadOnlyList<GapBody> Gaps,
    IReadOnlyList<BoundlessBody> Boundless,
    IReadOnlyList<ConflictBody> Conflicts,
    bool RestsOnTolerance,
    IReadOnlyList<FigureDenialBody> Denials,
    IReadOnlyList<LineageBody> Lineage,
    IReadOnlyList<AbsenceBody> Absences,
    RelatedBody Related,
    Corroboration Corroboration,
    PolicyBody Policy,
    EstimateLinksBody Links
)
{
    internal static EstimateBody Of(SeenFigure seen)
    {
        var estimate = seen.Estimate();
        var number = new FigureNumber(estimate.Figure);
        var asOf = estimate.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new EstimateBody(
            estimate.Figure.ToString(),
            estimate.Figure.Unit?.Name,
            asOf,
            seen.KnownAt,
            NarrowingBody.Of(seen.Narrowing),
            estimate.Status,
            number.Of(estimate.Low),
            number.Of(estimate.High),
            number.Of(estimate.Point),
            estimate.Words,
            PeriodBody.Of(estimate.Period),
            estimate.Leading?.ToString(),
            BecauseBody.Of(estimate.Because),
            [.. estimate.Perspectives.Select(p => PerspectiveBody.Of(p, number))],
            [
                .. estimate.Ranges.Select(r => new RangeBody(
                    r.Perspective,
                    number.Of(r.Low),
                    number.Of(r.High),
                    r.Bears
                )),
            ],
            [.. estimate.Gaps.Select(g => new GapBody(number.Of(g.From), number.Of(g.To)))],
            [.. estimate.Boundless.Select(b => new BoundlessBody(b.Claim.ToString(), b.Why))],
            [.. estimate.Conflicts.Select(conflict => ConflictBody.Of(conflict, number))],
            estimate.RestsOnTolerance,
            [.. seen.Denials(estimate.Leading).Select(FigureDenialBody.Of)],
            [
                .. Core
                    .Retellings.Lineage.All(seen.Record.Claims, seen.Record.Statements, seen.At.AsOf)
                    .Where(lineage => lineage.Differences.Count > 0)
                    .Select(LineageBody.Of),
            ],
            [.. seen.Absences().Select(AbsenceBody.Of)],
            RelatedBody.Of(RelatedFigures.Of(estimate.Figure), seen.Known),
            estimate.Corroboration,
            PolicyBody.Of(estimate.Policy),
            EstimateLinksBody.Of(seen, estimate.Policy)
        );
    }
}

/// <summary>What the answer is narrowed to; left out where all claims are read.</summary>
public sealed record NarrowingBody(string? Perspective, Core.Events.Reliability? MinReliability)
{
    internal string Query =>
        (Perspective is null ? "" : $"&perspective={Uri.EscapeDataString(Perspective)}")
        + (MinReliability is null ? "" : $"&minReliability={MinReliability}");

    internal static NarrowingBody? Of(Narrowing narrowing) =>
        narrowing == Narrowing.None ? null : new(narrowing.Perspective?.Id, narrowing.MinReliability);
}

/// <summary>The claims that alone prove low and high.</summary>
public sealed record BecauseBody(IReadOnlyList<string> Low, IReadOnlyList<string> High)
{
    internal static BecauseBody Of(Because because) => new(Claims(because.Low), Claims(because.High));

    private static List<string> Claims(IEnumerable<Step> steps) =>
        steps.Select(step => step.Claim.ToString()).Distinct(StringComparer.Ordinal).ToList();
}

/// <summary>What one perspective's claims say together.</summary>
public sealed record PerspectiveBody(
    string Perspective,
    Core.Parties.ClaimantKind Kind,
    object? Low,
    object? High,
    object? Point,
    string Words,
    string Leading,
    PeriodBody? Period,
    BecauseBody Because,
    IReadOnlyList<string> Kept,
    IReadOnlyList<SupersededBody> Superseded,
    IReadOnlyList<NoteBody> Notes
)
{
    internal static PerspectiveBody Of(PerspectiveEstimate perspective, FigureNumber number) =>
        new(
            perspective.Perspective,
            perspective.Kind,
            number.Of(perspective.Low),
            number.Of(perspective.High),
            number.Of(perspective.Point),
            perspective.Words,
            perspective.Leading.ToString(),
            PeriodBody.Of(perspective.Period),
            BecauseBody.Of(perspective.Because),
            [.. perspective.Kept.Select(telling => telling.Claim.ToString())],
            [.. perspective.Superseded.Select(telling => SupersededBody.Of(telling, number))],
            [.. perspective.Notes.Select(note => new NoteBody(note.Claim.ToString(), note.Kind))]
        );
}

/// <summary>A telling that does not hold together with those that are trusted more.</summary>
/// <param name="Conflict">Why not; null on figures that do not accumulate, where the telling is merely older.</param>
public sealed record SupersededBody(
    string Claim,
    IReadOnlyList<string> By,
    bool RetoldDifferently,
    ConflictBody? Conflict
)
{
    internal static SupersededBody Of(SupersededTelling superseded, FigureNumber number) =>
        new(
            superseded.Telling.Claim.ToString(),
            [.. superseded.By.Select(claim => claim.ToString())],
            superseded.RetoldDifferently,
            superseded.Conflict is { } conflict ? ConflictBody.Of(conflict, number) : null
        );
}

public sealed record NoteBody(string Claim, NoteKind Kind);

public sealed record RangeBody(string Perspective, object? Low, object? High, bool Bears);

public sealed record GapBody(object? From, object? To);

public sealed record BoundlessBody(string Claim, Boundlessness Why);

/// <summary>A denial that concerns the figure. It never moves a number.</summary>
/// <param name="Relation">To the leading claim; null: there is none, or the denial's scope leaves it out.</param>
/// <param name="Claims">Every claim of the figure that it is about, and how it stands to it.</param>
public sealed record FigureDenialBody(
    string Claim,
    string? Claimant,
    string Said,
    IReadOnlyList<string> Forms,
    DenialRelation? Relation,
    IReadOnlyList<DeniedClaimBody> Claims
)
{
    internal static FigureDenialBody Of(FigureDenial denial) =>
        new(
            denial.Denial.Claim.Id.ToString(),
            denial.Denial.Claim.Claimant?.Id,
            denial.Denial.Said.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            [.. ((DenialIssued)denial.Denial.Claim).Forms.Select(form => Kebab.Of(form))],
            denial.Relation,
            [.. denial.Claims.Select(DeniedClaimBody.Of)]
        );
}

/// <param name="CouldAnswer">It may have been said in knowledge of the claim.</param>
public sealed record DeniedClaimBody(string Claim, DenialRelation Relation, bool CouldAnswer)
{
    internal static DeniedClaimBody Of(DeniedClaim denied) =>
        new(denied.Claim.ToString(), denied.Relation, denied.CouldAnswer);
}

/// <summary>Somebody looked and saw none. Makes no bound.</summary>
public sealed record AbsenceBody(string Claim, string? Claimant, string What, string Observed)
{
    internal static AbsenceBody Of(ClaimState state)
    {
        var absence = (AbsenceObserved)state.Claim;
        return new(absence.Id.ToString(), absence.Claimant?.Id, absence.What, absence.Observed.Text);
    }
}

/// <summary>Figures of the item's whole and of its parts that are known here; nothing is added up over them.</summary>
public sealed record RelatedBody(IReadOnlyList<string> Wholes, IReadOnlyList<string> Parts)
{
    internal static RelatedBody Of(RelatedFigures related, IReadOnlyCollection<FigureId> known) =>
        new(Those(related.Wholes, known), Those(related.Parts, known));

    private static List<string> Those(IEnumerable<FigureId> figures, IReadOnlyCollection<FigureId> known) =>
        figures.Where(known.Contains).Select(figure => figure.ToString()).ToList();
}

/// <summary>The rules by which a number was worked out.</summary>
/// <param name="ApproximateTolerance">How far "approximately" reaches to either side, as a decimal fraction.</param>
public sealed record PolicyBody(string Name, string ApproximateTolerance)
{
    internal static PolicyBody Of(Policy policy)
    {
        var tolerance = (decimal)policy.Approximate.Numerator / policy.Approximate.Denominator;
        return new(policy.Name, tolerance.ToString("0.####", CultureInfo.InvariantCulture));
    }
}

public sealed record EstimateLinksBody(
    string Self,
    string Revisions,
    string Claims,
    string Explanation,
    string? Ratios
)
{
    internal static EstimateLinksBody Of(SeenFigure seen, Policy policy)
    {
        var (figure, narrowed) = (seen.Figure, NarrowingBody.Of(seen.Narrowing)?.Query);
        // What lies behind the number is of the same moment; ratios look at other figures too, which may be newer.
        var query = $"{seen.At.QueryAt(seen.Last)}{narrowed}";
        return new(
            $"/figures/{figure}{query}&policy={policy.Name}",
            $"/figures/{figure}/revisions{query}",
            $"/figures/{figure}/claims{query}",
            $"/figures/{figure}/explanation{query}",
            figure.Measure is Measure.Containers or Measure.Capacity
                ? $"/figures/{figure}/ratios?asOf={seen.At.Day}"
                : null
        );
    }
}
