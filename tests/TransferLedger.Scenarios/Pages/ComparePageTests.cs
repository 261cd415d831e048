using System.Net;

namespace TransferLedger.Scenarios.Pages;

/// <summary>One figure at two moments: what differs is marked, and what cannot be compared is said above the form.</summary>
public sealed class ComparePageTests(SampleLedger ledger) : IClassFixture<SampleLedger>
{
    private const string Containers = "/compare?figure=KP-RU/containers";

    [Fact]
    public async Task What_differs_between_the_moments_is_marked_and_nothing_else()
    {
        var page = await ledger.Client.Look($"{Containers}&aAsOf=2024-03-01&bAsOf=2024-07-01");
        var rows = page.QuerySelectorAll("table.compared")[0].QuerySelectorAll("tbody tr");
        Assert.All(
            rows,
            row =>
            {
                var (left, right) = (row.Each("td")[0], row.Each("td")[1]);
                Assert.Equal(left != right, row.ClassList.Contains("differs"));
                Assert.Equal(left != right ? 2 : 0, row.QuerySelectorAll("mark").Length);
            }
        );
        var words = rows.Single(row => row.Words("th") == "Number");
        Assert.Equal(["6,030 to 7,370", "10,000 or more"], words.Each("mark"));
    }

    [Fact]
    public async Task A_moment_beside_itself_differs_in_nothing()
    {
        var page = await ledger.Client.Look($"{Containers}&aAsOf=2024-07-01&bAsOf=2024-07-01");
        Assert.Empty(page.QuerySelectorAll("mark, tr.differs"));
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_above_the_form_and_what_was_typed_stays()
    {
        var answer = await ledger.Client.Browse($"{Containers}&aAsOf=2024-02-30&bKnownAt=999999");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var page = answer.Document();
        Assert.Equal(2, page.QuerySelectorAll("ul.faults li").Length);
        Assert.Equal("KP-RU/containers", page.QuerySelector("input[name=figure]")!.GetAttribute("value"));
        Assert.Equal("999999", page.QuerySelector("input[name=bKnownAt]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Without_a_figure_it_asks_for_one()
    {
        var page = await ledger.Client.Look("/compare");
        Assert.Empty(page.QuerySelectorAll("ul.faults"));
        Assert.NotNull(page.QuerySelector("input[name=figure]"));
    }
}
