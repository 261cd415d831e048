using TransferLedger.Core.Answers;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Postgres.Projections;

namespace TransferLedger.Server.Pages.Parts;

/// <summary>The way to something by its name.</summary>
/// <param name="Kind">What it is: figure, corridor, claimant, statement; <c>report by Paper, 2024-02-28</c>.</param>
public sealed record KnownName(string Href, string Says, string Kind)
{
    internal static KnownName Of(FoundName found) =>
        found switch
        {
            { Kind: "figure" } when FigureId.Read(found.Id).Value is var figure => new(
                PageLinks.Now.To(figure),
                $"{new FigureWords(figure).Name}, {FigureWords.Of(figure.Corridor)}",
                found.Kind
            ),
            { Kind: "corridor" } => new(
                $"/{found.Id}",
                FigureWords.Of(Corridor.Read(found.Id).Value),
                found.Kind
            ),
            { Kind: "claimant" } => new(PageLinks.Now.ToClaimant(found.Id), found.Id, found.Kind),
            { Report: { } report } => new(
                PageLinks.To(report.Report),
                report.Title,
                $"report by {report.Publisher}, {report.Published.Text}"
            ),
            _ => new(PageLinks.Now.ToStatement(found.Id), found.Id, found.Kind),
        };
}
