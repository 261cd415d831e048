using TransferLedger.Core.Estimates;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Projections;
using TransferLedger.Core.Values;
using TransferLedger.Postgres.Projections;

namespace TransferLedger.Server.Api;

/// <summary>
/// Lists figures at a day: today's headlines are stored, those of an earlier day or of some claims only are worked out from
/// the entries.
/// </summary>
internal sealed class FigureLists(Readers readers)
{
    /// <returns>One row more than the page where there is a next one.</returns>
    public Task<Page<FigureRow>> At(ReadAt at, FiguresAsked asked, CancellationToken cancellation)
    {
        var stored = new FigureFilter(asked.Corridor, asked.Measure);
        return at.AsOf >= readers.Today && asked.Narrowing == Narrowing.None
            ? at.List(lists =>
                lists.Figures(
                    stored with
                    {
                        Status = asked.Status is { } wanted ? Kebab.Of(wanted) : null,
                        InConflict = asked.InConflict,
                    },
                    at.AsOf,
                    at.After ?? "",
                    at.Limit + 1,
                    cancellation
                )
            )
            : WorkedOut(at, asked, cancellation);
    }

    /// <summary>The same from the entries, whatever the day.</summary>
    public static async Task<Page<FigureRow>> WorkedOut(
        ReadAt at,
        FiguresAsked asked,
        CancellationToken cancellation
    )
    {
        var stored = new FigureFilter(asked.Corridor, asked.Measure);
        var (rows, after) = (new List<FigureRow>(), at.After ?? "");
        while (true)
        {
            var page = await at.List(lists =>
                lists.Figures(stored, at.AsOf, after, at.Limit + 1, cancellation)
            );
            var figures = page.Rows.Select(row => row.Figure).ToList();
            var entries = await at.Ledger.EntriesOfFigures(figures, cancellation);
            rows.AddRange(
                page.Rows.AsParallel()
                    .AsOrdered()
                    .Select(row =>
                        row with
                        {
                            Current = FigureHeadline.Of(
                                entries[row.Figure].Record(),
                                at.AsOf,
                                Policy.Current,
                                asked.Narrowing
                            ),
                        }
                    )
                    .Where(row => asked.Wants(row.Current))
            );
            if (rows.Count > at.Limit || page.Rows.Count <= at.Limit)
            {
                return new Page<FigureRow>(page.Bookmark, [.. rows.Take(at.Limit + 1)]);
            }

            after = page.Rows[^1].Figure.ToString();
        }
    }
}

/// <summary>Which figures, and how they are read; what is null does not narrow.</summary>
internal sealed record FiguresAsked
{
    public Corridor? Corridor { get; init; }

    public Measure? Measure { get; init; }

    public EstimateStatus? Status { get; init; }

    public Narrowing Narrowing { get; init; } = Narrowing.None;

    /// <summary>Only those of which claims do not hold together.</summary>
    public bool InConflict { get; init; }

    public bool Wants(FigureHeadline headline) =>
        (Status is null || headline.Status == Status) && (!InConflict || headline.Conflicts > 0);
}
