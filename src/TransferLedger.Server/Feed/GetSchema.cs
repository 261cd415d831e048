using TransferLedger.Core.Faults;
using TransferLedger.Core.Feed;
using TransferLedger.Server.Api;

namespace TransferLedger.Server.Feed;

/// <summary><c>GET /schemas/{type}</c>: what stands in the <c>data</c> of an event of a type.</summary>
internal static class GetSchema
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/schemas/{type}", Handle)
            .ForReaders()
            .Takes()
            .WithSummary("The JSON Schema of the data of a type of event, which dataschema names")
            .Produces(StatusCodes.Status200OK, contentType: EventSchemas.MediaType);

    private static IResult Handle(string type) =>
        EventSchemas.Of(type) is { } schema
            ? TypedResults.Text(schema, EventSchemas.MediaType)
            : Problems.NotFound(
                "schema.unknown",
                $"{Quote.Of(type)} is no type of event. {Nearest.Suggest(type, FeedEvent.Types, $"Known: {string.Join(", ", FeedEvent.Types)}.")}"
            );
}
