using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Http;
using TransferLedger.Server.Subscriptions;

namespace TransferLedger.Scenarios.Subscriptions;

/// <summary>A ledger that may deliver to the public alone. Names are looked up in a list; connections are real.</summary>
public sealed class GuardTests(LedgerServer postgres) : SubscribedLedger(postgres), INames
{
    private readonly ConcurrentDictionary<string, Queue<string>> known = new(StringComparer.Ordinal);

    protected override string[] Arguments =>
        [$"--Webhooks:AllowedPorts={Sink.Port}", "--Webhooks:Retries=0:00:00"];

    protected override void Before(IServiceCollection services) => services.AddSingleton<INames>(this);

    /// <summary>Each time the next addresses of the list, the last for ever.</summary>
    public async Task<IPAddress[]> Of(string host, CancellationToken cancellation)
    {
        if (!known.TryGetValue(host, out var answers))
        {
            return await Dns.GetHostAddressesAsync(host, cancellation);
        }

        var answer = answers.Count > 1 ? answers.Dequeue() : answers.Peek();
        return answer.Length == 0
            ? throw new SocketException((int)SocketError.HostNotFound)
            : [.. answer.Split(' ').Select(IPAddress.Parse)];
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("2130706433")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[64:ff9b::7f00:1]")]
    public async Task A_host_that_is_not_public_is_refused_when_it_is_subscribed(string host)
    {
        var refused = await Client.Post("/subscriptions", $$"""{"url": "http://{{host}}:{{Sink.Port}}/"}""");

        var fault = Assert.Single(refused.Faults);
        Assert.Equal(("/url", "url.not-public"), (fault.Pointer, fault.Code));
    }

    [Fact]
    public async Task A_port_that_is_allowed_no_more_is_refused_when_it_is_connected_to()
    {
        var settings = WebhookSettings.Of(new WebhookOptions { AllowedNetworks = "127.0.0.0/8" });
        using var sender = new WebhookSender(new TargetGuard(settings, this), settings, TimeProvider.System);

        var answer = await sender.Send(
            new Uri(Sink.Url),
            "msg_1",
            "[]"u8.ToArray(),
            [],
            TestContext.Current.CancellationToken
        );

        Assert.Contains($"Nothing is delivered to port {Sink.Port}", answer.Text, StringComparison.Ordinal);
        Assert.Empty(Sink.Messages);
    }

    [Fact]
    public async Task A_name_with_one_private_address_among_public_ones_is_refused()
    {
        Knows("both.example", "93.184.216.34 127.0.0.1");

        Assert.Equal("url.not-public", (await Subscribing("both.example")).Code);
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_refused()
    {
        Knows("none.example", "");

        Assert.Equal("url.unknown-host", (await Subscribing("none.example")).Code);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("93.184.216.34 127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    public async Task A_name_that_turns_private_after_it_was_subscribed_is_not_connected_to(string then)
    {
        Knows("turning.example", "93.184.216.34", then);
        var made = await Subscribing("turning.example", "\"from\": \"0\"");
        Assert.Equal(HttpStatusCode.Created, made.Status);
        await Files("some", 1);

        var stopped = await UntilState(made.Json.Of("id"), "stopped");

        Assert.Contains("refused: turning.example is", stopped.Of("reason"), StringComparison.Ordinal);
        Assert.Empty(Sink.Messages);
    }

    private void Knows(string host, params string[] answers) => known[host] = new Queue<string>(answers);

    private Task<Answer> Subscribing(string host, string more = "\"batch\": 1") =>
        Client.Post("/subscriptions", $$"""{"url": "http://{{host}}:{{Sink.Port}}/", {{more}}}""");
}
