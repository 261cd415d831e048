using TransferLedger.Core.Projections;
using TransferLedger.Postgres.Projections;
using TransferLedger.Postgres.Tests.Log.Faults;

namespace TransferLedger.Postgres.Tests.Projections;

/// <summary>Reads from a second PostgreSQL that follows the first by streaming replication.</summary>
[Collection(OnAServerOfItsOwn.Name)]
public sealed class StandbyReadsTests(OwnServer own)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_standby_shows_a_whole_ledger_if_an_older_one_and_can_be_asked_for_a_newer_one()
    {
        await using var ledger = await ProjectedLedger.Create(own.Server, "standby_reads");
        await ledger.FileMany(10);
        await ledger.Project(ledger.Runner());
        await using var standby = await Replica.Of(own.Server);
        await standby.CatchesUp();
        var reads = new LedgerReads(ledger.Preferring(standby));
        var before = await Figures(reads);
        Assert.Equal(await ledger.Bookmark(), before.Bookmark);

        await standby.HoldBack();
        var filed = await ledger.File(ProjectedLedger.Report("held", ProjectedLedger.Containers()));
        await ledger.Project(ledger.Runner());
        var held = await Figures(reads);
        Assert.Equal(before.Bookmark, held.Bookmark);
        Assert.Equal(before.Rows, held.Rows);
        using (AwaitedPosition.NotBefore(filed, TimeSpan.FromMilliseconds(200)))
        {
            await Assert.ThrowsAsync<ReadsBehindException>(() => Figures(reads));
        }

        await standby.GoOn();
        using (AwaitedPosition.NotBefore(filed, TimeSpan.FromMinutes(1)))
        {
            Assert.True((await Figures(reads)).Bookmark > filed.Value);
        }

        await ledger.Runner().Rebuild(progress: null, Stop);
        await standby.CatchesUp();
        var there = await Figures(reads);
        Assert.Equal((await Figures(new LedgerReads(ledger.Server))).Rows, there.Rows);
    }

    private static Task<Page<FigureRow>> Figures(LedgerReads reads) =>
        reads.Figures(new FigureFilter(), DateOnly.MaxValue, "", 1_000, Stop);
}
