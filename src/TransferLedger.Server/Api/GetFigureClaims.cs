using TransferLedger.Core.Estimates;

namespace TransferLedger.Server.Api;

/// <summary><c>GET /figures/…/claims</c>: every claim of a figure and its fate.</summary>
internal static class GetFigureClaims
{
    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var path in FigureReader.Paths)
        {
            app.MapGet($"{path}/claims", Handle)
                .ForReaders()
                .Takes([.. FigureReader.Takes, Parameter.Limit, Parameter.Cursor])
                .WithSummary("Every claim of the figure and its fate")
                .Produces<ListBody<ClaimBody>>();
        }
    }

    private static Task<IResult> Handle(HttpContext http, FigureReader reader) =>
        reader.Answer(
            http,
            (seen, at) =>
            {
                var fates = ClaimBody.Fates(seen.Estimate());
                var after = long.TryParse(at.After, out var position) ? position : -1;
                var rows = seen
                    .Record.Claims.Where(state =>
                        state.StandsOn(seen.At.AsOf)
                        && state.Position.Value > after
                        && (seen.Narrowing == Narrowing.None || fates.ContainsKey(state.Claim.Id))
                    )
                    .OrderBy(state => state.Position)
                    .ToList();
                return Answers.List(
                    http,
                    at,
                    at.Ledger.End,
                    rows,
                    row => row.Position.ToString(),
                    row => ClaimBody.Of(row, fates.GetValueOrDefault(row.Claim.Id)),
                    seen.Narrowing
                );
            }
        );
}
