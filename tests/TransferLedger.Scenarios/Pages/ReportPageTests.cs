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

    [Fact]
    public async Task What_became_of_each_claim_is_said_in_words()
    {
        await ledger.Client.File(
            Reports.Of(
                "fates",
                string.Join(
                    ", ",
                    Reports.ContainersOf("US", "2023-10-13", "over 2,000", "2023-08-01/2023-10-13"),
                    Reports.ContainersOf("US", "2023-10-20", "exactly 900", "2023-08-01/2023-10-20"),
                    Reports.ContainersOf("KR", "2023-10-20", "over 500", "2023-08-01/2023-10-20"),
                    Reports.DenialOf("RU", "2023-10-21", """{"corridor": "CN-RU"}"""),
                    Reports.DenialOf("CN", "2023-10-21", """{"corridor": "CN-RU"}""")
                ),
                "\"corridor\": \"CN-RU\""
            )
        );
        await ledger.Client.Correct("fates#3", "2023-10-25", "\"quantity\": \"over 600\"");
        await ledger.Client.Withdraw("fates#5", "2023-10-25", "CN");

        var page = await ledger.Client.Look("/report/fates");
        Assert.Equal(
            [
                "Superseded, by fates#2",
                "Leads the estimate",
                "Counts; corrected by its publisher",
                "Stands beside the numbers, and moves none",
                "Withdrawn by its claimant",
            ],
            page.Each("dd.became")
        );
    }
}
