using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using TransferLedger.Core.Answers;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Projections;
using static TransferLedger.Server.Exports.Column;

namespace TransferLedger.Server.Exports;

/// <summary>The estimate of every figure about which something had been said by the day, and what each perspective says of it.</summary>
internal static class EstimatesTable
{
    public static readonly ExportTable<EstimateRow> Table = new(
        "estimates",
        "One row is the estimate of one figure (number 0, perspective empty), or what the claims of one perspective on it say together "
            + "(number 1 and up). Ordinally by figure, then by number. What stands in rows of one kind only is empty in the others.",
        ["figure", "number"],
        [.. Names(), .. Numbers(), .. OfTheFigure(), .. OfThePerspective()],
        [
            Objects<EstimateRow, GapBody>(
                "gaps",
                "Of a disputed figure: what nobody's range covers.",
                row =>
                    row.OfFigure?.Gaps.Select(gap => new GapBody(
                        row.Number.Of(gap.From),
                        row.Number.Of(gap.To)
                    ))
            ),
            Objects<EstimateRow, ConflictBody>(
                "conflicts",
                "Of a figure: claims of two perspectives that cannot both hold.",
                row => row.OfFigure?.Conflicts.Select(conflict => ConflictBody.Of(conflict, row.Number))
            ),
            Objects<EstimateRow, BoundlessBody>(
                "boundless",
                "Of a figure: claims that make no bound, and why.",
                row =>
                    row.OfFigure?.Boundless.Select(claim => new BoundlessBody(
                        claim.Claim.ToString(),
                        claim.Why
                    ))
            ),
            Objects<EstimateRow, SupersededBody>(
                "supersededBy",
                "Of a perspective: what it no longer says, and because of what.",
                row => row.Perspective?.Superseded.Select(telling => SupersededBody.Of(telling, row.Number))
            ),
            Objects<EstimateRow, NoteBody>(
                "notes",
                "Of a perspective: what is remarkable about its claims.",
                row => row.Perspective?.Notes.Select(note => new NoteBody(note.Claim.ToString(), note.Kind))
            ),
        ],
        Rows
    );

    private static ImmutableArray<Column<EstimateRow>> Names() =>
        [
            Text<EstimateRow>("figure", "Id of the figure.", row => row.Estimate.Figure.ToString()),
            Whole<EstimateRow>(
                "number",
                "0: the figure itself; 1 and up: its perspectives, ordinally.",
                row => row.Place
            ),
            Text<EstimateRow>(
                "perspective",
                "Whose claims; empty: the figure itself.",
                row => row.Perspective?.Perspective
            ),
            Word<EstimateRow, ClaimantKind>(
                "kind",
                "What the claimant of the perspective's leading claim is.",
                row => row.Perspective?.Kind
            ),
            Text<EstimateRow>(
                "corridor",
                "From whom to whom: KP-RU.",
                row => row.Estimate.Figure.Corridor.ToString()
            ),
            Word<EstimateRow, Measure>("measure", "What is measured.", row => row.Estimate.Figure.Measure),
            Text<EstimateRow>(
                "item",
                "Of what; empty: containers and voyages.",
                row => row.Estimate.Figure.Item?.Slug
            ),
            Text<EstimateRow>(
                "unit",
                "Of its numbers; empty: the item is never counted.",
                row => row.Estimate.Figure.Unit?.Name
            ),
        ];

    private static ImmutableArray<Column<EstimateRow>> Numbers() =>
        [
            Number<EstimateRow>(
                "low",
                "At least so many over the period; empty: no estimate.",
                row => row.Scaled(row.Perspective is { } of ? of.Low : row.Estimate.Low)
            ),
            Number<EstimateRow>(
                "high",
                "At most so many; empty: no upper limit, or no estimate where low is empty too.",
                row => row.Scaled(row.Perspective is { } of ? of.High : row.Estimate.High)
            ),
            Number<EstimateRow>(
                "point",
                "The one number that the leading claim names; empty: none, or it lies outside of the range.",
                row => row.Scaled(row.Perspective is { } of ? of.Point : row.Estimate.Point)
            ),
            Text<EstimateRow>(
                "words",
                "Of the leading claim.",
                row => row.Perspective is { } of ? of.Words : row.Estimate.Words
            ),
            Day<EstimateRow>(
                "periodFrom",
                "First day that the numbers are about; empty: since the beginning.",
                row => row.Period?.From
            ),
            Day<EstimateRow>("periodTo", "Last day that they are about.", row => row.Period?.To),
            Text<EstimateRow>(
                "coverage",
                "The same as the leading claim gives it, as EDTF.",
                row => row.Period?.Coverage
            ),
            Text<EstimateRow>(
                "leading",
                "The claim that leads.",
                row => (row.Perspective?.Leading ?? row.OfFigure?.Leading)?.ToString()
            ),
            List<EstimateRow>(
                "lowBecause",
                "The claims that alone prove low.",
                row => BecauseBody.Of(row.Because).Low
            ),
            List<EstimateRow>(
                "highBecause",
                "The claims that alone prove high.",
                row => BecauseBody.Of(row.Because).High
            ),
        ];

    private static ImmutableArray<Column<EstimateRow>> OfTheFigure() =>
        [
            Word<EstimateRow, EstimateStatus>(
                "status",
                "Of a figure: how its perspectives stand to each other.",
                row => row.OfFigure?.Status
            ),
            Whole<EstimateRow>(
                "perspectives",
                "Of a figure: how many there are.",
                row => row.OfFigure?.Perspectives.Count
            ),
            Whole<EstimateRow>(
                "conflictCount",
                "Of a figure: claims that cannot both hold, superseded ones included.",
                row => row.OfFigure?.AllConflicts().Count()
            ),
            Truth<EstimateRow>(
                "restsOnTolerance",
                "Of a figure: with half of the tolerance for approximately it would be another.",
                row => row.OfFigure?.RestsOnTolerance
            ),
            Whole<EstimateRow>(
                "statements",
                "Of a figure: distinct statements behind it.",
                row => row.OfFigure?.Corroboration.Statements
            ),
            Whole<EstimateRow>(
                "claimants",
                "Of a figure: distinct claimants behind it.",
                row => row.OfFigure?.Corroboration.Claimants
            ),
            Whole<EstimateRow>(
                "appearances",
                "Of a figure: claims behind it, which says nothing about how sure it is.",
                row => row.OfFigure?.Corroboration.Appearances
            ),
            Whole<EstimateRow>(
                "claims",
                "Of a figure: all of its claims by then.",
                row => row.OfFigure is null ? null : row.Said.Count
            ),
            Day<EstimateRow>(
                "lastSaid",
                "Of a figure: when the newest of them was said.",
                row => row.OfFigure is null || row.Said.Count == 0 ? null : row.Said.Max()
            ),
            Whole<EstimateRow>(
                "position",
                "Of a figure: the last entry about its claims.",
                row => row.OfFigure is null ? null : row.Last.Position.Value
            ),
            Instant<EstimateRow>(
                "recordedAt",
                "Of a figure: when that entry was recorded (UTC).",
                row => row.OfFigure is null ? null : row.Last.RecordedAt
            ),
        ];

    private static ImmutableArray<Column<EstimateRow>> OfThePerspective() =>
        [
            Number<EstimateRow>(
                "rangeLow",
                "Of a perspective: at least so many over the period of the figure.",
                row => row.Scaled(row.Range?.Low)
            ),
            Number<EstimateRow>(
                "rangeHigh",
                "Of a perspective: at most so many over the period of the figure; empty: no upper limit.",
                row => row.Scaled(row.Range?.High)
            ),
            Truth<EstimateRow>(
                "bears",
                "Of a perspective: it proves something about the period of the figure.",
                row => row.Range?.Bears
            ),
            List<EstimateRow>(
                "kept",
                "Of a perspective: claims that hold together, in the order of trust.",
                row => row.Perspective?.Kept.Select(telling => telling.Claim.ToString())
            ),
            List<EstimateRow>(
                "superseded",
                "Of a perspective: claims that do not hold with those.",
                row => row.Perspective?.Superseded.Select(telling => telling.Telling.Claim.ToString())
            ),
        ];

    private static async IAsyncEnumerable<EstimateRow> Rows(
        LedgerAt ledger,
        DateOnly asOf,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        await foreach (var page in ledger.EveryFigure(cancellation))
        {
            var rows = page.AsParallel()
                .AsOrdered()
                .WithCancellation(cancellation)
                .SelectMany(entries => Rows(entries, asOf));
            foreach (var row in rows)
            {
                yield return row;
            }
        }
    }

    private static IEnumerable<EstimateRow> Rows(FigureEntries entries, DateOnly asOf)
    {
        var record = entries.Record();
        if (!record.Claims.Any(state => state.Since <= asOf))
        {
            return [];
        }

        var estimate = Estimator.Of(record, asOf, Policy.Current);
        var figure = new EstimateRow(
            estimate,
            Place: 0,
            Perspective: null,
            [.. record.Claims.Where(state => state.StandsOn(asOf)).Select(state => state.Said)],
            entries.Entries.Last(entry => entry.Event is not StatementsJudged)
        );
        return estimate
            .Perspectives.Select((of, i) => figure with { Place = i + 1, Perspective = of })
            .Prepend(figure);
    }
}

/// <summary>An estimate, or one perspective of it.</summary>
/// <param name="Said">The days of the figure's claims.</param>
/// <param name="Last">The last entry about them.</param>
internal sealed record EstimateRow(
    Estimate Estimate,
    int Place,
    PerspectiveEstimate? Perspective,
    IReadOnlyList<DateOnly> Said,
    Recorded Last
)
{
    /// <summary>Null in the row of a perspective.</summary>
    public Estimate? OfFigure => Perspective is null ? Estimate : null;

    public CoveredPeriod? Period => Perspective?.Period ?? OfFigure?.Period;

    public Because Because => Perspective?.Because ?? Estimate.Because;

    /// <summary>What the perspective proves over the period of the figure.</summary>
    public PerspectiveRange? Range =>
        Perspective is { } of
            ? Estimate.Ranges.FirstOrDefault(range => range.Perspective == of.Perspective)
            : null;

    public FigureNumber Number => new(Estimate.Figure);

    public decimal? Scaled(long? number) => Percents.Of(Estimate.Figure, number);
}
