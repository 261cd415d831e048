using System.Diagnostics;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Feed;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Subscriptions;

/// <summary>Webhooks whose subscriber answers as it should not, with a schedule of two retries.</summary>
public sealed class FailingSubscriberTests(LedgerServer postgres) : SubscribedLedger(postgres)
{
    private const string FromTheFirst = "\"from\": \"0\"";

    private readonly RawSubscriber endless = RawSubscriber.Endless("HTTP/1.1 200 OK\r\n\r\n");

    protected override string[] Arguments =>
        [
            .. base.Arguments,
            $"--Webhooks:AllowedPorts={Sink.Port}, {endless.Port}",
            "--Webhooks:Retries=0:00:00,0:00:00.2",
            "--Webhooks:AnswerWithinSeconds=60",
        ];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await endless.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Who_answers_500_for_ever_stops_the_subscription_before_what_was_not_taken()
    {
        Sink.AnswerWith(500);
        var (id, _) = await Subscribe(FromTheFirst);
        await Files("never", 2);

        var stopped = await UntilState(id, "stopped");

        Assert.Equal("0.0", stopped.Of("bookmark"));
        Assert.Equal("3 attempts failed, the last with: 500", stopped.Of("reason"));
        Assert.Equal(3, Sink.Messages.Count);
        Assert.Single(
            Sink.Messages.Select(message => (message.Id, Convert.ToHexString(message.Body))).Distinct()
        );
    }

    [Fact]
    public async Task A_subscription_that_stopped_goes_on_without_a_gap_when_it_is_resumed()
    {
        Sink.AnswerWith(500);
        var (id, _) = await Subscribe(FromTheFirst);
        await Files("later", 2);
        await UntilState(id, "stopped");

        Sink.AnswerWith(200);
        await Client.Send(HttpMethod.Post, $"/subscriptions/{id}/resume");
        var whole = (await Client.Feed()).Ids();
        await Eventually.Holds(() => Sink.Taken.Count >= whole.Count);

        Assert.Equal(whole, Sink.Taken);
    }

    [Fact]
    public async Task What_was_tried_for_the_last_time_is_set_aside_where_it_was_asked_for_and_the_rest_goes_on()
    {
        Sink.Answer = (http, message) =>
        {
            http.Response.StatusCode = message.Events[0].Of("subject") == "report/bad-0" ? 500 : 200;
            return Task.CompletedTask;
        };
        var (id, _) = await Subscribe(
            $"{FromTheFirst}, \"onFailure\": \"dead-letter\", \"types\": [\"report-filed\"]"
        );
        await Files("good", 1);
        await Files("bad", 1);
        await Files("fine", 1);
        var whole = (await Client.Feed("&type=report-filed")).Ids();
        await Eventually.Holds(() => Sink.Taken.Count >= 2);

        Assert.Equal([whole[0], whole[2]], Sink.Taken);
        var aside = (await Client.Ask($"/subscriptions/{id}/dead-letters")).Items;
        Assert.Equal(3, aside[0].GetProperty("attempts").GetInt32());
        Assert.Equal(1, aside.GetArrayLength());

        Sink.AnswerWith(200);
        var again = await Client.Post($"/subscriptions/{id}/redeliver", "{}");

        Assert.True(again.Items[0].GetProperty("delivered").GetBoolean(), again.Text);
        Assert.Equal(whole[1], Sink.Taken[^1]);
        Assert.Empty((await Client.Ask($"/subscriptions/{id}/dead-letters")).Items.EnumerateArray());
    }

    [Fact]
    public async Task Of_an_answer_without_end_only_the_beginning_is_read()
    {
        var (id, _) = await Subscribe($"{FromTheFirst}, \"batch\": 100", $"http://127.0.0.1:{endless.Port}/");
        await Files("endless", 1);
        var size = await this.LogSize();
        var now = await Until(id, now => now.Of("bookmark") == $"{size}.0");

        Assert.Equal("active", now.Of("state"));
        Assert.Equal(200, now.GetProperty("lastAnswer").GetProperty("status").GetInt32());
        Assert.InRange(endless.Written, 65_536, 50_000_000);
    }

    [Fact]
    public async Task A_redirection_is_not_followed_and_is_a_failure()
    {
        await using var elsewhere = await Sink.Start();
        Sink.Answer = (http, _) =>
        {
            http.Response.StatusCode = 307;
            http.Response.Headers.Location = elsewhere.Url;
            return Task.CompletedTask;
        };
        var (id, _) = await Subscribe(FromTheFirst);
        await Files("redirects", 1);

        var stopped = await UntilState(id, "stopped");

        Assert.EndsWith("307", stopped.Of("reason"), StringComparison.Ordinal);
        Assert.Empty(elsewhere.Messages);
    }

    [Fact]
    public async Task Who_answers_410_is_asked_no_more()
    {
        Sink.AnswerWith(410);
        var (id, _) = await Subscribe(FromTheFirst);
        await Files("gone", 1);

        var disabled = await UntilState(id, "disabled");

        Assert.Single(Sink.Messages);
        Assert.Equal("0.0", disabled.Of("bookmark"));
    }

    [Fact]
    public async Task A_subscriber_that_asks_for_time_gets_it()
    {
        var times = new List<long>();
        Sink.Answer = (http, _) =>
        {
            times.Add(Stopwatch.GetTimestamp());
            http.Response.StatusCode = times.Count == 1 ? 503 : 200;
            http.Response.Headers.RetryAfter = "2";
            return Task.CompletedTask;
        };
        var (id, _) = await Subscribe($"{FromTheFirst}, \"batch\": 100");
        await Files("patience", 1);
        await Eventually.Holds(() => Sink.Taken.Count > 0);

        Assert.InRange(Stopwatch.GetElapsedTime(times[0], times[1]).TotalSeconds, 1.9, 30);
        var tries = (await Client.Ask($"/subscriptions/{id}/deliveries")).Items;
        Assert.Contains("failed", tries.All("outcome"));
    }

    [Fact]
    public async Task A_message_that_is_tried_again_holds_the_same_events_whatever_happened_since()
    {
        Sink.AnswerWith(503);
        var (id, _) = await Subscribe($"{FromTheFirst}, \"batch\": 100");
        await Files("first", 1);
        await Until(id, now => now.Of("state") == "stopped");
        var before = Sink.Messages[0];
        await Files("second", 1);

        Sink.AnswerWith(200);
        await Client.Send(HttpMethod.Post, $"/subscriptions/{id}/resume");
        var whole = (await Client.Feed()).Ids();
        await Eventually.Holds(() => Sink.Taken.Count >= whole.Count);

        Assert.Equal(whole, Sink.Taken);
        var taken = Sink.Messages.First(message => message.IsTaken);
        Assert.Equal(
            (before.Id, Convert.ToHexString(before.Body)),
            (taken.Id, Convert.ToHexString(taken.Body))
        );
    }
}
