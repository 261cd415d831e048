using System.Diagnostics;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Cli;
using TransferLedger.Scenarios.Feed;
using TransferLedger.Scenarios.Http;
using TransferLedger.Scenarios.Robustness;

namespace TransferLedger.Scenarios.Subscriptions;

/// <summary>Two nodes on one database, one of which delivers until it is killed or paused.</summary>
public sealed class TakeOverTests(LedgerServer postgres) : IAsyncLifetime
{
    private const string LeftToAnother = "Another node delivers";

    private readonly List<ServerProcess> nodes = [];
    private readonly TaskCompletionSource letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Sink sink = null!;
    private string id = "";
    private volatile bool isHolding = true;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The first node is alone when the sink subscribes, so that it is the one that delivers; its first message is held.</summary>
    public async ValueTask InitializeAsync()
    {
        sink = await Sink.Start();
        sink.Answer = (_, _) => isHolding ? letGo.Task : Task.CompletedTask;
        var database = $"take_over_{Guid.NewGuid():N}";
        await (await postgres.Server).CreateDatabase(database, cancellation: Stop);
        var ledger = await postgres.ServerConnection(database);
        var setUp = new Tool(
            ("ConnectionStrings__Ledger", ledger),
            ("ConnectionStrings__LedgerOwner", await postgres.OwnerConnection(database))
        );
        var made = await setUp.Run("keys", "create", "--role", "admin", "--name", "operator");
        string[] settings =
        [
            "--Logging:LogLevel:TransferLedger.Server.Subscriptions=Information",
            "--Webhooks:AllowedNetworks=127.0.0.0/8",
            $"--Webhooks:AllowedPorts={sink.Port}",
        ];
        nodes.Add(await ServerProcess.StartNode(ledger, Assert.Single(made.Lines), Stop, more: settings));
        var subscribed = await nodes[0]
            .Client.Post("/subscriptions", $$"""{"url": "{{sink.Url}}", "from": "0"}""");
        id = subscribed.Json.Of("id");
        for (var n = 0; n < 5; n++)
        {
            await File(nodes[0], $"before-{n}");
        }

        await Sink.Until(() => sink.Messages.Count == 1);
        nodes.Add(await ServerProcess.StartNode(ledger, made.Lines[0], Stop, more: settings));
    }

    [Fact]
    public async Task A_node_that_is_killed_in_the_middle_of_a_delivery_is_followed_by_another_within_seconds()
    {
        isHolding = false;
        var since = Stopwatch.GetTimestamp();
        nodes[0].Kill();
        await Sink.Until(() => sink.Messages.Count > 1);
        var took = Stopwatch.GetElapsedTime(since);
        await File(nodes[1], "after");
        var whole = await Whole(nodes[1], reports: 6);
        await Sink.Until(() => sink.Taken.Count >= whole.Count);

        Assert.Equal(whole, sink.Messages.Skip(1).SelectMany(message => message.Events.Ids()));
        Assert.Equal(sink.Messages[0].Id, sink.Messages[1].Id);
        Assert.InRange(took.TotalSeconds, 0, 5);
    }

    [Fact]
    public async Task A_node_that_was_paused_beyond_its_lease_is_refused_when_it_wakes()
    {
        nodes[0].Pause();
        isHolding = false;
        await Sink.Until(() => sink.Messages.Count > 1);
        var whole = await Whole(nodes[1], reports: 5);
        await Sink.Until(() => sink.Taken.Count >= whole.Count);

        letGo.SetResult();
        nodes[0].GoOn();
        await File(nodes[0], "awake");
        whole = await Whole(nodes[1], reports: 6);
        await Sink.Until(() => sink.Messages.Count >= whole.Count + 1);
        await Sink.Until(() =>
            nodes[0].Said.Any(line => line.Contains(LeftToAnother, StringComparison.Ordinal))
        );

        Assert.Equal(whole, sink.Messages.Skip(1).SelectMany(message => message.Events.Ids()));
        var log = (await nodes[1].Client.Ask($"/subscriptions/{id}/deliveries")).Items;
        Assert.Equal(whole.Count, log.GetArrayLength());
    }

    public async ValueTask DisposeAsync()
    {
        letGo.TrySetResult();
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }

        await sink.DisposeAsync();
    }

    private static async Task File(ServerProcess node, string report)
    {
        var answer = await node.Client.Post(
            "/reports",
            Http.Reports.Containers(report, "KP-RU", "over 1,000")
        );
        Assert.True(answer.Status == System.Net.HttpStatusCode.Created, answer.Text);
    }

    /// <summary>The feed, once all that derives from so many reports stands in it.</summary>
    private static async Task<IReadOnlyList<string>> Whole(ServerProcess node, int reports)
    {
        while ((await node.Client.Ask("/events?from=now")).Headers["Ledger-Next"] != $"{2 * reports}.0")
        {
            await Task.Delay(50, Stop);
        }

        return (await node.Client.Feed()).Ids();
    }
}
