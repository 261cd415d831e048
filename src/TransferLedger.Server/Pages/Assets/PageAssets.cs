using System.Reflection;

namespace TransferLedger.Server.Pages.Assets;

/// <summary>The files that pages ask for beside themselves: style, script, map data. Made by <c>build.mjs</c>.</summary>
internal static class PageAssets
{
    private static readonly string Name = typeof(PageAssets).Assembly.GetName().Name!;

    /// <summary>As a source of styles in a Content-Security-Policy: the one style that Plot writes into its drawings.</summary>
    public static string PlotStyle { get; } = $"'{Embedded("plot-style.sha256")}'";

    /// <summary>Finds the files beside this assembly, whichever program runs it and from whichever folder.</summary>
    public static WebApplicationOptions Found(string[] args) =>
        new()
        {
            Args = args,
            ApplicationName = Name,
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
        };

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapStaticAssets($"{Name}.staticwebassets.endpoints.json").ExcludeFromDescription();

    private static string Embedded(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Trim();
    }
}
