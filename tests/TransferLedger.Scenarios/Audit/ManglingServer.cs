using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace TransferLedger.Scenarios.Audit;

/// <summary>A server that passes on what another one says, a little changed.</summary>
internal sealed class ManglingServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient behind;

    private ManglingServer(WebApplication app, HttpClient behind) => (this.app, this.behind) = (app, behind);

    public string Url => app.Urls.First();

    /// <param name="mangle">The path, and the body as it was said.</param>
    public static async Task<ManglingServer> Before(string url, Func<string, string, string> mangle)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var (app, behind) = (builder.Build(), new HttpClient { BaseAddress = new Uri(url) });
        app.Run(async http =>
        {
            var path = http.Request.Path.Value!;
            using var said = await behind.GetAsync(
                new Uri($"{path}{http.Request.QueryString}", UriKind.Relative),
                http.RequestAborted
            );
            var body = await said.Content.ReadAsStringAsync(http.RequestAborted);
            http.Response.StatusCode = (int)said.StatusCode;
            await http.Response.Body.WriteAsync(
                Encoding.UTF8.GetBytes(mangle(path, body)),
                http.RequestAborted
            );
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new ManglingServer(app, behind);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        behind.Dispose();
    }
}
