using TransferLedger.Postgres.Keys;
using TransferLedger.Scenarios;

namespace TransferLedger.Browser;

/// <summary>Somebody who has been told nothing but the address, and a figure that many have spoken of.</summary>
public sealed class AnalystTests(SignedSample ledger) : IClassFixture<SignedSample>
{
    [Fact]
    public async Task An_analyst_finds_who_passed_ten_thousand_sends_a_moment_and_sees_the_figure_move() =>
        await Chromium.Play("analyst", new { url = ledger.Url, key = await ledger.NewKey(Role.Filer) });

    [Fact]
    public async Task A_slider_dragged_over_two_hundred_claims_redraws_at_every_step() =>
        await Chromium.Play("drag", new { url = ledger.Url, key = await ledger.NewKey(Role.Filer) });

    [Fact]
    public async Task A_side_keeps_its_colour_and_sign_at_every_moment_and_no_mark_stands_on_a_number_that_nobody_named() =>
        await Chromium.Play("sides", new { url = ledger.Url, key = await ledger.NewKey(Role.Filer) });
}
