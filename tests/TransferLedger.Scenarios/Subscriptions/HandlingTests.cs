using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TransferLedger.Core.Feed;
using TransferLedger.Core.Webhooks;
using TransferLedger.Postgres.Feed;
using TransferLedger.Postgres.Subscriptions;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Feed;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Subscriptions;

/// <summary>What holders do with their subscriptions.</summary>
public sealed class HandlingTests(LedgerServer postgres) : SubscribedLedger(postgres)
{
    private const string FromTheFirst = "\"from\": \"0\"";

    [Fact]
    public async Task A_paused_subscription_rests_and_goes_on_without_a_gap()
    {
        var (id, _) = await Subscribe(FromTheFirst);
        await Files("before", 1);
        var first = (await Client.Feed()).Count;
        await Eventually.Holds(() => Sink.Taken.Count >= first);
        var paused = await Client.Send(HttpMethod.Post, $"/subscriptions/{id}/pause");
        Assert.Equal("paused", paused.Json.Of("state"));
        await UntilNobodyDelivers(id);

        await Files("while", 1);
        Assert.Equal(first, Sink.Messages.Count);

        await Client.Send(HttpMethod.Post, $"/subscriptions/{id}/resume");
        var whole = (await Client.Feed()).Ids();
        await Eventually.Holds(() => Sink.Taken.Count >= whole.Count);

        Assert.Equal(whole, Sink.Taken);
    }

    [Fact]
    public async Task A_rewound_subscription_delivers_again_from_there_under_other_ids()
    {
        var (id, _) = await Subscribe($"{FromTheFirst}, \"batch\": 3");
        await Files("once", 2);
        var whole = (await Client.Feed()).Ids();
        await Eventually.Holds(() => Sink.Taken.Count >= whole.Count);
        var once = Sink.Messages;

        var rewound = await Client.Post($"/subscriptions/{id}/rewind", """{"to": "2.0"}""");
        Assert.Equal("2.0", rewound.Json.Of("bookmark"));
        var from = (await Client.Feed(from: "2.0")).Ids();
        await Eventually.Holds(() => Sink.Taken.Count >= whole.Count + from.Count);

        Assert.Equal([.. whole, .. from], Sink.Taken);
        Assert.Empty(once.Select(m => m.Id).Intersect(Sink.Messages.Skip(once.Count).Select(m => m.Id)));
    }

    [Fact]
    public async Task A_subscription_can_be_rewound_to_a_day_and_moved_to_now()
    {
        var (id, _) = await Subscribe();
        await Files("some", 1);
        var size = await this.LogSize();
        var today = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await Client.Send(HttpMethod.Post, $"/subscriptions/{id}/pause");

        var day = await Client.Post($"/subscriptions/{id}/rewind", $$"""{"to": "{{today}}"}""");
        var now = await Client.Post($"/subscriptions/{id}/rewind", """{"to": "now"}""");
        var beyond = await Client.Post($"/subscriptions/{id}/rewind", """{"to": "99999.0"}""");

        Assert.Equal(("0.0", $"{size}.0"), (day.Json.Of("bookmark"), now.Json.Of("bookmark")));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "from.beyond-end"), (beyond.Status, beyond.Code));
        Assert.Equal("/to", beyond.Faults[0].Pointer);
    }

    [Fact]
    public async Task What_was_under_way_when_it_was_rewound_moves_nothing()
    {
        var go = new TaskCompletionSource();
        Sink.Answer = (_, _) => go.Task;
        var (id, _) = await Subscribe(FromTheFirst);
        await Files("held", 1);
        await Eventually.Holds(() => Sink.Messages.Count == 1);

        await Client.Post($"/subscriptions/{id}/rewind", """{"to": "now"}""");
        go.SetResult();
        await Eventually.Holds(() => Sink.Messages[0].IsTaken);
        Assert.Equal($"{await this.LogSize()}.0", (await Standing(id)).Of("bookmark"));
        Assert.Empty((await Client.Ask($"/subscriptions/{id}/deliveries")).Items.EnumerateArray());
        Assert.Single(Sink.Messages);
    }

    [Fact]
    public async Task Whoever_has_an_old_fencing_number_notes_nothing()
    {
        await Files("some", 1);
        var (id, _) = await Subscribe();
        var fence = (long)(await Ask($"select fence from feed.bookmarks where name = 'webhook/{id}'"))!;
        await Client.Send(HttpMethod.Post, $"/subscriptions/{id}/pause");
        await Client.Post($"/subscriptions/{id}/rewind", """{"to": "0"}""");
        var events = (
            await Services
                .GetRequiredService<FeedReads>()
                .Read(FeedPlace.First, FeedFilter.All, limit: 1, TestContext.Current.CancellationToken)
        ).Events;

        var noted = await Services
            .GetRequiredService<WebhookAttempts>()
            .Note(
                id,
                fence,
                Delivered(new Delivery("msg_late", events)),
                TestContext.Current.CancellationToken
            );

        Assert.Null(noted);
        Assert.Equal("0.0", (await Standing(id)).Of("bookmark"));
        var log = (await Client.Ask($"/subscriptions/{id}/deliveries")).Items;
        Assert.DoesNotContain("msg_late", log.All("webhookId"));
    }

    [Fact]
    public async Task The_event_at_a_place_is_delivered_once_more_beside_the_order()
    {
        var (id, _) = await Subscribe();
        await Files("again", 1);
        var size = await this.LogSize();
        await Until(id, now => now.Of("bookmark") == $"{size}.0");
        var second = (await Client.Feed())[1].Of("id");

        var again = await Client.Post($"/subscriptions/{id}/redeliver", """{"place": "1.0"}""");
        var none = await Client.Post($"/subscriptions/{id}/redeliver", """{"place": "1.9"}""");

        Assert.Equal("1.0", again.Items[0].Of("place"));
        Assert.Equal([second], Sink.Messages[^1].Events.Ids());
        Assert.Equal("place.no-event", none.Code);
        Assert.Equal("by-hand", (await Client.Ask($"/subscriptions/{id}/deliveries")).Items[0].Of("outcome"));
    }

    [Fact]
    public async Task While_a_secret_is_rotated_both_sign_and_afterwards_the_new_one_alone()
    {
        var (id, old) = await Subscribe(FromTheFirst);
        var rotated = (await Client.Post($"/subscriptions/{id}/rotate", "")).Json.Of("secret");
        await Client.Send(HttpMethod.Post, $"/subscriptions/{id}/test");
        var both = Sink.Messages[^1];
        await Client.Post($"/subscriptions/{id}/rotate", """{"hours": 0}""");
        await Client.Send(HttpMethod.Post, $"/subscriptions/{id}/test");
        var one = Sink.Messages[^1];

        Assert.True(both.IsSignedWith(old) && both.IsSignedWith(rotated));
        Assert.False(one.IsSignedWith(old) || one.IsSignedWith(rotated));
    }

    [Fact]
    public async Task A_worker_signs_with_a_new_secret_within_seconds()
    {
        var (id, old) = await Subscribe(FromTheFirst);
        await Files("old", 1);
        await Eventually.Holds(() => Sink.Messages.Count >= 2);
        var given = "whsec_" + Convert.ToBase64String(new byte[32]);
        await Client.Post($"/subscriptions/{id}/rotate", $$"""{"secret": "{{given}}"}""");
        for (var n = 0; !Sink.Messages[^1].IsSignedWith(given); n++)
        {
            var before = Sink.Messages.Count;
            await Files($"new-{n}", 1);
            await Eventually.Holds(() => Sink.Messages.Count > before);
        }

        Assert.True(Sink.Messages[^1].IsSignedWith(old));
    }

    [Fact]
    public async Task A_deleted_subscription_is_gone_with_all_that_it_had()
    {
        var (id, _) = await Subscribe(FromTheFirst);
        await Files("some", 1);
        await Eventually.Holds(() => Sink.Messages.Count >= 2);

        var deleted = await Client.Send(HttpMethod.Delete, $"/subscriptions/{id}");

        Assert.Equal(HttpStatusCode.NoContent, deleted.Status);
        Assert.Equal("subscription.unknown", (await Client.Ask($"/subscriptions/{id}")).Code);
        Assert.Empty((await Client.Ask("/subscriptions")).Items.EnumerateArray());
        Assert.Equal(0L, await Ask("select count(*) from feed.bookmarks where name like 'webhook/%'"));
    }

    [Fact]
    public async Task Only_so_many_attempts_are_remembered_and_can_be_read_page_by_page()
    {
        var (id, _) = await Subscribe();
        await Ask(
            $"""
            insert into feed.deliveries (subscription, at, message, first_position, first_index, last_position, last_index, events,
                                         attempt, outcome, status, milliseconds)
            select '{id}', clock_timestamp(), 'msg_' || n, 0, 0, 0, 0, 1, 1, 'delivered', 200, 1 from generate_series(1, 1200) n
            """
        );

        await Services.GetRequiredService<DeliveryLog>().Prune(TestContext.Current.CancellationToken);

        var read = new List<string>();
        for (var before = ""; ; )
        {
            var page = (await Client.Ask($"/subscriptions/{id}/deliveries{before}")).Json;
            read.AddRange(page.GetProperty("items").All("webhookId"));
            if (page.GetProperty("next").GetString() is not { } next)
            {
                break;
            }

            before = $"?limit=300&cursor={next}";
        }

        Assert.Equal(Enumerable.Range(0, 1_000).Select(n => $"msg_{1_200 - n}"), read);
    }

    [Theory]
    [InlineData("", "limit=0", "limit.out-of-range")]
    [InlineData("", "cursor=MQ", "cursor.unreadable")]
    [InlineData("/deliveries", "limit=1001", "limit.out-of-range")]
    [InlineData("/dead-letters", "cursor=x", "cursor.unreadable")]
    public async Task A_page_that_cannot_be_read_is_refused(string below, string query, string code)
    {
        var (id, _) = await Subscribe();

        var refused = await Client.Ask($"/subscriptions{(below.Length == 0 ? "" : $"/{id}{below}")}?{query}");

        Assert.Equal((HttpStatusCode.BadRequest, code), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Subscriptions_and_dead_letters_are_read_page_by_page()
    {
        var first = await Subscribe();
        var second = await Subscribe();
        await Ask(
            $"insert into feed.dead_letters (subscription, position, index, attempts) select '{first.Id}', n, 0, 1 from generate_series(0, 4) n"
        );

        var newest = await Client.Ask("/subscriptions?limit=1");
        var oldest = await Client.Ask(newest.Headers["Link"].Split('<', '>')[1]);
        var letters = await Client.Ask($"/subscriptions/{first.Id}/dead-letters?limit=3");
        var others = await Client.Ask(letters.Headers["Link"].Split('<', '>')[1]);

        Assert.Equal([second.Id, first.Id], newest.Items.All("id").Concat(oldest.Items.All("id")));
        Assert.Null(oldest.Json.GetProperty("next").GetString());
        Assert.Equal(
            ["0.0", "1.0", "2.0", "3.0", "4.0"],
            letters.Items.All("place").Concat(others.Items.All("place"))
        );
        Assert.Equal(5, oldest.Items[0].GetProperty("deadLetters").GetInt32());
    }

    [Fact]
    public async Task It_is_said_for_how_long_the_oldest_event_that_is_wanted_waits()
    {
        var wanting = await Subscribe("\"from\": \"0\"");
        var other = await Subscribe("\"from\": \"0\", \"types\": [\"claim-corrected\"]");
        await Client.Send(HttpMethod.Post, $"/subscriptions/{wanting.Id}/pause");
        await Client.Send(HttpMethod.Post, $"/subscriptions/{other.Id}/pause");
        await Files("waits", 1);
        await Client.Post($"/subscriptions/{wanting.Id}/rewind", """{"to": "0"}""");
        await Client.Post($"/subscriptions/{other.Id}/rewind", """{"to": "0"}""");

        var all = (await Client.Ask("/subscriptions")).Items;
        var one = await Standing(wanting.Id);

        Assert.Equal(0, all[0].GetProperty("lagSeconds").GetDouble());
        Assert.True(all[1].GetProperty("lagSeconds").GetDouble() > 0);
        Assert.True(one.GetProperty("lagSeconds").GetDouble() > 0);
        Assert.Equal("0.0", one.GetProperty("oldestUndelivered").Of("place"));
    }

    [Fact]
    public async Task A_rotation_that_is_repeated_keeps_the_secret_that_subscribers_have()
    {
        var (id, deployed) = await Subscribe(FromTheFirst);

        await Client.Post($"/subscriptions/{id}/rotate", "");
        var newest = (await Client.Post($"/subscriptions/{id}/rotate", "")).Json.Of("secret");
        await Client.Send(HttpMethod.Post, $"/subscriptions/{id}/test");

        Assert.True(Sink.Messages[^1].IsSignedWith(deployed) && Sink.Messages[^1].IsSignedWith(newest));
    }

    [Fact]
    public async Task There_are_a_thousand_subscriptions_at_most()
    {
        await Ask(
            """
            insert into feed.subscriptions (id, holder, url, types, corridors, figures, perspectives, batch, on_failure, secret)
            select 'sub_' || n, 'many', 'http://127.0.0.1', '{}', '{}', '{}', '{}', 1, 'block', 'whsec_' from generate_series(1, 1000) n
            """
        );

        var refused = await Client.Post("/subscriptions", $$"""{"url": "{{Sink.Url}}"}""");

        Assert.Equal((HttpStatusCode.Conflict, "subscription.too-many"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task A_body_that_cannot_be_read_is_refused_with_every_fault()
    {
        var refused = await Client.Post(
            "/subscriptions",
            """{"url": "http://10.0.0.1", "batch": 0, "types": ["nothing"], "perspective": ["KR"]}"""
        );
        var lookedUp = await Client.Post(
            "/subscriptions",
            """{"url": "http://no-such-host.invalid", "from": "soon", "batch": 0}"""
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(
            ["/url", "/types", "/batch", "/perspective"],
            refused.Faults.Select(fault => fault.Pointer)
        );
        Assert.Equal(["/batch", "/url", "/from"], lookedUp.Faults.Select(fault => fault.Pointer));
    }

    private static Attempted Delivered(Delivery delivery) =>
        new(
            delivery,
            Attempt: 1,
            DeliveryOutcome.Delivered,
            delivery.Last.Next,
            Failed: 0,
            Again: null,
            Pinned: null,
            Becomes: null,
            Reason: null,
            Status: 200,
            Answer: "",
            TimeSpan.Zero
        );
}
