using System.Net;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Pages;

/// <summary>What is found by the words in the search field.</summary>
public sealed class SearchTests(SampleLedger ledger) : IClassFixture<SampleLedger>
{
    [Theory]
    [InlineData("north korea containers", "/KP-RU/containers")]
    [InlineData("Russia korea contain", "/KP-RU/containers")]
    [InlineData("north korea contaners", "/KP-RU/containers")]
    [InlineData("kp-ru containers", "/KP-RU/containers")]
    [InlineData("russia", "/KP-RU")]
    [InlineData("won-sik", "/claimant/shin-won-sik-kr")]
    [InlineData("SHIN", "/claimant/shin-won-sik-kr")]
    [InlineData("shin-won-sik-kr", "/claimant/shin-won-sik-kr")]
    [InlineData("statement shin", "/statement/")]
    [InlineData("report republic shells", "/report/republic-2024-02-28-shells")]
    public async Task It_is_found_by_any_of_its_words(string words, string address) =>
        Assert.Contains(await Found(words), found => found.StartsWith(address, StringComparison.Ordinal));

    [Fact]
    public async Task A_report_is_found_by_words_of_its_title_and_of_its_publisher()
    {
        await ledger.Client.File(
            Reports
                .Of("unheard", Reports.Containers())
                .Replace("A title", "Quiet harbour, “loud” cranes", StringComparison.Ordinal)
                .Replace("A Paper", "Hochschule Übersee", StringComparison.Ordinal)
        );
        Assert.Contains("/report/unheard", await Found("cranes loud"));
        Assert.Contains("/report/unheard", await Found("übersee harb"));
        Assert.DoesNotContain("/report/unheard", await Found("cranes silent"));
    }

    [Theory]
    [InlineData("a' | !x:* & (b")]
    [InlineData("a\\'; drop table x; --b")]
    [InlineData("→ / , ")]
    [InlineData("a\u0000\u200db")]
    [InlineData("한국 컨테이너")]
    [InlineData("%")]
    public async Task Whatever_is_typed_is_but_a_name(string words)
    {
        var answer = await ledger.Client.Browse($"/?q={Uri.EscapeDataString(words)}");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Empty(answer.Document().QuerySelectorAll("section.found ul a"));
    }

    [Fact]
    public async Task Of_many_that_are_called_so_the_newest_stand_there_and_it_is_said()
    {
        for (var n = 10; n < 24; n++)
        {
            var claim = Reports.ContainersOf("US", $"2024-03-{n}", "over 100", "2024-01/2024-02");
            await ledger.Client.File(Reports.Published($"numerous-{n}", "NI-RU", $"2024-03-{n}", claim));
        }

        var found = await Found("numerous");
        Assert.Equal(
            Enumerable.Range(12, 12).Reverse().Select(n => $"/report/numerous-{n}"),
            found.Where(address => address.StartsWith("/report/", StringComparison.Ordinal))
        );
        var page = await ledger.Client.Look("/?q=numerous");
        Assert.Contains("one more word narrows them", page.Words("section.found"), StringComparison.Ordinal);
        Assert.Equal(["/report/numerous-10"], await Found("numerous-10"));
    }

    [Fact]
    public async Task A_name_that_is_too_long_is_not_cut_inside_a_character()
    {
        var answer = await ledger.Client.Browse($"/?q={new string('a', 399)}{Uri.EscapeDataString("😀")}");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Fact]
    public async Task Words_of_two_characters_begin_longer_ones_where_they_are_no_codes()
    {
        await ledger.Client.File(
            Reports
                .Of("hangul", Reports.Containers())
                .Replace("A title", "포탄을 실은 배", StringComparison.Ordinal)
        );
        Assert.Contains("/report/hangul", await Found("포탄"));
    }

    /// <summary>Addresses of what is found, or the one to which whoever asks is sent on.</summary>
    private async Task<IReadOnlyList<string>> Found(string words)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = new Uri(ledger.Url) };
        var answer = await client.Browse($"/?q={Uri.EscapeDataString(words)}");
        return answer.Status == HttpStatusCode.Redirect
            ? [answer.Headers["Location"]]
            :
            [
                .. answer
                    .Document()
                    .QuerySelectorAll("section.found li a")
                    .Select(link => link.GetAttribute("href")!),
            ];
    }
}
