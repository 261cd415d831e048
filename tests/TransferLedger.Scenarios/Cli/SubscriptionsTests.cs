using System.Text.Json;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Feed;
using TransferLedger.Scenarios.Subscriptions;

namespace TransferLedger.Scenarios.Cli;

/// <summary><c>subscriptions</c>, from the first to the last verb.</summary>
public sealed class SubscriptionsTests(LedgerServer postgres) : SubscribedLedger(postgres)
{
    [Fact]
    public async Task Adding_one_prints_the_secret_alone_and_events_are_delivered()
    {
        var run = await Tool.For(this)
            .Run("subscriptions", "add", Sink.Url, "--from", "0", "--type", "report-filed");
        await Files("told", 1);
        await Eventually.Holds(() => Sink.Messages.Count > 0);

        Assert.Equal(0, run.ExitCode);
        Assert.True(Sink.Messages[0].IsSignedWith(Assert.Single(run.Lines)));
    }

    [Fact]
    public async Task A_list_shows_how_each_stands()
    {
        var (id, secret) = await Subscribe();
        var tool = Tool.For(this);

        var people = await tool.Run("subscriptions", "list");
        var programs = await tool.Run("subscriptions", "list", "--json");

        Assert.Contains(id, people.Out, StringComparison.Ordinal);
        Assert.Contains("active", people.Out, StringComparison.Ordinal);
        Assert.Equal(id, programs.Json.GetProperty("items")[0].GetProperty("id").GetString());
        Assert.DoesNotContain(secret, people.Out + programs.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_paused_resumed_shown_and_removed()
    {
        var (id, _) = await Subscribe();
        var tool = Tool.For(this);

        Assert.Contains(
            "is paused",
            (await tool.Run("subscriptions", "pause", id)).Out,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "is active",
            (await tool.Run("subscriptions", "resume", id)).Out,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "up to date",
            (await tool.Run("subscriptions", "show", id)).Out,
            StringComparison.Ordinal
        );
        Assert.Equal(0, (await tool.Run("subscriptions", "remove", id)).ExitCode);
        var gone = await tool.Run("subscriptions", "show", id);
        Assert.Equal(2, gone.ExitCode);
        Assert.Contains("subscription.unknown", gone.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_rewound_and_delivers_again()
    {
        await Files("told", 1);
        var (id, _) = await Subscribe("\"batch\": 100");

        var run = await Tool.For(this).Run("subscriptions", "rewind", id, "0");
        var whole = (await Client.Feed()).Ids();
        await Eventually.Holds(() => Sink.Taken.Count >= whole.Count);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(whole, Sink.Taken);
    }

    [Fact]
    public async Task Whoever_rewinds_what_rests_hears_that_it_must_be_resumed()
    {
        var (id, _) = await Subscribe();
        var tool = Tool.For(this);
        await tool.Run("subscriptions", "pause", id);

        var run = await tool.Run("subscriptions", "rewind", id, "0");

        Assert.Contains($"transferledger subscriptions resume {id}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attempts_are_listed_and_so_is_what_was_set_aside()
    {
        var (id, _) = await Subscribe();
        await Files("told", 1);
        await Eventually.Holds(() => Sink.Messages.Count > 1);
        var tool = Tool.For(this);

        var people = await tool.Run("subscriptions", "deliveries", id);
        var programs = await tool.Run("subscriptions", "deliveries", id, "--json");
        var letters = await tool.Run("subscriptions", "dead-letters", id);

        Assert.Contains("delivered", people.Out, StringComparison.Ordinal);
        Assert.Equal("delivered", programs.Json.GetProperty("items")[0].GetProperty("outcome").GetString());
        Assert.Contains("Nothing was set aside.", letters.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_is_delivered_once_more_and_a_test_says_what_was_answered()
    {
        await Files("told", 1);
        var (id, _) = await Subscribe();
        var tool = Tool.For(this);

        var again = await tool.Run("subscriptions", "redeliver", id, "--place", "1.0");
        var nothing = await tool.Run("subscriptions", "redeliver", id);
        var tested = await tool.Run("subscriptions", "test", id, "--json");
        Sink.AnswerWith(500);
        var refused = await tool.Run("subscriptions", "test", id);

        Assert.Equal((0, 0, 0, 1), (again.ExitCode, nothing.ExitCode, tested.ExitCode, refused.ExitCode));
        Assert.Contains("yes", again.Out, StringComparison.Ordinal);
        Assert.Contains("Nothing was set aside.", nothing.Out, StringComparison.Ordinal);
        Assert.True(tested.Json.GetProperty("delivered").GetBoolean());
        Assert.Contains("500", refused.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_secret_is_the_only_thing_on_standard_output_and_signs()
    {
        var (id, _) = await Subscribe();
        var tool = Tool.For(this);

        var run = await tool.Run("subscriptions", "rotate", id, "--hours", "1");
        await tool.Run("subscriptions", "test", id);

        Assert.Equal(0, run.ExitCode);
        Assert.True(Sink.Messages[^1].IsSignedWith(Assert.Single(run.Lines)));
    }

    [Fact]
    public async Task A_target_that_is_not_public_is_refused_with_the_reason()
    {
        var run = await Tool.For(this).Run("subscriptions", "add", "http://10.0.0.1/", "--json");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            "url.not-public",
            JsonSerializer
                .Deserialize<JsonElement>(run.Error)
                .GetProperty("errors")[0]
                .GetProperty("code")
                .GetString()
        );
    }
}
