using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using TransferLedger.Scenarios.Feed;

namespace TransferLedger.Scenarios.Subscriptions;

/// <summary>A subscriber: a real server on loopback that keeps what it is sent and answers as it is told to.</summary>
internal sealed class Sink : IAsyncDisposable
{
    private WebApplication app = null!;
    private readonly ConcurrentQueue<Message> messages = new();
    private readonly ConcurrentQueue<string> names = new();

    private Sink() { }

    /// <summary>How it answers; what it answered with 2xx counts as received.</summary>
    public Func<HttpContext, Message, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    public string Url => app.Urls.First();

    public int Port => new Uri(Url).Port;

    /// <summary>Every message that came, whatever was answered.</summary>
    public IReadOnlyList<Message> Messages => [.. messages];

    /// <summary>Ids of the events that it took, in the order in which they came.</summary>
    public IReadOnlyList<string> Taken => [.. messages.Where(m => m.IsTaken).SelectMany(m => m.Events.Ids())];

    /// <summary>Names of hosts that were asked for when connections over TLS were opened.</summary>
    public IReadOnlyList<string> NamesAskedFor => [.. names];

    /// <param name="certificate">Null: it speaks plain HTTP.</param>
    public static async Task<Sink> Start(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var sink = new Sink();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, port => sink.Secure(port, certificate))
        );
        sink.app = builder.Build();
        sink.app.Run(sink.Receive);
        await sink.app.StartAsync();
        return sink;
    }

    /// <summary>The usual answer but for this status.</summary>
    public void AnswerWith(int status) =>
        Answer = (http, _) =>
        {
            http.Response.StatusCode = status;
            return Task.CompletedTask;
        };

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private void Secure(ListenOptions port, X509Certificate2? certificate)
    {
        if (certificate is not null)
        {
            port.UseHttps(
                new HttpsConnectionAdapterOptions
                {
                    ServerCertificateSelector = (_, name) =>
                    {
                        names.Enqueue(name ?? "");
                        return certificate;
                    },
                }
            );
        }
    }

    private async Task Receive(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var message = new Message(
            http.Request.Path,
            http.Request.Headers.ToDictionary(
                h => h.Key,
                h => h.Value.ToString(),
                StringComparer.OrdinalIgnoreCase
            ),
            body.ToArray()
        );
        messages.Enqueue(message);
        await Answer(http, message);
        message.IsTaken = http.Response.StatusCode is >= 200 and < 300;
    }
}

/// <summary>A message as it came.</summary>
internal sealed record Message(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public bool IsTaken { get; set; }

    public string Id => Headers["webhook-id"];

    public IReadOnlyList<JsonElement> Events =>
        [.. JsonElement.Parse(Encoding.UTF8.GetString(Body)).EnumerateArray()];

    /// <summary>As a subscriber checks it: with the words of Standard Webhooks, not with ours.</summary>
    public bool IsSignedWith(string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var timestamp = Headers["webhook-timestamp"];
        Assert.InRange(
            DateTimeOffset.UtcNow.ToUnixTimeSeconds() - long.Parse(timestamp, CultureInfo.InvariantCulture),
            -5,
            300
        );
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{Id}.{timestamp}."), .. Body];
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed));
        return Headers["webhook-signature"].Split(' ').Contains(expected, StringComparer.Ordinal);
    }
}
