using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TransferLedger.Benchmarks;

/// <summary>A subscriber of webhooks on a port of this machine, which takes whatever is sent.</summary>
internal sealed class LocalSink : IAsyncDisposable
{
    private readonly WebApplication app;

    private LocalSink(WebApplication app) => this.app = app;

    /// <summary>Without a slash at its end.</summary>
    public string Url => app.Urls.First();

    public int Port => new Uri(Url).Port;

    public static async Task<LocalSink> Start(RequestDelegate receive)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(receive);
        await app.StartAsync();
        return new LocalSink(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
