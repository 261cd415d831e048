using System.Net;
using System.Net.Http.Headers;
using System.Text;
using TransferLedger.Postgres.Keys;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Pages;

/// <summary>Where reads are closed, a browser sends the key as a password (RFC 7617): it reads with it, and never writes.</summary>
public sealed class BrowserKeyTests(ClosedSample ledger) : IClassFixture<ClosedSample>
{
    private const string Asked = "Basic realm=\"TransferLedger\", charset=\"UTF-8\"";

    public static TheoryData<string> Reads { get; } =
    [
        "/",
        "/KP-RU",
        "/KP-RU/containers",
        "/KP-RU/containers?part=view",
        "/KP-RU/containers/claims.csv",
        "/KP-RU/routes.csv",
        "/report/republic-2024-02-28-shells",
        "/audit",
        "/file",
        "/checkpoint",
        "/log.vkey",
        "/tile/entries/000.p/1",
        "/entries/0",
        "/figures/KP-RU/containers",
    ];

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task The_password_is_the_key_of_whatever_user(string address)
    {
        await ledger.Signed();
        var answer = await (await Browser()).Browse(address);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        Assert.True(
            answer.Headers["Cache-Control"].Contains("private", StringComparison.Ordinal)
                || answer.Headers["Cache-Control"] == "no-store"
        );
        Assert.Contains("Authorization", answer.Headers["Vary"], StringComparison.Ordinal);
        var head = await (await Browser()).Send(HttpMethod.Head, address, content: null);
        Assert.NotEqual(HttpStatusCode.Unauthorized, head.Status);
    }

    [Fact]
    public async Task It_hears_the_stream()
    {
        using var browser = await Browser();
        using var stream = await browser.GetAsync(
            "/events/stream?from=0",
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, stream.StatusCode);
        Assert.Equal("text/event-stream", stream.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task What_is_not_there_is_told_with_what_is_near()
    {
        var answer = await (await Browser()).Browse("/KP-RU/contaniers");
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Contains("/KP-RU/containers", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task Who_asks_for_a_page_without_a_key_is_asked_for_it_and_shown_nothing(string address)
    {
        var answer = await ledger.ClientWith(key: null).Browse(address);
        Assert.Equal(
            (HttpStatusCode.Unauthorized, Asked),
            (answer.Status, answer.Headers["WWW-Authenticate"])
        );
        Assert.DoesNotContain("KP-RU", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("etag", answer.Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_page_says_in_plain_words_what_to_type()
    {
        var page = (await ledger.ClientWith(key: null).Browse("/KP-RU/containers")).Document();
        Assert.Contains("as the password type the key", page.Words(".problem"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Accept", "*/*", "Bearer")]
    [InlineData("Accept", "text/event-stream", "Bearer")]
    [InlineData("Sec-Fetch-Site", "same-origin", Asked)]
    [InlineData("Sec-Fetch-Site", "cross-site", "Bearer")]
    public async Task Programs_are_asked_in_their_words_and_a_pages_own_script_in_those_of_browsers(
        string header,
        string value,
        string challenge
    )
    {
        var answer = await ledger.ClientWith(key: null).Ask("/checkpoint", (header, value));
        Assert.Equal(
            (HttpStatusCode.Unauthorized, challenge),
            (answer.Status, answer.Headers["WWW-Authenticate"])
        );
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic ")]
    [InlineData("Basic !!!")]
    [InlineData("Basic dGxfbm9uZQ==")]
    [InlineData("Basic /////w==")]
    [InlineData("Basic OgA=")]
    [InlineData("Basic Og==")]
    [InlineData("Basic eDp0bF8AX2E=")]
    [InlineData("Basic dXNlcjp0bF9ub25lX25vbmU=")]
    [InlineData("Digest username=x")]
    public async Task A_key_that_cannot_be_read_is_asked_for_again(string header)
    {
        var nobody = ledger.ClientWith(key: null);
        var page = await nobody.Browse("/", ("Authorization", header));
        Assert.Equal((HttpStatusCode.Unauthorized, Asked), (page.Status, page.Headers["WWW-Authenticate"]));
        var problem = await nobody.Ask("/reports", ("Authorization", header));
        Assert.Equal(HttpStatusCode.Unauthorized, problem.Status);
        Assert.StartsWith("Bearer", problem.Headers["WWW-Authenticate"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/reports", "application/json")]
    [InlineData("/reports/check", "application/json")]
    [InlineData("/reports/import", "application/x-ndjson")]
    public async Task It_writes_nothing_since_a_browser_sends_it_unasked(string address, string type)
    {
        var size = await ledger.LogSize();
        var answer = await (await Browser(Role.Admin)).Post(
            address,
            Reports.Of("basic", Reports.Containers()),
            type,
            ("Accept", "text/html")
        );
        Assert.Equal(
            (HttpStatusCode.Unauthorized, "Bearer"),
            (answer.Status, answer.Headers["WWW-Authenticate"])
        );
        Assert.Equal(size, await ledger.LogSize());
    }

    [Fact]
    public async Task It_reads_nothing_that_needs_a_role()
    {
        var answer = await (await Browser(Role.Admin)).Browse("/subscriptions");
        Assert.Equal(
            (HttpStatusCode.Unauthorized, "Bearer"),
            (answer.Status, answer.Headers["WWW-Authenticate"])
        );
    }

    [Fact]
    public async Task The_form_is_read_with_it_and_filed_only_with_the_key_in_its_own_field()
    {
        var (browser, size) = (await Browser(Role.Admin), await ledger.LogSize());
        var fields = FilingPageTests.Filled(await browser.Look("/file"), "closed-form");
        fields["do"] = "file";
        var without = await browser.Send(
            HttpMethod.Post,
            "/file",
            new FormUrlEncodedContent(fields),
            ("Accept", "text/html")
        );
        Assert.Equal(HttpStatusCode.Unauthorized, without.Status);
        Assert.NotEqual("", without.Document().Words("#key-faults"));
        Assert.Equal(size, await ledger.LogSize());
        var filed = await ledger.SendForm(fields, "file", await ledger.NewKey(Role.Filer));
        Assert.Equal(
            (HttpStatusCode.SeeOther, "/report/closed-form"),
            (filed.Status, filed.Headers["Location"])
        );
        Assert.Equal(HttpStatusCode.OK, (await browser.Browse("/report/closed-form")).Status);
    }

    private async Task<HttpClient> Browser(Role role = Role.Subscriber)
    {
        var client = ledger.ClientWith(key: null);
        var pair = Encoding.UTF8.GetBytes($"any\u00e9:{await ledger.NewKey(role)}");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(pair)
        );
        return client;
    }
}
