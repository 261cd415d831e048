using TransferLedger.Postgres.Keys;
using TransferLedger.Scenarios;

namespace TransferLedger.Browser;

/// <summary>A ledger that is read only with a key, by somebody with a browser.</summary>
public sealed class ClosedTests(ClosedSample ledger) : IClassFixture<ClosedSample>
{
    [Fact]
    public async Task Who_typed_a_key_reads_hears_and_verifies_as_anybody_does_elsewhere()
    {
        await ledger.Signed();
        await Chromium.Play(
            "closed",
            new
            {
                url = ledger.Url,
                key = await ledger.NewKey(Role.Subscriber),
                filer = await ledger.NewKey(Role.Filer),
            }
        );
    }
}
