using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace TransferLedger.Scenarios.Robustness;

/// <summary>The server as a program of its own, with an embedded PostgreSQL in a folder that outlives it.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);
    private readonly Process process;

    private ServerProcess(Process process) => this.process = process;

    public HttpClient Client { get; } = new();

    public string Key { get; private set; } = "";

    public Uri Url => Client.BaseAddress!;

    /// <summary>Answers once it is ready.</summary>
    public static async Task<ServerProcess> Start(string folder, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "TransferLedger.Server.dll"));
        start.ArgumentList.Add("--urls=http://127.0.0.1:0");
        start.ArgumentList.Add($"--Ledger:DataFolder={folder}");
        start.ArgumentList.Add("--Logging:LogLevel:Default=Error");
        var server = new ServerProcess(Process.Start(start)!);
        server.process.OutputDataReceived += (_, said) =>
            TestContext.Current.SendDiagnosticMessage("server: {0}", said.Data ?? "ends");
        server.process.BeginOutputReadLine();
        await server.UntilReady(folder, cancellation);
        return server;
    }

    /// <summary>SIGKILL: it cleans nothing up.</summary>
    public void Kill() => process.Kill();

    public Task UntilGone(CancellationToken cancellation) => process.WaitForExitAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync();
        process.Dispose();
        Client.Dispose();
    }

    /// <summary>It writes its address when it listens; what a killed one left behind bears another process id.</summary>
    private async Task UntilReady(string folder, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        JsonElement said;
        while (
            !TryRead(Path.Combine(folder, "server.json"), out said)
            || said.GetProperty("pid").GetInt32() != process.Id
        )
        {
            Assert.False(process.HasExited, "The server ended at its start.");
            await Task.Delay(BetweenLooks, limit.Token);
        }

        Client.BaseAddress = new Uri(said.GetProperty("url").GetString()!);
        Key = (await File.ReadAllTextAsync(Path.Combine(folder, "admin.key"), limit.Token)).Trim();
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        while (!await IsReady(limit.Token))
        {
            await Task.Delay(BetweenLooks, limit.Token);
        }
    }

    private async Task<bool> IsReady(CancellationToken cancellation)
    {
        using var response = await Client.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellation);
        return response.IsSuccessStatusCode;
    }

    private static bool TryRead(string path, out JsonElement json)
    {
        json = File.Exists(path) ? JsonElement.Parse(File.ReadAllText(path)) : default;
        return json.ValueKind == JsonValueKind.Object;
    }
}
