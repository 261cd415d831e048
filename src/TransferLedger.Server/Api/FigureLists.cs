using TransferLedger.Core.Estimates;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Projections;
using TransferLedger.Core.Values;

namespace TransferLedger.Server.Api;

/// <summary>
/// Lists figures at a day: today's headlines are stored, those of an earlier day or of some claims only are worked out from
/// the entries.
/// </summary>
internal sealed class FigureLists(Readers readers)
{
    /// <returns>One row more than the page where there is a next one.</returns>
    public Task<Page<FigureRow>> At(ReadAt at, FiguresAsked asked, CancellationToken cancellation) =>
        at.AsOf >= readers.Today && asked.Narrowing == Narrowing.None
            ? at.List(lists =>
                lists.Figures(asked.Filter, at.AsOf, at.After ?? "", at.Limit + 1, cancellation)
            )
            : WorkedOut(at, asked, cancellation);

    /// <summary>The same from the entries, whatever the day.</summary>
    public static Task<Page<FigureRow>> WorkedOut(
        ReadAt at,
        FiguresAsked asked,
        CancellationToken cancellation
    ) =>
        at.Ledger.FiguresOn(
            at.AsOf,
            asked.Filter,
            asked.Narrowing,
            at.After ?? "",
            at.Limit + 1,
            cancellation
        );
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

    public FigureFilter Filter =>
        new(Corridor, Measure, Status is { } wanted ? Kebab.Of(wanted) : null, InConflict);
}
