namespace TransferLedger.Server.Api;

/// <summary><c>GET /figures/{corridor}/{measure}[/{item}]</c>: the estimate, with its reasons.</summary>
internal static class GetEstimate
{
    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var path in FigureReader.Paths)
        {
            app.MapGet(path, Handle)
                .ForReaders()
                .Takes(FigureReader.Takes)
                .WithSummary("The estimate of a figure, with its reasons")
                .Produces<EstimateBody>();
        }
    }

    private static Task<IResult> Handle(HttpContext http, FigureReader reader) =>
        reader.Answer(
            http,
            async seen => EstimateBody.Of(await FigureReader.Whole(seen, http.RequestAborted))
        );
}
