using TransferLedger.Core.Answers;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Projections;
using TransferLedger.Postgres.Projections;
using TransferLedger.Server.Api;

namespace TransferLedger.Server.Pages.Shared;

/// <summary>Something that has a page.</summary>
/// <param name="Id">As addresses have it.</param>
/// <param name="Kind">figure, corridor, claimant or report.</param>
public sealed record KnownName(string Id, string Href, string Says, string Kind);

/// <summary>Finds figures, corridors, claimants and reports by their names, or by names near them.</summary>
internal sealed class KnownNames(LedgerReads reads)
{
    private const int MostFigures = 10_000;
    private const int MostFound = 12;
    private static readonly char[] Between = ['/', ' ', ',', '→'];

    /// <summary>What is called just so first, then what holds every word, then what is spelt nearly so.</summary>
    public async Task<IReadOnlyList<KnownName>> Near(string words, CancellationToken cancellation)
    {
        var name = words.Trim().Trim('/');
        if (name.Length == 0)
        {
            return [];
        }

        var known = await All(cancellation);
        var parts = name.Split(
            Between,
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        var holding = known.Where(one => parts.All(part => Holds(one, part)));
        var near = Nearest.To(name, known.Select(one => one.Id).Distinct(StringComparer.Ordinal));
        return
        [
            .. known
                .Where(one => string.Equals(one.Id, name, StringComparison.OrdinalIgnoreCase))
                .Concat(holding.OrderBy(one => one.Id.Length))
                .Concat(near.SelectMany(id => known.Where(one => one.Id == id)))
                .Distinct()
                .Take(MostFound),
        ];
    }

    private static bool Holds(KnownName one, string part) =>
        one.Id.Contains(part, StringComparison.OrdinalIgnoreCase)
        || one.Kind.Equals(part, StringComparison.OrdinalIgnoreCase)
        || one.Says.Contains(part, StringComparison.OrdinalIgnoreCase);

    private async Task<List<KnownName>> All(CancellationToken cancellation)
    {
        var day = DateOnly.MaxValue;
        var figures = await reads.Figures(new FigureFilter(), day, "", MostFigures, cancellation);
        var corridors = await reads.Corridors(day, "", ReadAt.MostRows, cancellation);
        var claimants = await reads.Claimants(day, "", ReadAt.MostRows, cancellation);
        var reports = await reads.Reports(day, null, ReadAt.MostRows, cancellation);
        return
        [
            .. figures.Rows.Select(row => Of(row.Figure)),
            .. corridors.Rows.Select(row => new KnownName(
                row.Corridor.ToString(),
                $"/{row.Corridor}",
                FigureWords.Of(row.Corridor),
                "corridor"
            )),
            .. claimants.Rows.Select(row => new KnownName(
                row.Id,
                $"/claimant/{Uri.EscapeDataString(row.Id)}",
                row.Claimant.Name ?? row.Claimant.Office ?? row.Claimant.Organisation ?? row.Id,
                "claimant"
            )),
            .. reports.Rows.Select(row => new KnownName(
                row.Report.Report.Text,
                $"/report/{row.Report.Report}",
                row.Report.Title,
                "report"
            )),
        ];
    }

    private static KnownName Of(FigureId figure) =>
        new(
            figure.ToString(),
            $"/{figure}",
            $"{new FigureWords(figure).Name}, {FigureWords.Of(figure.Corridor)}",
            "figure"
        );
}
