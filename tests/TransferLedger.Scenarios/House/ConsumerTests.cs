using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using TransferLedger.Core.Webhooks;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Feed;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.House;

/// <summary>README's consumers of webhooks, as they stand there: each runs against the real thing, where its language is there.</summary>
public sealed class ConsumerTests(LedgerServer postgres) : RunningLedger(postgres), IDisposable
{
    private const string Secret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string folder = Directory.CreateTempSubdirectory("transferledger-consumer-").FullName;
    private readonly int port = FreePort();

    protected override string[] Arguments =>
        [
            "--Webhooks:AllowedNetworks=127.0.0.0/8",
            $"--Webhooks:AllowedPorts={port.ToString(CultureInfo.InvariantCulture)}",
            "--Webhooks:Retries=0:00:00, 0:00:01, 0:00:01, 0:00:01",
        ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("csharp", "consumer.cs", "dotnet", "run")]
    [InlineData("python", "consumer.py", "python3")]
    [InlineData("js", "consumer.mjs", "node")]
    public async Task It_takes_each_event_of_the_order_once_and_what_is_sent_by_hand_or_rewound_again(
        string language,
        string file,
        string program,
        params string[] before
    )
    {
        Assert.SkipUnless(IsThere(program), $"{program} is not installed.");
        var code = Block(language);
        Assert.InRange(code.Split('\n').Count(line => line.Trim().Length > 0), 1, 30);
        await File.WriteAllTextAsync(Path.Combine(folder, file), code, Stop);
        using var consumer = Start(program, [.. before, file]);
        await Listens();
        await EventfulHistory.File(Client, "first", EventfulHistory.Said("over 1,000"));
        var subscribed = await Client.Post(
            "/subscriptions",
            $$"""{"url": "http://127.0.0.1:{{port}}/", "secret": "{{Secret}}", "from": "0.0", "batch": 2}"""
        );
        Assert.True(subscribed.Status == HttpStatusCode.Created, subscribed.Text);
        var subscription = $"/subscriptions/{subscribed.Json.Of("id")}";
        await this.FeedIsWhole();
        var first = await Client.Feed();
        var printed = await Lines(consumer, first.Count);
        // It has remembered its place once it has answered.
        await Eventually.Holds(async () => (await Client.Ask(subscription)).Json.Number("lagPositions") == 0);

        var repeated = await Send($"msg_{subscribed.Json.Of("id")}_0_0-0_0-0", [first[0]]);
        var forged = await Send("msg_forged", [first[0]], forge: signature => $"{signature[..^1]}\u00e9");
        var tested = await Client.Send(HttpMethod.Post, $"{subscription}/test");
        var again = await Client.Post($"{subscription}/redeliver", """{"place": "1.0"}""");
        printed.AddRange(await Lines(consumer, 1));
        await Client.Post($"{subscription}/rewind", """{"to": "0.0"}""");
        printed.AddRange(await Lines(consumer, first.Count));
        await EventfulHistory.File(Client, "second", EventfulHistory.Said("over 2,000"));
        await this.FeedIsWhole();
        var whole = await Client.Feed();
        printed.AddRange(await Lines(consumer, whole.Count - first.Count));

        Assert.Equal(HttpStatusCode.OK, repeated);
        Assert.InRange((int)forged, 400, 499);
        Assert.True(tested.Json.GetProperty("delivered").GetBoolean(), tested.Text);
        Assert.True(again.Items[0].GetProperty("delivered").GetBoolean(), again.Text);
        Assert.Equal(Printed([.. first, first[1], .. whole]), printed);
        consumer.Kill(entireProcessTree: true);
    }

    private static IEnumerable<string> Printed(IEnumerable<JsonElement> events) =>
        events.Select(happened => $"{happened.Of("sequence")} {happened.Of("type")}");

    /// <summary>As the ledger sends it, or somebody who would like to be it.</summary>
    private async Task<HttpStatusCode> Send(
        string id,
        IEnumerable<JsonElement> events,
        Func<string, string>? forge = null
    )
    {
        var body = Encoding.UTF8.GetBytes($"[{string.Join(',', events.Select(e => e.GetRawText()))}]");
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var signature = WebhookSecret.Read(Secret).Value.Sign(id, timestamp, body);
        using var handler = new SocketsHttpHandler
        {
            RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        };
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}/")
        {
            Content = new ByteArrayContent(body),
        };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("webhook-signature", forge?.Invoke(signature) ?? signature);
        using var response = await http.SendAsync(request, Stop);
        return response.StatusCode;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Block(string language) =>
        File.ReadAllText(Path.Combine(SourceTree.Root, "README.md"))
            .Split($"```{language}\n")[1]
            .Split("```")[0];

    private Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, [.. arguments, port.ToString(CultureInfo.InvariantCulture)])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["WEBHOOK_SECRET"] = Secret;
        start.Environment["Logging__LogLevel__Default"] = "None";
        return Process.Start(start)!;
    }

    private async Task Listens()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(Patience);
        while (true)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, port, limit.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(100, limit.Token);
            }
        }
    }

    private static async Task<List<string>> Lines(Process consumer, int count)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(Patience);
        var lines = new List<string>();
        while (lines.Count < count)
        {
            lines.Add((await consumer.StandardOutput.ReadLineAsync(limit.Token))!);
        }

        return lines;
    }

    private static bool IsThere(string program)
    {
        try
        {
            using var asked = Process.Start(
                new ProcessStartInfo(program, "--version")
                {
                    RedirectStandardOutput = true,
                    UseShellExecute = false,
                }
            )!;
            asked.WaitForExit();
            return asked.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
