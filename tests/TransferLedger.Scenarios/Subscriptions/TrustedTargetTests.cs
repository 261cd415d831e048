using System.Security.Cryptography.X509Certificates;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Http;
using TransferLedger.Scenarios.Robustness;

namespace TransferLedger.Scenarios.Subscriptions;

/// <summary>
/// A subscriber over TLS whose certificate the machine of the node trusts, as OpenSSL is told.
/// </summary>
public sealed class TrustedTargetTests(TrustedTargetTests.TrustingNode trusting)
    : IClassFixture<TrustedTargetTests.TrustingNode>
{
    private const string Host = "localhost";

    public static bool IsLinux => OperatingSystem.IsLinux();

    [Fact(SkipUnless = nameof(IsLinux), Skip = "Elsewhere .NET asks the machine's own store.")]
    public async Task It_gets_everything()
    {
        await trusting.Nodes.Subscribe(trusting.Node, batch: 10, trusting.AddressOf(Host));
        await trusting.Nodes.File(trusting.Node);
        var whole = await trusting.Nodes.Feed(trusting.Node);
        await Eventually.Holds(() => trusting.Nodes.Sink.Taken.Count >= whole.Count);

        Assert.Equal(whole, trusting.Nodes.Sink.Taken);
    }

    [Fact(SkipUnless = nameof(IsLinux), Skip = "Elsewhere .NET asks the machine's own store.")]
    public async Task Under_another_name_than_its_certificate_says_it_gets_nothing()
    {
        var id = await trusting.Nodes.Subscribe(trusting.Node, batch: 10, trusting.AddressOf("127.0.0.1"));

        var tried = await trusting.Node.Client.Send(HttpMethod.Post, $"/subscriptions/{id}/test");

        Assert.False(tried.Json.GetProperty("delivered").GetBoolean());
        Assert.Contains("RemoteCertificateNameMismatch", tried.Json.Of("says"), StringComparison.Ordinal);
    }

    /// <summary>A node told to trust the sink's certificate.</summary>
    public sealed class TrustingNode(LedgerServer postgres) : IAsyncLifetime
    {
        private readonly string file = Path.GetTempFileName();
        private X509Certificate2? certificate;

        internal SubscribedNodes Nodes { get; private set; } = null!;

        internal ServerProcess Node { get; private set; } = null!;

        public string AddressOf(string host) => $"https://{host}:{Nodes.Sink.Port}/";

        public async ValueTask InitializeAsync()
        {
            certificate = SelfMade.CertificateFor(Host);
            await File.WriteAllTextAsync(file, certificate.ExportCertificatePem());
            Nodes = await SubscribedNodes.OnNewDatabase(postgres, certificate);
            Node = await Nodes.StartNode(("SSL_CERT_FILE", file));
        }

        public async ValueTask DisposeAsync()
        {
            await Nodes.DisposeAsync();
            certificate?.Dispose();
            File.Delete(file);
        }
    }
}
