using System.Globalization;
using TransferLedger.Postgres.Tests;
using TransferLedger.Scenarios.Feed;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Cli;

/// <summary><c>follow</c>: events as they come, from where a file says that it was.</summary>
public sealed class FollowTests(LedgerServer postgres) : RunningLedger(postgres), IDisposable
{
    private readonly string file = Path.Combine(
        Path.GetTempPath(),
        string.Create(CultureInfo.InvariantCulture, $"follow-{Guid.NewGuid():N}.place")
    );

    [Fact]
    public async Task It_prints_every_event_and_goes_on_where_it_was()
    {
        await EventfulHistory.File(Client, "first", EventfulHistory.Said("over 1,000"));
        await this.FeedIsWhole();
        var tool = Tool.For(this);
        string[] follow = ["follow", "--from", "0", "--remember", file, "--until-end", "--json"];

        var first = await tool.Run(follow);
        Assert.Equal(0, first.ExitCode);
        await EventfulHistory.File(Client, "second", EventfulHistory.Said("over 2,000"));
        await this.FeedIsWhole();
        var second = await tool.Run([.. follow.Where(part => part is not ("--from" or "0"))]);

        var whole = (await Client.Feed()).Select(happened => happened.GetRawText()).ToList();
        Assert.Equal(whole, first.Lines.Concat(second.Lines));
        Assert.NotEmpty(second.Lines);
    }

    [Fact]
    public async Task It_prints_what_happens_while_it_runs_and_says_what_an_estimate_became()
    {
        using var following = Tool.For(this)
            .Start("follow", "--figure", "KP-RU/containers", "--remember", file);
        await Eventually.Holds(() => File.Exists(file));

        await EventfulHistory.File(Client, "live", EventfulHistory.Said("over 1,000"));

        var lines = new List<string>();
        for (var n = 0; n < 3; n++)
        {
            lines.Add((await following.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!);
        }

        following.Kill();
        Assert.Contains("report-filed", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("live#1  KP-RU  over 1,000", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(
            "KP-RU/containers first: nothing (empty) → 1001 or more (single)",
            lines[2],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Whoever_begins_now_misses_nothing_although_it_ends_before_anything_happens()
    {
        using (var following = Tool.For(this).Start("follow", "--remember", file))
        {
            await Eventually.Holds(() => File.Exists(file));
            following.Kill();
        }

        await EventfulHistory.File(Client, "missed", EventfulHistory.Said("over 1,000"));
        await this.FeedIsWhole();
        var run = await Tool.For(this).Run("follow", "--remember", file, "--until-end");

        Assert.Contains("missed#1", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_that_is_none_is_refused()
    {
        var run = await Tool.For(this).Run("follow", "--from", "soon", "--until-end");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("from.unreadable", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(file);
}
