using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Projections;
using TransferLedger.Core.Values;
using static TransferLedger.Server.Exports.Column;

namespace TransferLedger.Server.Exports;

/// <summary>How every estimate came to be, along the days on which something was said, corrected or withdrawn.</summary>
internal static class RevisionsTable
{
    public static readonly ExportTable<RevisionRow> Table = new(
        "revisions",
        "One row is one change of the estimate of one figure, on a day on which something was said, corrected or withdrawn. "
            + "Ordinally by figure, then oldest first.",
        ["figure", "number"],
        [
            Text<RevisionRow>("figure", "Id of the figure.", row => row.Figure.ToString()),
            Whole<RevisionRow>("number", "1 and up, oldest first.", row => row.Place),
            Text<RevisionRow>(
                "unit",
                "Of its numbers; empty: the item is never counted.",
                row => row.Figure.Unit?.Name
            ),
            Day<RevisionRow>("day", "When it changed.", row => row.Revision.At.Day),
            Word<RevisionRow, RevisionKind>(
                "kind",
                "What the change did to the estimate; the first that fits.",
                row => row.Revision.Kind
            ),
            .. Standing("before", "before", row => row.Revision.Before),
            Number<RevisionRow>(
                "carriedLow",
                "What the claims of before prove over the new period, at least: what kind compares with.",
                row => row.Scaled(row.Revision.Carried.Low)
            ),
            Number<RevisionRow>(
                "carriedHigh",
                "The same, at most; empty: no upper limit.",
                row => row.Scaled(row.Revision.Carried.High)
            ),
            .. Standing("after", "after", row => row.Revision.After),
            List<RevisionRow>(
                "causes",
                "What happened: said, corrected or withdrawn, of each claim.",
                row => row.Revision.Cause.Select(cause => Kebab.Of(cause.Kind))
            ),
            List<RevisionRow>(
                "causedBy",
                "The claims to which it happened, in the same order.",
                row => row.Revision.Cause.Select(cause => cause.Claim!.ToString())
            ),
        ],
        [],
        Rows
    );

    private static ImmutableArray<Column<RevisionRow>> Standing(
        string prefix,
        string when,
        Func<RevisionRow, Standing> standing
    ) =>
        [
            Word<RevisionRow, EstimateStatus>(
                $"{prefix}Status",
                $"The estimate {when}: its status.",
                row => standing(row).Status
            ),
            Number<RevisionRow>(
                $"{prefix}Low",
                $"The estimate {when}: at least so many; empty: none.",
                row => row.Scaled(standing(row).Low)
            ),
            Number<RevisionRow>(
                $"{prefix}High",
                $"The estimate {when}: at most so many; empty: no upper limit, or no estimate.",
                row => row.Scaled(standing(row).High)
            ),
            Number<RevisionRow>(
                $"{prefix}Point",
                $"The estimate {when}: the one number that its leading claim names.",
                row => row.Scaled(standing(row).Point)
            ),
            Text<RevisionRow>(
                $"{prefix}Words",
                $"The estimate {when}: words of its leading claim.",
                row => standing(row).Words
            ),
            Day<RevisionRow>(
                $"{prefix}PeriodFrom",
                $"The estimate {when}: first day that it is about; empty: since the beginning.",
                row => standing(row).Period?.From
            ),
            Day<RevisionRow>(
                $"{prefix}PeriodTo",
                $"The estimate {when}: last day that it is about.",
                row => standing(row).Period?.To
            ),
            Text<RevisionRow>(
                $"{prefix}Coverage",
                $"The estimate {when}: the period as its leading claim gives it, as EDTF.",
                row => standing(row).Period?.Coverage
            ),
            Text<RevisionRow>(
                $"{prefix}Leading",
                $"The estimate {when}: the claim that leads.",
                row => standing(row).Leading?.ToString()
            ),
        ];

    private static async IAsyncEnumerable<RevisionRow> Rows(
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
                .SelectMany(entries =>
                    RevisionHistory
                        .ByStated(entries.Record(), asOf, Policy.Current)
                        .Select((revision, i) => new RevisionRow(entries.Figure, i + 1, revision))
                );
            foreach (var row in rows)
            {
                yield return row;
            }
        }
    }
}

/// <summary>One change of one figure.</summary>
internal sealed record RevisionRow(FigureId Figure, int Place, Revision Revision)
{
    public decimal? Scaled(long? number) => Percents.Of(Figure, number);
}
