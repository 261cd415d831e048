namespace TransferLedger.Server.Api;

/// <summary>What the asker wants to have.</summary>
internal static class Accepts
{
    /// <summary>Whether it asks for pages, as a person's browser does.</summary>
    public static bool Pages(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether what is wrong is shown on a page, which names what is near by itself.</summary>
    public static bool ProblemPage(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<ProblemsAsPages>() is not null && Pages(http.Request);
}

/// <summary>Problems of the endpoint are pages for whoever asks for pages.</summary>
internal sealed record ProblemsAsPages;
