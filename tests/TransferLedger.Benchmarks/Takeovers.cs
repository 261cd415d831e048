using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using TransferLedger.Postgres.Keys;
using TransferLedger.Scenarios.Robustness;

namespace TransferLedger.Benchmarks;

/// <summary>
/// Two nodes, of which the one that delivers to a webhook is killed: how long until the other has delivered what was filed after it
/// (target: 5 s, the longest of ten).
/// </summary>
internal static class Takeovers
{
    private const int Kills = 10;
    private const string Database = "takeovers";
    private static readonly TimeSpan Target = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ProjectedWithin = TimeSpan.FromSeconds(2);

    public static async Task<int> Run()
    {
        var awaited = new Awaited();
        await using var sink = await LocalSink.Start(awaited.Receive);
        await using var postgres = await ScratchServer.Start();
        var (server, owner) = await postgres.NewDatabase(Database);
        await using var ownServer = server;
        await using var ownOwner = owner;
        Console.WriteLine(await ScratchServer.Settings(server));
        var (_, key) = await new KeyStore(server, TimeProvider.System).Create(
            Role.Admin,
            "benchmark",
            expiresAt: null,
            CancellationToken.None
        );
        var took = new List<TimeSpan>();
        var started = new List<ServerProcess>();
        try
        {
            // Alone when the subscription is made: it delivers.
            var delivering = await Start();
            await Post(delivering, "/subscriptions", $$"""{"url": "{{sink.Url}}", "from": "0"}""");
            await Delivered(delivering, "first");
            var other = await Start();
            for (var kill = 0; kill < Kills; kill++)
            {
                var since = Stopwatch.GetTimestamp();
                delivering.Kill();
                await delivering.UntilGone(CancellationToken.None);
                await Delivered(other, string.Create(CultureInfo.InvariantCulture, $"after-kill-{kill}"));
                took.Add(Stopwatch.GetElapsedTime(since));
                (delivering, other) = (other, await Start());
            }
        }
        finally
        {
            foreach (var node in started)
            {
                await node.DisposeAsync();
            }
        }

        took.Sort();
        Console.WriteLine(
            $"webhooks of a killed node, {Kills} kills: delivered by the other after p50 {took[Kills / 2].TotalSeconds:0.00} s, at most {took[^1].TotalSeconds:0.00} s   target {Target.TotalSeconds} s"
        );
        return took[^1] <= Target ? 0 : 1;

        async Task<ServerProcess> Start()
        {
            var node = await ServerProcess.StartNode(
                postgres.ServerConnection(Database),
                key.ToString(),
                CancellationToken.None,
                ProjectedWithin,
                "--Webhooks:AllowedNetworks=127.0.0.0/8",
                $"--Webhooks:AllowedPorts={sink.Port}"
            );
            started.Add(node);
            return node;
        }

        async Task Delivered(ServerProcess by, string report)
        {
            var comes = awaited.Expect($"report/{report}");
            await Post(by, "/reports", Report(report));
            await comes.WaitAsync(Limit);
        }
    }

    private static async Task Post(ServerProcess node, string address, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await node.Client.PostAsync(address, content);
        answer.EnsureSuccessStatusCode();
    }

    private static string Report(string id) =>
        System.Text.Json.JsonSerializer.Serialize(
            new
            {
                id,
                title = id,
                publisher = "Bench",
                medium = "press",
                published = "2022-01-01",
                claims = new[] { GeneratedLog.ClaimInput(1, "2022-01-01", 100) },
            }
        );

    /// <summary>Tells when a message about a subject comes.</summary>
    private sealed class Awaited
    {
        private TaskCompletionSource came = new();
        private string subject = "";

        public Task Expect(string about)
        {
            var expected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (subject, came) = (about, expected);
            return expected.Task;
        }

        public async Task Receive(HttpContext http)
        {
            using var reader = new StreamReader(http.Request.Body);
            if ((await reader.ReadToEndAsync()).Contains($"\"{subject}\"", StringComparison.Ordinal))
            {
                came.TrySetResult();
            }
        }
    }
}
