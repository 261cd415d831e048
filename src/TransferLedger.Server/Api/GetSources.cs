using TransferLedger.Core.Projections;

namespace TransferLedger.Server.Api;

/// <summary><c>GET /claimants</c> and <c>GET /statements</c>: who said something, and what appears in which reports.</summary>
internal static class GetSources
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/claimants", Claimants)
            .ForReaders()
            .Takes(Parameter.OfList)
            .WithSummary("Claimants and how much they said")
            .Produces<ListBody<ClaimantRecord>>();
        app.MapGet("/statements", Statements)
            .ForReaders()
            .Takes(Parameter.OfList)
            .WithSummary("Statements and where they appear")
            .Produces<ListBody<StatementAppearances>>();
    }

    private static async Task<IResult> Claimants(HttpContext http, Readers readers)
    {
        var at = await readers.At(http);
        if (!at.IsOk)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, at.Faults);
        }

        var found = await at.Value.List(lists =>
            lists.Claimants(at.Value.AsOf, at.Value.After ?? "", at.Value.Limit + 1, http.RequestAborted)
        );
        return await Answers.List(http, at.Value, found.Bookmark, found.Rows, row => row.Id, row => row);
    }

    private static async Task<IResult> Statements(HttpContext http, Readers readers)
    {
        var at = await readers.At(http);
        if (!at.IsOk)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, at.Faults);
        }

        var found = await at.Value.List(lists =>
            lists.Statements(at.Value.AsOf, at.Value.After ?? "", at.Value.Limit + 1, http.RequestAborted)
        );
        return await Answers.List(
            http,
            at.Value,
            found.Bookmark,
            found.Rows,
            row => row.Statement,
            row => row
        );
    }
}
