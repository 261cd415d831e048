using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Subscriptions;

/// <summary>A ledger that may deliver to a sink on this machine.</summary>
public class SubscribedLedger(LedgerServer postgres) : RunningLedger(postgres)
{
    internal Sink Sink { get; private set; } = null!;

    protected override string[] Arguments =>
        ["--Webhooks:AllowedNetworks=127.0.0.0/8", $"--Webhooks:AllowedPorts={Sink.Port}"];

    private protected virtual Task<Sink> NewSink() => Sink.Start();

    public override async ValueTask InitializeAsync()
    {
        Sink = await NewSink();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Sink.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Subscribes the sink; gives id and secret.</summary>
    internal async Task<(string Id, string Secret)> Subscribe(
        string more = "\"from\": \"0\"",
        string? url = null
    )
    {
        var answer = await Client.Post("/subscriptions", $$"""{"url": "{{url ?? Sink.Url}}", {{more}}}""");
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        return (answer.Json.Of("id"), answer.Json.Of("secret"));
    }

    internal async Task<JsonElement> Standing(string id) => (await Client.Ask($"/subscriptions/{id}")).Json;

    internal Task<JsonElement> Until(
        string id,
        Func<JsonElement, bool> isSo,
        [CallerArgumentExpression(nameof(isSo))] string what = ""
    ) => Eventually.Gives(() => Standing(id), isSo, standing => $"Never: {what}, but {standing}", what);

    internal Task UntilNobodyDelivers(string id) =>
        Eventually.Holds(async () =>
            await Ask($"select holder from feed.bookmarks where name = 'webhook/{id}'") is DBNull
        );

    internal async Task<object?> Ask(string sql)
    {
        await using var command = Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    internal Task<JsonElement> UntilState(string id, string state) =>
        Until(id, now => now.Of("state") == state, $"state is {state}");

    /// <summary>Files some reports whose events and estimates are all there afterwards.</summary>
    internal async Task Files(string prefix, int reports)
    {
        for (var n = 0; n < reports; n++)
        {
            await EventfulHistory.File(
                Client,
                string.Create(CultureInfo.InvariantCulture, $"{prefix}-{n}"),
                EventfulHistory.Said(string.Create(CultureInfo.InvariantCulture, $"over {1_000 + n}"))
            );
        }

        await Scenarios.Feed.Following.FeedIsWhole(this);
    }
}
