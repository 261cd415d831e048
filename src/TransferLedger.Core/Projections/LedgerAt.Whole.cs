using System.Runtime.CompilerServices;
using TransferLedger.Core.Figures;

namespace TransferLedger.Core.Projections;

/// <summary>All of it from one end to the other, a page at a time: no more of it in memory, however long the ledger is.</summary>
public sealed partial class LedgerAt
{
    /// <summary>So many entries are wanted behind a page of figures; one figure may have more.</summary>
    private const int EntriesAtOnce = 4_096;

    private const int MostFiguresAtOnce = 256;

    /// <summary>Every claim as it stood on a day, withdrawn ones too, in the order of the log.</summary>
    public async IAsyncEnumerable<ClaimState> EveryClaim(
        DateOnly asOf,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        await foreach (var history in Scan(new ClaimFilter(), after: -1, cancellation))
        {
            foreach (var state in history.States().Where(state => state.StandsOn(asOf)))
            {
                yield return state;
            }
        }
    }

    /// <summary>
    /// The entries of every figure, ordinally, in pages; perhaps some figures that nothing was known of yet. The judgements of a
    /// page reach any of its figures.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<FigureEntries>> EveryFigure(
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var (last, atOnce) = (Subjects.Figures, 1);
        while (true)
        {
            var subjects = await index.SubjectsBetween(
                last,
                Ends(Subjects.Figures),
                End,
                atOnce,
                cancellation
            );
            if (subjects.Count == 0)
            {
                yield break;
            }

            var page = await EntriesOfFigures([.. subjects.Select(FigureIn)], cancellation);
            yield return [.. page.OrderBy(of => of.Key).Select(of => of.Value)];
            last = subjects[^1];
            atOnce = Next(atOnce, page.Values.Sum(of => of.Entries.Count));
        }
    }

    /// <summary>Figures differ by orders of magnitude: a page grows where they are small and shrinks where they are not.</summary>
    private static int Next(int atOnce, int entries) =>
        entries > EntriesAtOnce ? Math.Max(1, atOnce / 2)
        : entries < EntriesAtOnce / 2 ? Math.Min(atOnce * 2, MostFiguresAtOnce)
        : atOnce;
}
