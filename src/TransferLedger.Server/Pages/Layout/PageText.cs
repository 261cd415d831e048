using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace TransferLedger.Server.Pages.Layout;

/// <summary>Components as text, and text that components were as a part of others.</summary>
internal static class PageText
{
    public static async Task<byte[]> Of<TComponent>(IServiceProvider services, string parameter, object value)
        where TComponent : IComponent
    {
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var parameters = ParameterView.FromDictionary(
            new Dictionary<string, object?>(StringComparer.Ordinal) { [parameter] = value }
        );
        return await renderer.Dispatcher.InvokeAsync(async () =>
            Encoding.UTF8.GetBytes(
                (await renderer.RenderComponentAsync<TComponent>(parameters)).ToHtmlString()
            )
        );
    }

    public static Task<byte[]> Of(IServiceProvider services, RenderFragment fragment) =>
        Of<Part>(services, nameof(Part.Content), fragment);

    /// <param name="written">What <see cref="Of(IServiceProvider, RenderFragment)"/> wrote: every text in it is encoded.</param>
    public static RenderFragment Again(ReadOnlyMemory<byte> written) =>
        builder => builder.AddMarkupContent(0, Encoding.UTF8.GetString(written.Span));
}
