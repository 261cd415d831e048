using System.Net;
using System.Text.RegularExpressions;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Pages;

/// <summary>What holds for each page: its headers, nothing in it that a policy would have to allow, links that lead somewhere.</summary>
public sealed partial class EveryPageTests(SignedSample ledger) : IClassFixture<SignedSample>
{
    [GeneratedRegex(@"\w”? [,:;.](\s|$)")]
    private static partial Regex LooseMark { get; }

    public static TheoryData<string> Pages { get; } =
    [
        "/",
        "/?q=missile",
        "/KP-RU",
        "/RU-KP",
        "/KP-RU?asOf=2023-01-01",
        "/KP-RU/containers",
        "/KP-RU/containers?asOf=2024-03-01&knownAt=41",
        "/KP-RU/items/artillery-round",
        "/KP-RU/capacity/artillery-round-152mm",
        "/report/republic-2024-02-28-shells",
        "/report/unnamed-001-2024-08-28-containers?asOf=2024-09-01",
        "/claimant/shin-won-sik-kr",
        "/statement/shin-2024-06-14",
        "/compare?figure=KP-RU/containers&aAsOf=2024-03-01&bKnownAt=41",
        "/audit",
        "/file",
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task It_allows_nothing_but_its_own_and_keeps_nothing(string address)
    {
        var answer = await ledger.Client.Browse(address);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var policy = answer.Headers["Content-Security-Policy"];
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
        Assert.False(answer.Headers.ContainsKey("Set-Cookie"));
        var page = answer.Document();
        Assert.All(
            page.QuerySelectorAll("script"),
            script =>
                Assert.True(
                    script.GetAttribute("src") == "/site.js"
                        || script.GetAttribute("type") == "application/json"
                )
        );
        Assert.Empty(page.QuerySelectorAll("style, [style]"));
        Assert.DoesNotContain(
            page.All.SelectMany(element => element.Attributes),
            attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Pages))]
    [InlineData("/KP-RU/containers/revisions.csv")]
    [InlineData("/KP-RU/routes.csv")]
    public async Task Who_asks_whether_it_is_there_hears_so_without_its_content(string address)
    {
        var answer = await ledger.Client.Send(
            HttpMethod.Head,
            address,
            content: null,
            ("Accept", "text/html,*/*")
        );
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.NotEqual("0", answer.Headers["Content-Length"]);
        Assert.Empty(answer.Body);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task It_has_one_heading_a_title_and_ids_that_stand_once(string address)
    {
        var page = await ledger.Client.Look(address);
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.EndsWith(" – TransferLedger", page.Title!, StringComparison.Ordinal);
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id!).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Its_links_lead_to_something_that_is_here(string address)
    {
        // Proofs are of what is signed.
        await ledger.Signed();
        var page = await ledger.Client.Look(address);
        var links = page.QuerySelectorAll("main a[href^='/']")
            .Select(link => link.GetAttribute("href")!.Split('#')[0])
            .Distinct(StringComparer.Ordinal);
        foreach (var link in links)
        {
            Assert.True((await ledger.Client.Browse(link)).Status == HttpStatusCode.OK, $"{address}: {link}");
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Nothing_stands_between_a_word_and_the_comma_or_colon_behind_it(string address)
    {
        var page = await ledger.Client.Look(address);
        var texts = page.QuerySelectorAll("main p, main li, main td, main th, main dd, main summary")
            .Select(element => element.Words())
            .ToList();
        Assert.NotEmpty(texts);
        Assert.DoesNotContain(texts, text => LooseMark.IsMatch(text));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task What_may_scroll_sideways_is_called_something_and_within_reach_of_the_keyboard(
        string address
    )
    {
        var page = await ledger.Client.Look(address);
        var frames = page.QuerySelectorAll(".wide").ToList();
        Assert.All(
            frames,
            frame =>
                Assert.Equal(("region", "0"), (frame.GetAttribute("role"), frame.GetAttribute("tabindex")))
        );
        var names = page.QuerySelectorAll("[role=region], section[aria-label]")
            .Select(frame => frame.GetAttribute("aria-label") ?? "")
            .ToList();
        Assert.DoesNotContain("", names);
        Assert.Equal(names.Distinct(StringComparer.Ordinal), names);
    }

    [Fact]
    public async Task Who_has_it_already_is_not_sent_it_again()
    {
        var first = await ledger.Client.Browse("/KP-RU/containers");
        var again = await ledger.Client.Browse("/KP-RU/containers", ("If-None-Match", first.Headers["ETag"]));
        Assert.Equal((HttpStatusCode.NotModified, 0), (again.Status, again.Body.Length));
    }

    [Fact]
    public async Task A_report_is_kept_by_nobody()
    {
        var answer = await ledger.Client.Browse("/report/republic-2024-02-28-shells");
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        Assert.False(answer.Headers.ContainsKey("ETag"));
    }
}
