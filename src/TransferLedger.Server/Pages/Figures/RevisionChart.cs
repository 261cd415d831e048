using TransferLedger.Core.Answers;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Server.Pages.Parts;
using TransferLedger.Server.Pages.Words;

namespace TransferLedger.Server.Pages.Figures;

/// <summary>What the chart of a figure's revisions is drawn from.</summary>
internal static class RevisionChart
{
    /// <summary>More lines would hide what they join.</summary>
    private const int MostConflicts = 60;

    public static string Of(FigureModel model)
    {
        var number = new FigureNumber(model.Figure);
        var first = model
            .Claims.Select(row => row.From ?? row.Said)
            .Concat(model.Revisions.Select(revision => revision.At.Day))
            .DefaultIfEmpty(model.Seen.At.AsOf)
            .Min();
        var claims = model.Claims.Where(row => row.Low is not null).ToList();
        var drawn = claims.Select(row => row.Claim.Id).ToHashSet();
        return PageJson.Of(
            new
            {
                asOf = model.Seen.At.Day,
                from = first,
                to = model.Seen.At.AsOf,
                steps = model.Revisions.Select(revision => Step(revision, number)),
                claims = claims.Select(row => Claim(row, number)),
                denials = model.Denials.Select(denial => Denial(denial.Denial)),
                conflicts = model
                    .Estimate.AllConflicts()
                    .Where(conflict =>
                        drawn.Contains(conflict.Claims[0]) && drawn.Contains(conflict.Claims[^1])
                    )
                    .OrderBy(conflict => !conflict.BearsOnPeriod)
                    .ThenBy(conflict => conflict.Grade)
                    .Take(MostConflicts)
                    .Select(conflict => new
                    {
                        conflict.BearsOnPeriod,
                        a = conflict.Claims[0].ToString(),
                        b = conflict.Claims[^1].ToString(),
                    }),
                perspectives = Perspectives(model),
            }
        );
    }

    /// <summary>
    /// In the order in which entries of the log first named them, which later entries do not change: each keeps its place at
    /// whatever moment one looks.
    /// </summary>
    private static IEnumerable<string> Perspectives(FigureModel model) =>
        FigureEntries
            .HistoriesIn(model.Seen.Entries.Entries)
            .Values.SelectMany(history => history.Entries.Select(entry => history.UpTo(entry.Position)!))
            .OrderBy(history => history.Entries.Last().Position)
            .SelectMany(history => history.States())
            .Where(state => state.Figure == model.Figure)
            .Select(state => state.Claim.Perspective.Id)
            .Distinct(StringComparer.Ordinal);

    private static object Step(Revision revision, FigureNumber number) =>
        new
        {
            day = revision.At.Day,
            low = number.Of(revision.After.Low),
            high = number.Of(revision.After.High),
            revision.After.Status,
        };

    private static object Claim(ClaimRow row, FigureNumber number) =>
        new
        {
            id = row.Claim.Id.ToString(),
            href = PageLinks.To(row.Claim.Id),
            perspective = row.Claim.Perspective.Id,
            day = row.From < row.Said ? row.From : row.Said,
            dayTo = row.From < row.Said ? row.Said : (DateOnly?)null,
            low = row.IsCeiling ? null : number.Of(row.Low),
            high = number.Of(row.High),
            ends = row.Ends.Select(end => number.Of(end)),
            fate = row.Fate.Code,
            says = $"{row.Claim.Perspective.Id}, {ClaimWords.Who(row.Claim)}: {row.Words}\n{Days(row)}, {row.Fate.Words}",
        };

    private static object Denial(ClaimState state) =>
        new
        {
            href = PageLinks.To(state.Claim.Id),
            day = state.Said,
            says = $"{ClaimWords.Who(state.Claim)} denies it ({ClaimWords.Forms((DenialIssued)state.Claim)})\n{ClaimWords.Day(state.Said)}",
        };

    private static string Days(ClaimRow row) =>
        row.From is { } from && from < row.Said
            ? $"{ClaimWords.Day(from)} to {ClaimWords.Day(row.Said)}"
            : ClaimWords.Day(row.Said);
}
