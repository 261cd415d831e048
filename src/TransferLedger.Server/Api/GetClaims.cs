using System.Collections.Immutable;
using System.Globalization;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Projections;

namespace TransferLedger.Server.Api;

/// <summary><c>GET /claims</c> and <c>GET /denials</c>: claims across corridors, in the order of the log.</summary>
internal static class GetClaims
{
    private static readonly ImmutableArray<Parameter> Filters =
    [
        new("corridor", "On this corridor: KP-RU."),
        new("figure", "Feeding this figure: KP-RU/containers."),
        new("report", "Of this report."),
        new("perspective", "Of this perspective: KR."),
        new("statement", "Appearances of this statement."),
        new("claimant", "Of the claimant with this id."),
        new("since", "Said on this day or later."),
    ];

    private const string Denials = "denial-issued";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/claims", (HttpContext http, Readers readers) => Handle(http, readers, type: null))
            .ForReaders()
            .Takes([.. Parameter.OfList, .. Filters, new("type", "Of this type: containers-reported, …")])
            .WithSummary("Claims across corridors, in the order of the log")
            .Produces<ListBody<ClaimBody>>();
        app.MapGet("/denials", (HttpContext http, Readers readers) => Handle(http, readers, Denials))
            .ForReaders()
            .Takes([.. Parameter.OfList, .. Filters.Where(filter => filter.Name != "figure")])
            .WithSummary("Denials across corridors, in the order of the log, and what they stand to")
            .Produces<ListBody<ClaimBody>>();
    }

    private static async Task<IResult> Handle(HttpContext http, Readers readers, string? type)
    {
        var at = await readers.At(http);
        var query = new Query(http.Request);
        var filter = new ClaimFilter
        {
            Corridor = query.Value<Corridor>("corridor"),
            Figure = query.Value<FigureId>("figure"),
            Report = query.Value<ReportId>("report"),
            Perspective = query.Value<Perspective>("perspective"),
            Statements = query.Text("statement") is { } statement ? [statement] : null,
            Claimant = query.Text("claimant"),
            Type = type ?? query.ClaimType("type"),
            Since = query.Day("since"),
        };
        if (!at.IsOk || query.Faults.Length > 0)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, at.Faults.AddRange(query.Faults));
        }

        var after = long.TryParse(at.Value.After, CultureInfo.InvariantCulture, out var position)
            ? position
            : -1;
        if (filter.Statements is { } statements)
        {
            var judged = await at.Value.Ledger.Judgements(statements, http.RequestAborted);
            var classes = StatementClasses.From(judged.Select(entry => (StatementsJudged)entry.Event));
            filter = filter with { Statements = classes.MembersOf(statements.Single()) };
        }

        var found = await at.Value.List(lists =>
            lists.Claims(filter, at.Value.AsOf, after, at.Value.Limit + 1, http.RequestAborted)
        );
        var denied =
            type == Denials
                ? await DeniedFigures.Of(found.Rows, at.Value.Ledger, at.Value.AsOf, http.RequestAborted)
                : null;
        return await Answers.List(
            http,
            at.Value,
            found.Bookmark,
            found.Rows,
            row => row.Position.ToString(),
            row => ClaimBody.Of(row) with { Denies = denied?[row.Claim.Id].ToList() }
        );
    }
}
