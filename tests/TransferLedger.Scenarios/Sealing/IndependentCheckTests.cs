using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Sealing;

/// <summary>A program in another language, that shares no line with ours, checks a running ledger (tests/check-log.mjs).</summary>
public sealed class IndependentCheckTests(SigningLedger ledger) : IClassFixture<SigningLedger>, IAsyncLifetime
{
    private const int Entries = 600;

    public async ValueTask InitializeAsync()
    {
        if ((await ledger.Client.Ask("/reports/checked-1")).Status == HttpStatusCode.NotFound)
        {
            foreach (var n in new[] { 1, 2 })
            {
                var claims = string.Join(
                    ",",
                    Enumerable.Range(0, (Entries / 2) - 1).Select(_ => Reports.Containers())
                );
                await ledger.Client.File(Reports.Of($"checked-{n}", claims));
            }
        }

        await ledger.Signed();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(0)]
    [InlineData(511)]
    [InlineData(Entries - 1)]
    public async Task It_agrees(int entry)
    {
        var (exitCode, said) = await Check(ledger.Url, entry);

        Assert.True(exitCode == 0, said);
        Assert.Contains($"{SigningLedger.Origin}: {Entries} entries", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/checkpoint")]
    [InlineData("/log.vkey")]
    [InlineData("/tile/0/000")]
    [InlineData("/tile/0/002.p/88")]
    [InlineData("/tile/entries/001")]
    [InlineData("/proof/entry/511")]
    [InlineData("/entries/511")]
    public async Task It_does_not_agree_where_a_bit_was_flipped(string address)
    {
        await using var proxy = new FlippingProxy(ledger.Url, address);

        var (exitCode, said) = await Check(proxy.Url, entry: 511);

        Assert.True(exitCode != 0, said);
        Assert.True(proxy.HasFlipped, said);
    }

    private static async Task<(int ExitCode, string Said)> Check(string url, int entry)
    {
        var start = new ProcessStartInfo(
            "node",
            [Path.Combine(AppContext.BaseDirectory, "check-log.mjs"), url, $"{entry}"]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("Skipped: node is not on this machine.");
            throw;
        }

        using (process)
        {
            var (answers, errors) = (
                process.StandardOutput.ReadToEndAsync(),
                process.StandardError.ReadToEndAsync()
            );
            await process
                .WaitForExitAsync(TestContext.Current.CancellationToken)
                .WaitAsync(TimeSpan.FromMinutes(1));
            return (process.ExitCode, await answers + await errors);
        }
    }

    /// <summary>Passes everything on, and flips a bit in the middle of one answer.</summary>
    private sealed class FlippingProxy : IAsyncDisposable
    {
        private readonly HttpListener listener = new();
        private readonly HttpClient client;
        private readonly Task serving;
        private volatile bool hasFlipped;

        public FlippingProxy(string server, string flipped)
        {
            Url = $"http://127.0.0.1:{FreePort()}";
            client = new HttpClient { BaseAddress = new Uri(server) };
            listener.Prefixes.Add($"{Url}/");
            listener.Start();
            serving = Task.Run(() => Serve(flipped));
        }

        public string Url { get; }

        public bool HasFlipped => hasFlipped;

        public async ValueTask DisposeAsync()
        {
            listener.Stop();
            await serving;
            listener.Close();
            client.Dispose();
        }

        private async Task Serve(string flipped)
        {
            while (listener.IsListening)
            {
                HttpListenerContext context;
                try
                {
                    context = await listener.GetContextAsync();
                }
                catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }

                var path = context.Request.RawUrl!;
                var answer = await client.GetAsync(path);
                var body = await answer.Content.ReadAsByteArrayAsync();
                if (path == flipped)
                {
                    // Not the last characters of a base64 text, some of whose bits say nothing.
                    body[body.Length / 2] ^= 1;
                    hasFlipped = true;
                }

                context.Response.StatusCode = (int)answer.StatusCode;
                await context.Response.OutputStream.WriteAsync(body);
                context.Response.Close();
            }
        }

        private static int FreePort()
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }
    }
}
