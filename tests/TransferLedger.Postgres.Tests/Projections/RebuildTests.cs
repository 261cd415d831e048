using System.Globalization;

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
        Assert.Equal((await ledger.Log.Head(Stop)).Size, folded);
        Assert.Equal(folded, await ledger.Bookmark());
        Assert.Equal(projected, await ledger.Rows());
    }

    [Fact]
    public async Task A_rebuild_mends_rows_that_were_spoilt()
    {
        await using var ledger = await ProjectedLedger.Create(server);
        await ledger.FileMany(5);
        await ledger.Project(ledger.Runner());
        var before = await ledger.Rows();
        await ledger.Administer(
            "delete from projections.claims where n = 1; update projections.figures set status = 'spoilt'"
        );
        await ledger.Runner().Rebuild(progress: null, Stop);
        Assert.Equal(before, await ledger.Rows());
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

    [Fact]
    public async Task A_rebuild_of_an_empty_ledger_is_empty()
    {
        await using var ledger = await ProjectedLedger.Create(server);
        Assert.Equal(0, await ledger.Runner().Rebuild(progress: null, Stop));
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
