using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace TransferLedger.Scenarios.Robustness;

/// <summary>
/// The server as a program of its own: with an embedded PostgreSQL in a folder that outlives it, or a node on a database that
/// others use too.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);
    private const string ListeningIsTold = "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information";
    private const string Listening = "Now listening on: ";
    private readonly TaskCompletionSource<Uri> listening = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly Process process;

    private ServerProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, said) => Hear(said.Data);
        process.BeginOutputReadLine();
    }

    public HttpClient Client { get; } = new();

    public string Key { get; private set; } = "";

    public Uri Url => Client.BaseAddress!;

    /// <summary>Answers once it is ready.</summary>
    public static async Task<ServerProcess> Start(string folder, CancellationToken cancellation)
    {
        var server = new ServerProcess(Run([$"--Ledger:DataFolder={folder}"], []));
        await server.UntilReady(folder, cancellation);
        return server;
    }

    /// <summary>A node on a database; answers once it is ready.</summary>
    /// <param name="ledger">Connection string as <c>ledger_server</c>.</param>
    /// <param name="key">What it is asked with.</param>
    public static async Task<ServerProcess> StartNode(
        string ledger,
        string key,
        CancellationToken cancellation
    )
    {
        var server = new ServerProcess(
            Run(
                [ListeningIsTold, "--Ledger:ProjectedWithinSeconds=0"],
                [("ConnectionStrings__Ledger", ledger)]
            )
        );
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        server.Client.BaseAddress = await server.listening.Task.WaitAsync(limit.Token);
        await server.UntilReadyFor(key, limit.Token);
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
        var key = await File.ReadAllTextAsync(Path.Combine(folder, "admin.key"), limit.Token);
        await UntilReadyFor(key.Trim(), limit.Token);
    }

    private async Task UntilReadyFor(string key, CancellationToken cancellation)
    {
        Key = key;
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        while (!await IsReady(cancellation))
        {
            await Task.Delay(BetweenLooks, cancellation);
        }
    }

    private async Task<bool> IsReady(CancellationToken cancellation)
    {
        using var response = await Client.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellation);
        return response.IsSuccessStatusCode;
    }

    private static Process Run(
        IEnumerable<string> arguments,
        IEnumerable<(string Name, string Value)> environment
    )
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "TransferLedger.Server.dll"));
        start.ArgumentList.Add("--urls=http://127.0.0.1:0");
        start.ArgumentList.Add("--Logging:LogLevel:Default=Error");
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private void Hear(string? said)
    {
        TestContext.Current.SendDiagnosticMessage("server: {0}", said ?? "ends");
        if (said is null)
        {
            listening.TrySetException(new InvalidOperationException("The server ended at its start."));
        }
        else if (said.Split(Listening) is [_, var address])
        {
            listening.TrySetResult(new Uri(address));
        }
    }

    private static bool TryRead(string path, out JsonElement json)
    {
        json = File.Exists(path) ? JsonElement.Parse(File.ReadAllText(path)) : default;
        return json.ValueKind == JsonValueKind.Object;
    }
}
