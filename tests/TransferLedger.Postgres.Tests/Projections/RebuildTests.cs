using System.Globalization;
using TransferLedger.Core.Projections;
using TransferLedger.Postgres.Projections;

namespace TransferLedger.Postgres.Tests.Projections;

/// <summary>The read tables follow from the log alone: the same entries give the same rows, however they were folded.</summary>
public sealed class RebuildTests(LedgerServer server)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(2_000)]
    public async Task A_rebuild_gives_the_rows_that_projecting_report_by_report_gave(int pageEntries)
    {
        await using var ledger = await ProjectedLedger.Create(server);
        await ledger.FileMany(40);
        await ledger.Project(ledger.Runner(pageEntries: 1));
        var projected = await ledger.Rows();
        var folded = await ledger.Runner(pageEntries).Rebuild(progress: null, Stop);
        Assert.Equal((await ledger.Log.Head(Stop)).Size, folded.Entries);
        Assert.Empty(folded.Differing);
        Assert.Equal(folded.Entries, await ledger.Bookmark());
        Assert.Equal(projected, await ledger.Rows());
    }

    [Fact]
    public async Task A_rebuild_mends_rows_that_were_spoilt()
    {
        await using var ledger = await ProjectedLedger.Create(server);
        await ledger.FileMany(5);
        await ledger.Project(ledger.Runner());
        var before = await ledger.Rows();
        await ledger.Spoil(
            "delete from projections.claims_{g} where n = 1; update projections.figures_{g} set status = 'spoilt'"
        );
        var done = await ledger.Runner().Rebuild(progress: null, Stop);
        Assert.Equal(before, await ledger.Rows());
        Assert.Equal(["claims", "figures"], done.Differing);
    }

    [Fact]
    public async Task A_rebuild_beside_a_running_runner_loses_nothing_and_stops_nobody()
    {
        await using var ledger = await ProjectedLedger.Create(server);
        await ledger.FileMany(20);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var runner = ledger.Runner(pageEntries: 1);
        var running = runner.Run(done.Token);
        var rebuilding = Task.Run(() => ledger.Runner(pageEntries: 3).Rebuild(progress: null, Stop), Stop);
        for (var i = 0; i < 20; i++)
        {
            await ledger.File(ProjectedLedger.Report($"beside-{i}", ProjectedLedger.Containers()));
        }

        await rebuilding;
        var last = await ledger.File(ProjectedLedger.Report("behind", ProjectedLedger.Containers()));
        await await Task.WhenAny(runner.WaitFor(last, Stop), running);
        Assert.Null(runner.Stopped);
        await done.CancelAsync();
        await running;
        var rows = await ledger.Rows();
        await ledger.Runner().Rebuild(progress: null, Stop);
        Assert.Equal(await ledger.Rows(), rows);
    }

    [Fact]
    public async Task The_rows_are_the_same_under_another_culture_and_time_zone()
    {
        await using var ledger = await ProjectedLedger.Create(server);
        await ledger.FileMany(15);
        await ledger.Project(ledger.Runner());
        var here = await ledger.Rows();
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Elsewhere();
            var source = ledger.With("Timezone=Pacific/Kiritimati");
            await ledger.Runner(source: source).Rebuild(progress: null, Stop);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        Assert.Equal(here, await ledger.Rows());
    }

    [Theory]
    [InlineData(
        "claims",
        "update projections.claims_{g} set said = said + 1 where position = (select min(position) from projections.claims_{g})"
    )]
    [InlineData(
        "figures",
        "update projections.figures_{g} set conflicts = conflicts + 1 where figure = 'KP-RU/containers'"
    )]
    [InlineData(
        "judgements",
        "delete from projections.judgements_{g} where position = (select max(position) from projections.judgements_{g})"
    )]
    public async Task One_cell_that_differs_is_seen(string table, string spoil)
    {
        await using var ledger = await ProjectedLedger.Create(server);
        await ledger.FileMany(20);
        await ledger.Project(ledger.Runner());
        await ledger.Spoil(spoil);
        Assert.Equal([table], (await ledger.Runner().Rebuild(progress: null, Stop)).Differing);
        Assert.Empty((await ledger.Runner().Rebuild(progress: null, Stop)).Differing);
    }

    [Fact]
    public async Task The_tables_of_before_can_be_put_back_and_are_brought_up_to_date()
    {
        await using var ledger = await ProjectedLedger.Create(server);
        await ledger.FileMany(5);
        Assert.False(await ledger.Runner().GoBack(Stop));
        await ledger.Project(ledger.Runner());
        var before = await ledger.Live();
        await ledger.Runner().Rebuild(progress: null, Stop);
        await ledger.File(ProjectedLedger.Report("since", ProjectedLedger.Containers()));
        await ledger.Project(ledger.Runner());
        var rows = await ledger.Rows();
        Assert.NotEqual(before, await ledger.Live());
        Assert.True(await ledger.Runner().GoBack(Stop));
        Assert.Equal(before, await ledger.Live());
        Assert.Equal(rows, await ledger.Rows());
    }

    [Fact]
    public async Task One_rebuild_back_is_kept_and_no_more()
    {
        await using var ledger = await ProjectedLedger.Create(server);
        await ledger.FileMany(3);
        await ledger.Project(ledger.Runner());
        for (var i = 0; i < 3; i++)
        {
            await ledger.Runner().Rebuild(progress: null, Stop);
        }

        var tables = await ledger.Ask<long>(
            "select count(*) from pg_tables where schemaname = 'projections' and tablename like 'claims%'"
        );
        Assert.Equal(2, tables);
    }

    [Fact]
    public async Task Readers_see_the_same_before_during_and_after_a_rebuild_and_never_wait_for_it()
    {
        await using var ledger = await ProjectedLedger.Create(server);
        await ledger.FileMany(30);
        await ledger.Project(ledger.Runner());
        var reads = new LedgerReads(ledger.Server);
        var expected = await reads.Figures(new FigureFilter(), DateOnly.MaxValue, "", 100, Stop);
        var rebuilding = Task.Run(
            async () =>
            {
                for (var i = 0; i < 3; i++)
                {
                    await ledger.Runner(pageEntries: 5).Rebuild(progress: null, Stop);
                }
            },
            Stop
        );
        var asked = 0;
        while (!rebuilding.IsCompleted)
        {
            var seen = await reads.Figures(new FigureFilter(), DateOnly.MaxValue, "", 100, Stop);
            Assert.Equal(expected.Bookmark, seen.Bookmark);
            Assert.Equal(expected.Rows, seen.Rows);
            asked++;
        }

        await rebuilding;
        Assert.True(asked > 0);
    }

    [Fact]
    public async Task A_rebuild_that_was_broken_off_leaves_the_live_tables_and_is_cleared_away_by_the_next()
    {
        await using var ledger = await ProjectedLedger.Create(server);
        await ledger.FileMany(20);
        await ledger.Project(ledger.Runner());
        var (rows, live) = (await ledger.Rows(), await ledger.Live());
        using var broken = new CancellationTokenSource();
        var breaking = new Breaking(broken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            ledger.Runner().Rebuild(breaking, broken.Token)
        );
        Assert.Equal(live, await ledger.Live());
        Assert.Equal(
            1,
            await ledger.Ask<long>("select count(*) from projections.generations where state = 'building'")
        );
        await ledger.Runner().Rebuild(progress: null, Stop);
        Assert.Equal(
            0,
            await ledger.Ask<long>("select count(*) from projections.generations where state = 'building'")
        );
        Assert.Equal(rows, await ledger.Rows());
    }

    private sealed class Breaking(CancellationTokenSource off) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) => off.Cancel();
    }

    [Fact]
    public async Task A_rebuild_of_an_empty_ledger_is_empty()
    {
        await using var ledger = await ProjectedLedger.Create(server);
        Assert.Equal(0, (await ledger.Runner().Rebuild(progress: null, Stop)).Entries);
        Assert.Equal(0, await ledger.Bookmark());
    }

    // Cultures cannot be loaded under InvariantGlobalization, but they can be made.
    private static CultureInfo Elsewhere()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "~";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.DateTimeFormat.DateSeparator = "·";
        culture.DateTimeFormat.TimeSeparator = "·";
        culture.DateTimeFormat.ShortDatePattern = "dd/MM yy";
        return culture;
    }
}
