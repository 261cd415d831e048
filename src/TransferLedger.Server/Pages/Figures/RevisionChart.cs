using TransferLedger.Core.Answers;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Values;
using TransferLedger.Server.Pages.Shared;

namespace TransferLedger.Server.Pages.Figures;

/// <summary>What the chart of a figure's revisions is drawn from.</summary>
internal static class RevisionChart
{
    public static string Of(FigureModel model)
    {
        var number = new FigureNumber(model.Figure);
        var first = model
            .Claims.Select(row => row.From ?? row.Said)
            .Concat(model.Revisions.Select(revision => revision.At.Day))
            .DefaultIfEmpty(model.Seen.At.AsOf)
            .Min();
        return PageJson.Of(
            new
            {
                figure = model.Figure.ToString(),
                unit = model.Figure.Unit?.Name,
                asOf = model.Seen.At.Day,
                from = first,
                to = model.Seen.At.AsOf,
                steps = model.Revisions.Select(revision => Step(revision, model.Words, number)),
                claims = model
                    .Claims.Where(row => row.Low is not null)
                    .Select(row => Claim(row, model, number)),
                denials = model.Denials.Select(denial => new
                {
                    id = denial.Denial.Claim.Id.ToString(),
                    href = PageLinks.To(denial.Denial.Claim.Id),
                    claimant = ClaimWords.Who(denial.Denial.Claim),
                    day = denial.Denial.Said,
                    forms = ((DenialIssued)denial.Denial.Claim).Forms.Select(form => Kebab.Of(form)),
                }),
                conflicts = model
                    .Estimate.AllConflicts()
                    .Select(conflict => new
                    {
                        conflict.Grade,
                        a = conflict.Claims[0].ToString(),
                        b = conflict.Claims[^1].ToString(),
                        conflict.Text,
                    }),
                perspectives = model
                    .Claims.Where(row => row.Low is not null)
                    .Select(row => row.Claim.Perspective.Id)
                    .Distinct()
                    .Order(StringComparer.Ordinal),
            }
        );
    }

    private static object Step(Revision revision, FigureWords words, FigureNumber number) =>
        new
        {
            day = revision.At.Day,
            low = number.Of(revision.After.Low),
            high = number.Of(revision.After.High),
            point = number.Of(revision.After.Point),
            words = words.Sentence(revision.After),
            revision.After.Status,
            revision.Kind,
        };

    private static object Claim(ClaimRow row, FigureModel model, FigureNumber number) =>
        new
        {
            id = row.Claim.Id.ToString(),
            href = PageLinks.To(row.Claim.Id),
            perspective = row.Claim.Perspective.Id,
            day = row.From < row.Said ? row.From : row.Said,
            dayTo = row.From < row.Said ? row.Said : (DateOnly?)null,
            low = number.Of(row.Low),
            high = number.Of(row.High),
            point = number.Of(row.Point),
            words = row.Words,
            fate = row.Fate,
        };
}
