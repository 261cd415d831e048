using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace TransferLedger.Scenarios.Robustness;

/// <summary>
/// The server as a program of its own: with an embedded PostgreSQL in a folder that outlives it, or a node on a database that
/// others use too.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);
    private const string ListeningIsTold = "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information";
    private const string Listening = "Now listening on: ";
    private readonly TaskCompletionSource<Uri> listening = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly Process process;
    private readonly ConcurrentQueue<string> said = new();

    private ServerProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
    }

    public HttpClient Client { get; } = new();

    public string Key { get; private set; } = "";

    public Uri Url => Client.BaseAddress!;

    /// <summary>Lines that it wrote: where it listens, and errors.</summary>
    public IReadOnlyCollection<string> Said => said;

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
    /// <param name="projectedWithin">How long it lets a filing wait until it can be read.</param>
    /// <param name="more">Further arguments, which win over the usual ones.</param>
    public static async Task<ServerProcess> StartNode(
        string ledger,
        string key,
        CancellationToken cancellation,
        TimeSpan projectedWithin = default,
        params IEnumerable<string> more
    ) => await StartNode(ledger, key, [], projectedWithin, more, cancellation);

    /// <summary>The same with more of its environment.</summary>
    public static async Task<ServerProcess> StartNode(
        string ledger,
        string key,
        IEnumerable<(string Name, string Value)> environment,
        TimeSpan projectedWithin,
        IEnumerable<string> more,
        CancellationToken cancellation
    )
    {
        var seconds = projectedWithin.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        var server = new ServerProcess(
            Run(
                [ListeningIsTold, $"--Ledger:ProjectedWithinSeconds={seconds}", .. more],
                [("ConnectionStrings__Ledger", ledger), .. environment]
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

    /// <summary>SIGSTOP: it does nothing more, and its connections stay open.</summary>
    public void Pause() => Signal("STOP");

    /// <summary>SIGCONT.</summary>
    public void GoOn() => Signal("CONT");

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
        JsonElement written;
        while (
            !TryRead(Path.Combine(folder, "server.json"), out written)
            || written.GetProperty("pid").GetInt32() != process.Id
        )
        {
            if (process.HasExited)
            {
                throw EndedAtItsStart();
            }

            await Task.Delay(BetweenLooks, limit.Token);
        }

        Client.BaseAddress = new Uri(written.GetProperty("url").GetString()!);
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

    private void Hear(string? line)
    {
        if (line is null)
        {
            listening.TrySetException(EndedAtItsStart());
            return;
        }

        said.Enqueue(line);
        if (line.Split(Listening) is [_, var address])
        {
            listening.TrySetResult(new Uri(address));
        }
    }

    private InvalidOperationException EndedAtItsStart() =>
        new($"The server ended at its start. It said: {string.Join('\n', said)}");

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{process.Id}"]);
        kill.WaitForExit();
        if (kill.ExitCode != 0)
        {
            throw new InvalidOperationException($"kill -{name} {process.Id} said {kill.ExitCode}.");
        }
    }

    private static bool TryRead(string path, out JsonElement json)
    {
        json = File.Exists(path) ? JsonElement.Parse(File.ReadAllText(path)) : default;
        return json.ValueKind == JsonValueKind.Object;
    }
}
