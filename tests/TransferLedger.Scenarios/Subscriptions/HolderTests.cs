using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TransferLedger.Postgres.Keys;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Feed;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Subscriptions;

/// <summary>Who may see and change a subscription.</summary>
public sealed class HolderTests(LedgerServer postgres) : SubscribedLedger(postgres)
{
    [Theory]
    [InlineData(Role.Filer)]
    [InlineData(Role.Editor)]
    public async Task Other_roles_have_no_subscriptions(Role role)
    {
        using var client = ClientWith(await NewKey(role));

        Assert.Equal(HttpStatusCode.Forbidden, (await client.Ask("/subscriptions")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.Post("/subscriptions", "{}")).Status);
    }

    [Fact]
    public async Task Without_a_key_nothing_is_shown()
    {
        using var nobody = ClientWith(key: null);

        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.Ask("/subscriptions")).Status);
    }

    [Fact]
    public async Task A_subscriber_sees_and_changes_their_own_and_an_admin_all()
    {
        using var ours = ClientWith(await KeyOf("us"));
        using var others = ClientWith(await KeyOf("others"));
        var made = await ours.Post("/subscriptions", $$"""{"url": "{{Sink.Url}}"}""");
        var address = $"/subscriptions/{made.Json.Of("id")}";

        Assert.Equal("us", made.Json.Of("holder"));
        Assert.Equal(HttpStatusCode.OK, (await ours.Ask(address)).Status);
        Assert.Equal(HttpStatusCode.OK, (await Client.Ask(address)).Status);
        Assert.Equal(1, (await Client.Ask("/subscriptions")).Items.GetArrayLength());
        Assert.Equal(0, (await others.Ask("/subscriptions")).Items.GetArrayLength());
        Assert.Equal("subscription.unknown", (await others.Ask(address)).Code);
        foreach (var below in new[] { "/pause", "/resume", "/rewind", "/redeliver", "/rotate", "/test" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await others.Post(address + below, "{}")).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await others.Ask($"{address}/deliveries")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await others.Ask($"{address}/dead-letters")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await others.Send(HttpMethod.Delete, address)).Status);
        Assert.Equal("active", (await ours.Ask(address)).Json.Of("state"));
    }

    [Fact]
    public async Task Who_has_no_good_key_any_more_is_delivered_to_no_more_until_there_is_one_of_that_name()
    {
        using var ours = ClientWith(await KeyOf("us"));
        var made = await ours.Post("/subscriptions", $$"""{"url": "{{Sink.Url}}", "from": "0"}""");
        var id = made.Json.Of("id");
        await Files("before", 1);
        var before = (await Client.Feed()).Count;
        await Eventually.Holds(() => Sink.Taken.Count >= before);
        foreach (var key in await Keys.List(TestContext.Current.CancellationToken))
        {
            if (key.Name == "us")
            {
                await Keys.Revoke(key.Id, TestContext.Current.CancellationToken);
            }
        }

        var paused = await UntilState(id, "paused");
        await UntilNobodyDelivers(id);
        await Files("while", 1);
        Assert.StartsWith("No key named us is good", paused.Of("reason"), StringComparison.Ordinal);
        Assert.Equal(before, Sink.Taken.Count);

        await KeyOf("us");
        var whole = (await Client.Feed()).Ids();
        await Eventually.Holds(() => Sink.Taken.Count >= whole.Count);
        Assert.Equal(whole, Sink.Taken);
    }

    private KeyStore Keys => Services.GetRequiredService<KeyStore>();

    private async Task<string> KeyOf(string name)
    {
        var (_, text) = await Keys.Create(
            Role.Subscriber,
            name,
            expiresAt: null,
            TestContext.Current.CancellationToken
        );
        return text.ToString();
    }
}
