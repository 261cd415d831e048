using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Http;
using TransferLedger.Server.Subscriptions;

namespace TransferLedger.Scenarios.Subscriptions;

/// <summary>A subscriber over TLS whose certificate nobody trusts. Its name is known here alone; connections are real.</summary>
public sealed class UntrustedTargetTests(LedgerServer postgres) : SubscribedLedger(postgres), INames
{
    private const string Host = "sink.example";

    private readonly X509Certificate2 certificate = SelfMade.CertificateFor(Host);

    protected override string[] Arguments => [.. base.Arguments, "--Webhooks:Retries=0:00:00"];

    private string Address => $"https://{Host}:{Sink.Port}/";

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        certificate.Dispose();
        GC.SuppressFinalize(this);
    }

    public Task<IPAddress[]> Of(string host, CancellationToken cancellation) =>
        host == Host
            ? Task.FromResult<IPAddress[]>([IPAddress.Loopback])
            : Dns.GetHostAddressesAsync(host, cancellation);

    [Fact]
    public async Task It_gets_nothing_and_the_delivery_log_says_why()
    {
        var (id, _) = await Subscribe("\"from\": \"0\"", Address);
        await Files("untrusted", 1);

        var stopped = await UntilState(id, "stopped");

        Assert.Equal("0.0", stopped.Of("bookmark"));
        var attempts = (await Client.Ask($"/subscriptions/{id}/deliveries")).Items.EnumerateArray().ToList();
        Assert.Equal(["stopped", "failed"], attempts.Select(attempt => attempt.Of("outcome")));
        Assert.All(
            attempts,
            attempt =>
            {
                Assert.Null(attempt.Number("status"));
                Assert.Contains("certificate", attempt.Of("answer"), StringComparison.Ordinal);
                Assert.Contains("UntrustedRoot", attempt.Of("answer"), StringComparison.Ordinal);
            }
        );
        Assert.Empty(Sink.Messages);
    }

    [Fact]
    public async Task At_the_address_that_was_checked_the_host_of_the_subscription_is_asked_for()
    {
        var (id, _) = await Subscribe("\"from\": \"now\"", Address);

        await Client.Send(HttpMethod.Post, $"/subscriptions/{id}/test");

        Assert.Equal([Host], Sink.NamesAskedFor);
    }

    private protected override Task<Sink> NewSink() => Sink.Start(certificate);

    protected override void Before(IServiceCollection services) => services.AddSingleton<INames>(this);
}
