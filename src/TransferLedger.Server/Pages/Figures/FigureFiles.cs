using System.Collections.Immutable;
using TransferLedger.Core.Answers;
using TransferLedger.Core.Estimates;
using TransferLedger.Server.Api;
using TransferLedger.Server.Pages.Layout;
using TransferLedger.Server.Pages.Parts;

namespace TransferLedger.Server.Pages.Figures;

/// <summary><c>…/revisions.csv</c> and <c>…/claims.csv</c>: the tables of a figure's page as files.</summary>
internal static class FigureFiles
{
    private static ImmutableArray<PageColumn<Revision>> Revisions(FigureNumber number) =>
        [
            new("day", row => row.At.Day),
            new("low", row => number.Of(row.After.Low)),
            new("high", row => number.Of(row.After.High)),
            new("point", row => number.Of(row.After.Point)),
            new("words", row => row.After.Words),
            new("status", row => Core.Values.Kebab.Of(row.After.Status)),
            new("kind", row => Core.Values.Kebab.Of(row.Kind)),
            new("leading", row => row.After.Leading?.ToString()),
            new(
                "cause",
                row => string.Join(' ', row.Cause.Select(cause => cause.Claim?.ToString()).OfType<string>())
            ),
        ];

    private static ImmutableArray<PageColumn<ClaimRow>> Claims(FigureNumber number) =>
        [
            new("claim", row => row.Claim.Id.ToString()),
            new("position", row => row.State.Position.Value),
            new("said", row => row.Said),
            new("claimant", row => row.Claim.Claimant?.Id),
            new("perspective", row => row.Claim.Perspective.Id),
            new("publisher", row => row.Claim.Publisher),
            new("words", row => row.Words),
            new("low", row => number.Of(row.Low)),
            new("high", row => number.Of(row.High)),
            new("point", row => number.Of(row.Point)),
            new("fate", row => row.Fate.Code),
        ];

    public static void Map(IEndpointRouteBuilder app, string path)
    {
        app.MapPage(
                $"{path}/revisions.csv",
                (HttpContext http, FigureReader reader) =>
                    reader.Answer(
                        http,
                        (seen, _) =>
                            Task.FromResult(
                                PageFile.Of(
                                    Revisions(new(seen.Figure)),
                                    RevisionHistory.ByStated(
                                        seen.Record,
                                        seen.At.AsOf,
                                        Policy.Current,
                                        seen.Narrowing
                                    ),
                                    http.Request.Path.Value!
                                )
                            )
                    )
            )
            .ForDownloads([.. FigureReader.Takes]);
        app.MapPage(
                $"{path}/claims.csv",
                (HttpContext http, FigureReader reader) =>
                    reader.Answer(
                        http,
                        (seen, _) =>
                            Task.FromResult(
                                PageFile.Of(
                                    Claims(new(seen.Figure)),
                                    ClaimRow.All(seen, seen.Estimate()),
                                    http.Request.Path.Value!
                                )
                            )
                    )
            )
            .ForDownloads([.. FigureReader.Takes]);
    }
}
