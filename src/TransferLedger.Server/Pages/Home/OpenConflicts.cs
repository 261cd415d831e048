using Microsoft.AspNetCore.Components;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Projections;
using TransferLedger.Postgres.Projections;
using TransferLedger.Server.Api;
using TransferLedger.Server.Pages.Layout;

namespace TransferLedger.Server.Pages.Home;

/// <summary>Finds what cannot all be true by now, in words: of the figures of which something was said last, each remembered.</summary>
internal sealed class OpenConflicts(Readers readers, LedgerReads reads, RememberedAnswers remembered)
{
    private const int MostFigures = 6;

    /// <summary>Figures in conflict among which the newest are looked for.</summary>
    private const int MostLookedAt = 500;

    /// <returns>One fragment a figure, that of which something was said last first.</returns>
    public async Task<IReadOnlyList<RenderFragment>> Newest(HttpContext http)
    {
        var at = await readers.At(http);
        if (!at.IsOk)
        {
            return [];
        }

        var filter = new FigureFilter(InConflict: true);
        var page = await reads.Figures(filter, readers.Today, "", MostLookedAt, http.RequestAborted);
        var shown = new List<RenderFragment>();
        foreach (
            var row in page.Rows.OrderByDescending(row => row.Current.LastSaid).ThenBy(row => row.Figure)
        )
        {
            if (await Of(http, row.Figure, at.Value) is { } written)
            {
                shown.Add(PageText.Again(written.Bytes));
            }

            if (shown.Count == MostFigures)
            {
                break;
            }
        }

        return shown;
    }

    /// <summary>Null: by the time of the asking there is none any more.</summary>
    private Task<Answer?> Of(HttpContext http, FigureId figure, ReadAt at) =>
        remembered.Of(
            $"open conflict {figure} {at.Day}",
            new FigureAsked(figure, at, Narrowing.None),
            async () =>
                await Written(http, figure, at) is { } bytes ? Answer.Written(at.Ledger.End, bytes) : null,
            http.RequestAborted
        );

    private static async Task<byte[]?> Written(HttpContext http, FigureId figure, ReadAt at)
    {
        var entries = await at.Ledger.EntriesOfFigures([figure], http.RequestAborted);
        var conflicts = Estimator
            .Of(entries[figure].Record(), at.AsOf, Policy.Current)
            .AllConflicts()
            .OrderBy(conflict => !conflict.BearsOnPeriod)
            .ThenBy(conflict => conflict.Grade)
            .ToList();
        return conflicts.Count == 0
            ? null
            : await PageText.Of(
                http.RequestServices,
                builder =>
                {
                    builder.OpenComponent<OpenConflict>(0);
                    builder.AddAttribute(1, nameof(OpenConflict.Figure), figure);
                    builder.AddAttribute(2, nameof(OpenConflict.Of), (IReadOnlyList<Conflict>)conflicts);
                    builder.CloseComponent();
                }
            );
    }
}
