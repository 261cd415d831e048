using TransferLedger.Server.Api;
using TransferLedger.Server.Names;
using TransferLedger.Server.Pages.Layout;
using TransferLedger.Server.Pages.Parts;

namespace TransferLedger.Server.Pages.Statements;

/// <summary><c>GET /statement/{id}</c>: where a statement appears, and where a retelling bent it.</summary>
internal static class StatementPage
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPage("/statement/{id}", Handle).ForPages([.. Parameter.OfOne]);

    private static async Task<IResult> Handle(
        HttpContext http,
        string id,
        Readers readers,
        UnknownNames unknown
    )
    {
        var at = await readers.At(http);
        if (!at.IsOk)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, at.Faults);
        }

        // A slash is the one character that routing leaves encoded.
        id = id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        if (await GetStatement.On(at.Value, id, http.RequestAborted) is not { } found)
        {
            return await unknown.Statement(id, at.Value, http);
        }

        var model = new StatementModel(found, PageLinks.Of(http.Request));
        return new Page(
            $"Statement {found.Lineage.Statement}",
            Page.Show<StatementView, StatementModel>(model)
        ).ToResult();
    }
}

/// <summary>A statement as its page shows it.</summary>
public sealed record StatementModel(StatementOnDay Found, PageLinks Links);
