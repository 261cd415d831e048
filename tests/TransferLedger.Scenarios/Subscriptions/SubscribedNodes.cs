using System.Net;
using System.Security.Cryptography.X509Certificates;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Cli;
using TransferLedger.Scenarios.Feed;
using TransferLedger.Scenarios.Http;
using TransferLedger.Scenarios.Robustness;

namespace TransferLedger.Scenarios.Subscriptions;

/// <summary>Nodes as processes of their own on one database, and a sink that they may deliver to.</summary>
internal sealed class SubscribedNodes : IAsyncDisposable
{
    private readonly List<ServerProcess> all = [];
    private readonly string ledger;
    private readonly string key;
    private int reports;

    private SubscribedNodes(Sink sink, string ledger, string key) =>
        (Sink, this.ledger, this.key) = (sink, ledger, key);

    public Sink Sink { get; }

    /// <summary>As <c>ledger_server</c>.</summary>
    public string Connection => ledger;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<SubscribedNodes> OnNewDatabase(
        LedgerServer postgres,
        X509Certificate2? certificate = null
    )
    {
        var database = $"subscribed_{Guid.NewGuid():N}";
        await (await postgres.Server).CreateDatabase(database, cancellation: Stop);
        var ledger = await postgres.ServerConnection(database);
        var setUp = new Tool(
            ("ConnectionStrings__Ledger", ledger),
            ("ConnectionStrings__LedgerOwner", await postgres.OwnerConnection(database))
        );
        var made = await setUp.Run("keys", "create", "--role", "admin", "--name", "operator");
        return new(await Sink.Start(certificate), ledger, Assert.Single(made.Lines));
    }

    /// <param name="environment">More of its environment.</param>
    public async Task<ServerProcess> StartNode(params (string Name, string Value)[] environment)
    {
        string[] settings =
        [
            "--Logging:LogLevel:TransferLedger.Server.Subscriptions=Information",
            "--Webhooks:AllowedNetworks=127.0.0.0/8,::1/128",
            "--Webhooks:AnswerWithinSeconds=60",
            $"--Webhooks:AllowedPorts={Sink.Port}",
        ];
        var node = await ServerProcess.StartNode(ledger, key, environment, default, settings, Stop);
        all.Add(node);
        return node;
    }

    /// <summary>Everything from the beginning on; gives the id.</summary>
    public async Task<string> Subscribe(ServerProcess node, int batch, string? url = null)
    {
        var made = await node.Client.Post(
            "/subscriptions",
            $$"""{"url": "{{url ?? Sink.Url}}", "from": "0", "batch": {{batch}}}"""
        );
        Assert.True(made.Status == HttpStatusCode.Created, made.Text);
        return made.Json.Of("id");
    }

    /// <summary>Files one report more, of two entries.</summary>
    public async Task File(ServerProcess node)
    {
        var report = Http.Reports.Containers($"report-{reports++}", "KP-RU", "over 1,000");
        var answer = await node.Client.Post("/reports", report);
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
    }

    /// <summary>Ids of the feed, once all that derives from what was filed stands in it.</summary>
    public async Task<IReadOnlyList<string>> Feed(ServerProcess node)
    {
        await node.Client.FeedReaches(2 * reports);
        return (await node.Client.Feed()).Ids();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in all)
        {
            await node.DisposeAsync();
        }

        await Sink.DisposeAsync();
    }
}
