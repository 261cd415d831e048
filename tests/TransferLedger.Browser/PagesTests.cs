using TransferLedger.Scenarios;

namespace TransferLedger.Browser;

public sealed class PagesTests(SignedSample ledger) : IClassFixture<SignedSample>
{
    [Fact]
    public Task Script_style_and_map_data_are_served() => Chromium.Play("assets", new { url = ledger.Url });
}
