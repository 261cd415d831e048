using Microsoft.Extensions.Options;
using TransferLedger.Core.Sealing;
using TransferLedger.Postgres.Sealing;

namespace TransferLedger.Server.Api;

/// <summary>
/// <c>GET /tile/{L}/{N}</c> and <c>GET /tile/entries/{N}</c> (C2SP tlog-tiles): hashes and entries, full or partial, of what
/// lies within the checkpoint that was signed last. What was shown once never changes, so everybody may keep it.
/// </summary>
internal static class GetTiles
{
    private const string Bytes = "application/octet-stream";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/tile/entries/{**index}", Entries)
            .ForReaders()
            .Takes()
            .WithSummary(
                "A bundle of 256 entries, or of the first 1 to 255: x001/x234/067 or x001/x234/067.p/8"
            )
            .Produces(StatusCodes.Status200OK, contentType: Bytes);
        app.MapGet("/tile/{level}/{**index}", Hashes)
            .ForReaders()
            .Takes()
            .WithSummary("A tile of 256 hashes, or of the first 1 to 255: x001/x234/067 or x001/x234/067.p/8")
            .Produces(StatusCodes.Status200OK, contentType: Bytes);
    }

    private static Task<IResult> Entries(
        HttpContext http,
        string? index,
        Tiles tiles,
        CancellationToken cancellation
    ) => tiles.Answer(http, "entries", index ?? "", cancellation);

    private static Task<IResult> Hashes(
        HttpContext http,
        string level,
        string? index,
        Tiles tiles,
        CancellationToken cancellation
    ) => tiles.Answer(http, level, index ?? "", cancellation);

    /// <summary>Reads tiles for one server.</summary>
    internal sealed class Tiles(LedgerTiles tiles, SignedHeads heads, IOptions<LedgerOptions> options)
    {
        private readonly string caching =
            $"{(options.Value.PublicReads ? "public" : "private")}, max-age=31536000, immutable";

        public async Task<IResult> Answer(
            HttpContext http,
            string level,
            string index,
            CancellationToken cancellation
        )
        {
            var address = TileAddress.Read(level, index);
            if (!address.IsOk)
            {
                return Problems.Of(StatusCodes.Status400BadRequest, address.Faults);
            }

            var signed = await heads.Size(address.Value.IsWithin, cancellation);
            if (!address.Value.IsWithin(signed))
            {
                return Problems.NotFound(
                    "tile.past-size",
                    $"{address.Value} is not within the {signed} entries of the last signed checkpoint."
                );
            }

            http.Response.Headers.CacheControl = caching;
            return TypedResults.Bytes(await tiles.Read(address.Value, cancellation), Bytes);
        }
    }
}
