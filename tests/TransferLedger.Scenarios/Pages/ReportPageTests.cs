using System.Globalization;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Pages;

/// <summary>The page of a report: quotes as long as they are there.</summary>
public sealed class ReportPageTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    [Fact]
    public async Task An_erased_quote_is_gone_from_its_page_which_says_when_and_the_others_stay()
    {
        await ledger.Client.File(
            Reports.Of(
                "quoted",
                $"{Reports.Containers(more: "\"quote\": \"words that go\"")}, {Reports.Containers(more: "\"quote\": \"words that stay\"")}"
            )
        );
        var before = await ledger.Client.Look("/report/quoted");
        Assert.Equal(["words that go", "words that stay"], before.Each("blockquote.quote"));

        await ledger.Client.Erase("quoted#1");
        var after = await ledger.Client.Look("/report/quoted");
        Assert.Equal(["words that stay"], after.Each("blockquote.quote"));
        Assert.Equal(
            $"The quote was erased on {DateTime.UtcNow.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}, because The speaker asked for it.",
            after.Words("#claim-1 p.erased")
        );
    }
}
