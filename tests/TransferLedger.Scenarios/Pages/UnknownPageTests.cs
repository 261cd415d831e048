using System.Net;
using TransferLedger.Postgres.Keys;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Pages;

/// <summary>Addresses that lead nowhere: pages for browsers, with what is near; problems for programs.</summary>
public sealed class UnknownPageTests(SampleLedger ledger) : IClassFixture<SampleLedger>
{
    [Theory]
    [InlineData("/KP-RU/container", "/KP-RU/containers")]
    [InlineData("/kp-ru/containers", "/KP-RU/containers")]
    [InlineData("/KP-RO/containers", "/KP-RU/containers")]
    [InlineData("/KP-RO", "/KP-RU")]
    [InlineData("/report/republic-2024-02-28-shell", "/report/republic-2024-02-28-shells")]
    [InlineData("/claimant/shin-won-sik", "/claimant/shin-won-sik-kr")]
    [InlineData("/containers", "/KP-RU/containers")]
    [InlineData("/contaners", "/KP-RU/containers")]
    [InlineData("/KP-RV", "/KP-RU")]
    [InlineData("/KP-RV/contaners", "/KP-RU/containers")]
    [InlineData("/claimant/shin-won-sig-kr", "/claimant/shin-won-sik-kr")]
    public async Task It_names_what_is_near(string address, string near)
    {
        var answer = await ledger.Client.Browse(address);
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Contains(
            near,
            answer.Document().QuerySelectorAll("ul.names a").Select(link => link.GetAttribute("href"))
        );
    }

    [Theory]
    [InlineData("/KP-RU/containers?asOf=yesterday", "as-of.unreadable")]
    [InlineData("/KP-RU/containers?asof=2024-03-01&asOf=2024-03-02", "query.twice")]
    [InlineData("/KP-RU/containers?day=2024-03-01", "query.unknown")]
    [InlineData("/report/none?knownAt=99999", "known-at.beyond-head")]
    public async Task What_is_wrong_with_a_query_is_said_on_a_page_and_to_programs(
        string address,
        string code
    )
    {
        var page = await ledger.Client.Browse(address);
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        var problem = await ledger.Client.Ask(address);
        Assert.Equal((HttpStatusCode.BadRequest, code), (problem.Status, problem.Code));
        Assert.Contains(problem.Faults[0].Says, page.Document().Words(".problem"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_get_problems()
    {
        var answer = await ledger.Client.Ask("/KP-RO/containers");
        Assert.Equal((HttpStatusCode.NotFound, "figure.unknown"), (answer.Status, answer.Code));
    }
}

/// <summary>Pages of a ledger whose readers must be known.</summary>
public sealed class ClosedPagesTests(ClosedLedger ledger) : IClassFixture<ClosedLedger>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/KP-RU")]
    [InlineData("/KP-RU/containers")]
    [InlineData("/report/secret")]
    [InlineData("/file")]
    public async Task A_page_needs_a_key_and_says_so_as_a_page(string address)
    {
        var answer = await ledger.ClientWith(key: null).Browse(address);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Contains("needs a key", answer.Document().Words(".problem"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData(Role.Subscriber, HttpStatusCode.Forbidden)]
    public async Task The_form_files_for_nobody_for_whom_the_interface_would_not(
        Role? role,
        HttpStatusCode status
    )
    {
        var key = role is { } of ? await ledger.NewKey(of) : "";
        var form = FilingPageTests.Filled(
            await ledger.Client.Look("/file"),
            $"closed-{role}".ToLowerInvariant()
        );
        var size = await ledger.LogSize();
        var answer = await ledger.SendForm(form, "file", key);
        Assert.Equal(status, answer.Status);
        Assert.NotEqual("", answer.Document().Words("#key-faults"));
        Assert.Equal(size, await ledger.LogSize());
        var told = await ledger
            .ClientWith(role is null ? null : key)
            .Post("/reports", Reports.Of("closed", Reports.Containers()));
        Assert.Equal(status, told.Status);
    }

    [Fact]
    public async Task An_address_that_is_not_there_names_nothing_that_is()
    {
        await ledger.Client.File(Reports.Of("secret", Reports.Containers()));
        var answer = await ledger.ClientWith(key: null).Browse("/containers");
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.DoesNotContain("KP-RU", answer.Text, StringComparison.Ordinal);
    }
}
