using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
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

    [Fact]
    public async Task An_answer_that_asks_servers_in_turn_is_whole_or_none()
    {
        await using var ledger = await ProjectedLedger.Create(own.Server, "reads_in_turn");
        await ledger.FileMany(10);
        await ledger.Project(ledger.Runner());
        await using var standby = await Replica.Of(own.Server);
        await standby.CatchesUp();
        await standby.HoldBack();
        await ledger.File(ProjectedLedger.Report("held", ProjectedLedger.Containers()));
        await ledger.Project(ledger.Runner());
        var reads = new LedgerReads(ledger.InTurn(standby));
        var (whole, none) = (0, 0);
        for (var round = 0; round < 8 && (whole == 0 || none == 0); round++)
        {
            // One server for one question and the other for the next: an answer begins at each.
            for (var asked = 0; asked < round % 2; asked++)
            {
                await reads.Bookmark(Stop);
            }

            var then = await reads.At(size: null, Stop);
            try
            {
                Assert.Equal(
                    await AllOf(await new LedgerReads(ledger.Server).At(then.End, Stop)),
                    await AllOf(then)
                );
                whole++;
            }
            catch (ReadsBehindException)
            {
                none++;
            }
        }

        Assert.True(whole > 0 && none > 0, $"{whole} whole, {none} refused");
        await standby.GoOn();
    }

    /// <summary>What each way of finding entries finds.</summary>
    private static async Task<IReadOnlyList<long>> AllOf(LedgerAt then)
    {
        var figure = FigureId.Read("KP-RU/containers").Value;
        var fed = (await then.EntriesOfFigures([figure], Stop))[figure].Entries;
        var claims = await then.Claims(new ClaimFilter(), DateOnly.MaxValue, after: -1, 1_000, Stop);
        var on = await then.ClaimsOfCorridor(figure.Corridor, Stop);
        var report = await then.Report(ReportId.Read("held").Value, Stop);
        return [fed.Count, claims.Rows.Count, on.Count, report?.Claims.Count ?? 0];
    }

    private static Task<Page<FigureRow>> Figures(LedgerReads reads) =>
        reads.Figures(new FigureFilter(), DateOnly.MaxValue, "", 1_000, Stop);
}
