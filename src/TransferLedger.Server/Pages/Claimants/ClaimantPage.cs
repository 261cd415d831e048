using TransferLedger.Server.Api;
using TransferLedger.Server.Names;
using TransferLedger.Server.Pages.Layout;
using TransferLedger.Server.Pages.Parts;
using TransferLedger.Server.Pages.Words;

namespace TransferLedger.Server.Pages.Claimants;

/// <summary><c>GET /claimant/{id}</c>: what somebody claimed, and how often they moved their own numbers.</summary>
internal static class ClaimantPage
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPage("/claimant/{id}", Handle).ForPages([.. Parameter.OfOne]);

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

        if (await GetClaimant.Of(at.Value, id, http.RequestAborted) is not { } found)
        {
            return await unknown.Claimant(id, at.Value, http.RequestAborted);
        }

        var model = new ClaimantModel(found, PageLinks.Of(http.Request));
        return new Page(
            ClaimWords.Name(found.Body.Claimant),
            Page.Show<ClaimantView, ClaimantModel>(model)
        ).ToResult();
    }
}

/// <summary>A claimant as their page shows them.</summary>
public sealed record ClaimantModel(ClaimantOnDay Found, PageLinks Links);
