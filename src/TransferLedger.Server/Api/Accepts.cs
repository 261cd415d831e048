namespace TransferLedger.Server.Api;

/// <summary>What the asker wants to have.</summary>
internal static class Accepts
{
    /// <summary>Whether it asks for pages, as a person's browser does.</summary>
    public static bool Pages(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
}
