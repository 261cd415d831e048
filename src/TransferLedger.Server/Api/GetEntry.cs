using TransferLedger.Core.Events;
using TransferLedger.Core.Log;

namespace TransferLedger.Server.Api;

/// <summary><c>GET /entries/{position}</c>: the bytes of an entry as they are hashed. They never change.</summary>
internal static class GetEntry
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/entries/{position:long:min(0)}", Handle)
            .ForReaders()
            .Takes()
            .WithSummary("The raw bytes of an entry")
            .Produces(StatusCodes.Status200OK, contentType: "application/json");

    private static async Task<IResult> Handle(
        HttpContext http,
        long position,
        ILog log,
        CancellationToken cancellation
    )
    {
        var found = await log.Read(new Position(position), limit: 1, cancellation);
        if (found is not [var entry])
        {
            var head = await log.Head(cancellation);
            return Problems.NotFound(
                "entry.unknown",
                head.Size == 0
                    ? "The log is empty."
                    : $"The log holds {head.Size} entries; positions go from 0 to {head.Size - 1}."
            );
        }

        http.Response.Headers.CacheControl = Access.CachedForEver(http);
        return TypedResults.Bytes(entry.Bytes.ToArray(), "application/json");
    }
}
