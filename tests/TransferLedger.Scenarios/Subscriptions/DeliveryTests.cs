using System.Net;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Feed;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Subscriptions;

/// <summary>Webhooks whose subscriber behaves: everything, in order, signed.</summary>
public sealed class DeliveryTests(LedgerServer postgres) : SubscribedLedger(postgres)
{
    [Theory]
    [InlineData("\"batch\": 1")]
    [InlineData("\"batch\": 7")]
    public async Task A_subscriber_gets_what_a_reader_of_the_feed_gets_in_the_same_order(string batch)
    {
        await Subscribe($"\"from\": \"0.0\", {batch}");
        foreach (var happens in EventfulHistory.Of(Client))
        {
            await happens();
        }

        await this.FeedIsWhole();
        var whole = (await Client.Feed()).Ids();
        await Eventually.Holds(() => Sink.Taken.Count >= whole.Count);

        Assert.Equal(whole, Sink.Taken);
    }

    [Fact]
    public async Task Each_event_is_as_a_reader_of_the_feed_gets_it()
    {
        await Files("one", 2);
        await Subscribe("\"from\": \"0\", \"batch\": 100");
        var whole = await Client.Feed();
        await Eventually.Holds(() => Sink.Taken.Count >= whole.Count);

        Assert.Equal(
            whole.Select(happened => happened.GetRawText()),
            Sink.Messages.SelectMany(message => message.Events).Select(happened => happened.GetRawText())
        );
        Assert.All(
            Sink.Messages,
            message => Assert.Equal("application/cloudevents-batch+json", message.Headers["Content-Type"])
        );
    }

    [Fact]
    public async Task Every_message_is_signed_with_the_secret_that_the_subscriber_was_given()
    {
        var (_, secret) = await Subscribe();
        await Files("signed", 2);
        await Eventually.Holds(() => Sink.Messages.Count >= 2);

        Assert.All(Sink.Messages, message => Assert.True(message.IsSignedWith(secret)));
        Assert.All(Sink.Messages, message => Assert.DoesNotContain('.', message.Id));
        Assert.Equal(Sink.Messages.Count, Sink.Messages.Select(message => message.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_filter_gives_what_is_wanted_and_the_bookmark_moves_over_the_rest()
    {
        var (id, _) = await Subscribe(
            "\"from\": \"0\", \"types\": [\"estimate-revised\"], \"corridors\": [\"IR-SY\"]"
        );
        foreach (var happens in EventfulHistory.Of(Client))
        {
            await happens();
        }

        await this.FeedIsWhole();
        var wanted = (await Client.Feed("&type=estimate-revised&corridor=IR-SY")).Ids();
        var size = await this.LogSize();
        await Until(id, now => now.Of("bookmark") == $"{size}.0");

        Assert.NotEmpty(wanted);
        Assert.Equal(wanted, Sink.Taken);
    }

    [Fact]
    public async Task It_begins_now_where_nothing_else_is_said()
    {
        await Files("before", 1);
        await Subscribe("\"batch\": 10");
        await Files("after", 1);
        await Eventually.Holds(() => Sink.Messages.Count > 0);

        Assert.Equal("report/after-0", Sink.Messages[0].Events[0].Of("subject"));
    }

    [Fact]
    public async Task A_subscription_that_is_up_to_date_lags_by_nothing()
    {
        var (id, secret) = await Subscribe("\"from\": \"0\", \"batch\": 100");
        await Files("some", 2);
        var size = await this.LogSize();
        var now = await Until(id, now => now.Of("bookmark") == $"{size}.0");
        var standing = await Standing(id);

        Assert.Equal(0, now.GetProperty("lagPositions").GetInt64());
        Assert.Equal(0, standing.GetProperty("lagSeconds").GetDouble());
        Assert.Equal(200, now.GetProperty("lastAnswer").GetProperty("status").GetInt32());
        Assert.DoesNotContain(secret, standing.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_is_delivered_at_once_and_the_answer_says_what_was_answered()
    {
        var (id, secret) = await Subscribe("\"corridors\": [\"DE-FR\"]");
        Sink.Answer = async (http, _) =>
        {
            http.Response.StatusCode = 418;
            await http.Response.Body.WriteAsync("a teapot"u8.ToArray());
        };

        var answer = await Client.Send(HttpMethod.Post, $"/subscriptions/{id}/test");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(418, answer.Json.GetProperty("status").GetInt32());
        Assert.False(answer.Json.GetProperty("delivered").GetBoolean());
        Assert.Equal("a teapot", answer.Json.Of("says"));
        var message = Assert.Single(Sink.Messages);
        Assert.True(message.IsSignedWith(secret));
        Assert.Equal("transferledger.subscription-tested.v1", message.Events[0].Of("type"));
    }
}
