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
        UnknownNames unknown,
        RememberedAnswers remembered
    )
    {
        var at = await readers.At(http);
        if (!at.IsOk)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, at.Faults);
        }

        var answer = await remembered.Of(
            $"written {http.Request.Path}{http.Request.QueryString} {at.Value.Day}",
            at.Value.Ledger.End,
            () => Written(http, at.Value, id),
            http.RequestAborted
        );
        return answer is null
            ? await unknown.Claimant(id, at.Value, http)
            : new Page(answer.Title!, PageText.Again(answer.Bytes)).ToResult();
    }

    private static async Task<Remembered?> Written(HttpContext http, ReadAt at, string id)
    {
        if (await GetClaimant.Of(at, id, http.RequestAborted) is not { } found)
        {
            return null;
        }

        var view = Page.Show<ClaimantView, ClaimantModel>(new(found, PageLinks.Of(http.Request)));
        return new(
            Answer.Written(at.Ledger.End, await PageText.Of(http.RequestServices, view)) with
            {
                Title = ClaimWords.Name(found.Body.Claimant),
            },
            new ClaimantConcern(found.Body).May
        );
    }
}

/// <summary>A claimant as their page shows them.</summary>
public sealed record ClaimantModel(ClaimantOnDay Found, PageLinks Links);
