using System.Globalization;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Projections;
using TransferLedger.Core.Values;

namespace TransferLedger.Server.Api;

/// <summary>A figure as lists show it. Numbers are whole units; of quality and share figures percent as decimal strings.</summary>
public sealed record FigureBody(
    string Figure,
    string? Unit,
    EstimateStatus Status,
    object? Low,
    object? High,
    object? Point,
    string? Words,
    PeriodBody? Period,
    string? Leading,
    int Claims,
    DateOnly? LastSaid,
    LinksBody Links
)
{
    internal static FigureBody Of(FigureId figure, FigureHeadline headline, string asOf)
    {
        var number = new FigureNumber(figure);
        return new FigureBody(
            figure.ToString(),
            figure.Unit?.Name,
            headline.Status,
            number.Of(headline.Low),
            number.Of(headline.High),
            number.Of(headline.Point),
            headline.Words,
            PeriodBody.Of(headline.Period),
            headline.Leading?.ToString(),
            headline.Claims,
            headline.LastSaid,
            new LinksBody($"/figures/{figure}?asOf={asOf}")
        );
    }
}

/// <summary>Numbers of a figure as they are served.</summary>
internal readonly struct FigureNumber(FigureId figure)
{
    private readonly bool percent = figure.Measure is Measure.Quality or Measure.Share;

    /// <summary>A whole number; of percents a decimal string.</summary>
    public object? Of(long? value) =>
        value is not { } number ? null
        : percent ? (number / 10_000m).ToString("0.####", CultureInfo.InvariantCulture)
        : number;
}

/// <summary>The days that a number is about.</summary>
/// <param name="From">Null: since the beginning; the coverage says whether open or unknown.</param>
public sealed record PeriodBody(DateOnly? From, DateOnly To, string? Coverage)
{
    internal static PeriodBody? Of(CoveredPeriod? period) =>
        period is null ? null : new(period.From, period.To, period.Coverage);
}

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
    IReadOnlyList<FigureDenialBody> Denials,
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
            [.. seen.Denials.Select(FigureDenialBody.Of)],
            estimate.Corroboration,
            PolicyBody.Of(estimate.Policy),
            EstimateLinksBody.Of(estimate.Figure, asOf, estimate.Policy)
        );
    }
}

/// <summary>What the answer is narrowed to; left out where all claims are read.</summary>
public sealed record NarrowingBody(string? Perspective, Core.Events.Reliability? MinReliability)
{
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
            [.. perspective.Superseded.Select(SupersededBody.Of)],
            [.. perspective.Notes.Select(note => new NoteBody(note.Claim.ToString(), note.Kind))]
        );
}

/// <summary>A telling that does not hold together with those that are trusted more.</summary>
public sealed record SupersededBody(string Claim, IReadOnlyList<string> By, bool RetoldDifferently)
{
    internal static SupersededBody Of(SupersededTelling superseded) =>
        new(
            superseded.Telling.Claim.ToString(),
            [.. superseded.By.Select(claim => claim.ToString())],
            superseded.RetoldDifferently
        );
}

public sealed record NoteBody(string Claim, NoteKind Kind);

public sealed record RangeBody(string Perspective, object? Low, object? High, bool Bears);

public sealed record GapBody(object? From, object? To);

public sealed record BoundlessBody(string Claim, Boundlessness Why);

/// <summary>A denial that concerns the figure. It never moves a number.</summary>
public sealed record FigureDenialBody(string Claim, string? Claimant, IReadOnlyList<string> Forms)
{
    internal static FigureDenialBody Of(ClaimState row) =>
        new(
            row.Claim.Id.ToString(),
            row.Claim.Claimant?.Id,
            [.. ((DenialIssued)row.Claim).Forms.Select(form => Kebab.Of(form))]
        );
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

public sealed record EstimateLinksBody(string Self, string Revisions, string Claims, string Explanation)
{
    internal static EstimateLinksBody Of(FigureId figure, string asOf, Policy policy) =>
        new(
            $"/figures/{figure}?asOf={asOf}&policy={policy.Name}",
            $"/figures/{figure}/revisions?asOf={asOf}",
            $"/figures/{figure}/claims?asOf={asOf}",
            $"/figures/{figure}/explanation?asOf={asOf}"
        );
}
