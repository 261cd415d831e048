using TransferLedger.Postgres.Keys;
using TransferLedger.Scenarios;

namespace TransferLedger.Browser;

/// <summary>A page that is open while the ledger, its own, takes in a report.</summary>
public sealed class LiveTests(SignedSample ledger) : IClassFixture<SignedSample>
{
    [Fact]
    public async Task A_figure_moves_before_the_readers_eyes_when_a_report_is_filed() =>
        await Chromium.Play("live", new { url = ledger.Url, key = await ledger.NewKey(Role.Filer) });
}
