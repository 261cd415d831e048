using TransferLedger.Postgres.Keys;
using TransferLedger.Scenarios;

namespace TransferLedger.Browser;

/// <summary>A page that is open while the ledger, its own, takes in a report.</summary>
public sealed class LiveTests(SignedSample ledger) : IClassFixture<SignedSample>
{
    [Fact]
    public async Task A_figure_moves_before_the_readers_eyes_when_a_report_is_filed() =>
        await Chromium.Play("live", new { url = ledger.Url, key = await ledger.NewKey(Role.Filer) });

    [Fact]
    public async Task A_reader_with_seven_tabs_is_told_of_entries_in_the_one_that_they_look_at() =>
        await Chromium.Play("tabs", new { url = ledger.Url, key = await ledger.NewKey(Role.Filer) });
}
