using TransferLedger.Server.Metrics;

namespace TransferLedger.Server.Api;

/// <summary><c>GET /metrics</c>: what this node has done and how the ledger stands, in Prometheus' text format.</summary>
internal static class GetMetrics
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/metrics", Handle)
            .ForReaders()
            .Takes()
            .WithSummary("What this node measures, as Prometheus reads it")
            .Produces(StatusCodes.Status200OK, contentType: "text/plain");

    private static async Task<IResult> Handle(
        Measurements measurements,
        LedgerGauges gauges,
        CancellationToken cancellation
    )
    {
        await gauges.Look(cancellation);
        return TypedResults.Text(measurements.Write(), PrometheusText.ContentType);
    }
}
