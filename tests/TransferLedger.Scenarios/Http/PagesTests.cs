using System.Text.Json;

namespace TransferLedger.Scenarios.Http;

/// <summary>Lists cut into pages: all pages together are the whole list, and a cursor keeps the day of its first page.</summary>
public sealed class PagesTests(SampleLedger ledger) : IClassFixture<SampleLedger>
{
    public static TheoryData<string> Lists { get; } =
    [
        "/reports",
        "/corridors",
        "/figures",
        "/figures?asOf=2024-03-01",
        "/figures?status=single",
        "/figures?status=single&asOf=2024-07-01",
        "/claims",
        "/claims?corridor=KP-RU&asOf=2024-07-01",
        "/claimants",
        "/statements",
        "/denials",
        "/figures/KP-RU/containers/claims",
    ];

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task All_pages_together_are_the_whole_list(string list)
    {
        var mark = list.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var whole = (await ledger.Client.Ask($"{list}{mark}limit=1000")).Json;
        Assert.Equal(JsonValueKind.Null, whole.GetProperty("next").ValueKind);
        var pages = new List<string>();
        for (var address = $"{list}{mark}limit=2"; address is not null; )
        {
            var page = await ledger.Client.Ask(address);
            Assert.Equal(whole.Of("asOf"), page.Json.Of("asOf"));
            Assert.InRange(page.Items.GetArrayLength(), 1, 2);
            pages.AddRange(page.Items.EnumerateArray().Select(item => item.GetRawText()));
            address = NextOf(page);
        }

        Assert.Equal(whole.GetProperty("items").EnumerateArray().Select(item => item.GetRawText()), pages);
    }

    [Fact]
    public async Task A_cursor_keeps_the_day_of_its_first_page()
    {
        var first = await ledger.Client.Ask("/claims?asOf=2024-03-01&limit=1");
        var cursor = first.Json.Of("next");
        var second = await ledger.Client.Ask($"/claims?cursor={cursor}&limit=1000");
        Assert.Equal("2024-03-01", second.Json.Of("asOf"));
        Assert.All(
            second.Items.All("said"),
            said => Assert.True(string.CompareOrdinal(said, "2024-03-01") <= 0)
        );
        Assert.Equal(
            "cursor.other-day",
            (await ledger.Client.Ask($"/claims?cursor={cursor}&asOf=2024-03-02")).Code
        );
    }

    [Fact]
    public async Task A_cursor_of_another_list_is_refused()
    {
        var cursor = (await ledger.Client.Ask("/claims?limit=1")).Json.Of("next");
        Assert.Equal("cursor.unreadable", (await ledger.Client.Ask($"/reports?cursor={cursor}")).Code);
    }

    [Fact]
    public async Task A_list_is_cut_at_a_hundred_unless_told_otherwise()
    {
        var claims = string.Join(", ", Enumerable.Repeat(Reports.Containers(), 101));
        await ledger.Client.File(Reports.Of("hundred", claims, "\"corridor\": \"VE-CU\""));
        var page = await ledger.Client.Ask("/claims?corridor=VE-CU");
        Assert.Equal(100, page.Items.GetArrayLength());
        Assert.NotNull(page.Json.Of("next"));
        Assert.Equal(
            101,
            (await ledger.Client.Ask("/claims?corridor=VE-CU&limit=101")).Items.GetArrayLength()
        );
    }

    /// <summary>The address in the Link header, which says the same as next.</summary>
    private static string? NextOf(Answer page)
    {
        if (!page.Headers.TryGetValue("Link", out var link))
        {
            Assert.Equal(JsonValueKind.Null, page.Json.GetProperty("next").ValueKind);
            return null;
        }

        Assert.EndsWith(">; rel=\"next\"", link, StringComparison.Ordinal);
        Assert.Contains($"cursor={page.Json.Of("next")}", link, StringComparison.Ordinal);
        return link[1..link.IndexOf('>', StringComparison.Ordinal)];
    }
}
