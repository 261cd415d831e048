using TransferLedger.Core.Answers;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;

namespace TransferLedger.Server.Api;

/// <summary><c>GET /figures?corridor=&amp;measure=&amp;status=</c>: figures with their range and status.</summary>
internal static class GetFigures
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/figures", Handle)
            .ForReaders()
            .Takes([
                .. Parameter.OfList,
                new("corridor", "Of this corridor: KP-RU."),
                new("measure", "Of this measure: containers, capacity, items, pledged, …"),
                new("status", "Of this status: single, compatible, disputed, unquantified, …"),
                Parameter.Perspective,
                Parameter.MinReliability,
            ])
            .WithSummary("Figures with their range and status")
            .Produces<ListBody<FigureBody>>();

    private static async Task<IResult> Handle(HttpContext http, FigureLists lists, Readers readers)
    {
        var at = await readers.At(http);
        var query = new Query(http.Request);
        var asked = new FiguresAsked
        {
            Corridor = query.Value<Corridor>("corridor"),
            Measure = query.Word<Measure>("measure"),
            Status = query.Word<EstimateStatus>("status"),
        };
        var narrowing = FigureReader.NarrowingOf(http.Request);
        if (!at.IsOk || query.Faults.Length > 0 || !narrowing.IsOk)
        {
            return Problems.Of(
                StatusCodes.Status400BadRequest,
                [.. at.Faults, .. query.Faults, .. narrowing.Faults]
            );
        }

        var found = await lists.At(at.Value, asked with { Narrowing = narrowing.Value }, http.RequestAborted);
        return await Answers.List(
            http,
            at.Value,
            found.Bookmark,
            found.Rows,
            row => row.Figure.ToString(),
            row => FigureBody.Of(row.Figure, row.Current, at.Value.Standpoint.Query),
            narrowing.Value
        );
    }
}
