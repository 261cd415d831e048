using System.Net;
using TransferLedger.Postgres.Keys;

namespace TransferLedger.Scenarios.Http;

/// <summary>What the four addresses of later events have in common: versions, roles, what is unknown, what changes.</summary>
public sealed class LaterEventTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    public static TheoryData<string> Kinds { get; } =
    ["correction", "withdrawal", "recording-error", "grade"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Without_a_version_it_is_asked_for(string what)
    {
        var answer = await ledger.Client.Later(
            await Filed($"missing-{what}"),
            what,
            Body(what),
            version: null
        );
        Assert.Equal(
            (HttpStatusCode.PreconditionRequired, "precondition.missing"),
            (answer.Status, answer.Code)
        );
    }

    [Theory]
    [InlineData("3")]
    [InlineData("\"3\"")]
    [InlineData("\"v\"")]
    [InlineData("\"v-2\"")]
    [InlineData("\"v 2\"")]
    [InlineData("*")]
    [InlineData("W/\"v2\"")]
    [InlineData("\"v2\", \"v3\"")]
    [InlineData("\"v99999999999999999999\"")]
    public async Task A_version_that_is_none_is_refused(string version)
    {
        var answer = await ledger.Client.Later(await Filed("unreadable"), "grade", Body("grade"), version);
        Assert.Equal((HttpStatusCode.BadRequest, "precondition.unreadable"), (answer.Status, answer.Code));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_version_that_moved_on_is_told_where_it_is(string what)
    {
        var claim = await Filed($"moved-{what}");
        await ledger.Client.Grade(claim, "D");
        var size = await ledger.LogSize();
        var answer = await ledger.Client.Later(claim, what, Body(what), "\"v2\"");
        Assert.Equal((HttpStatusCode.PreconditionFailed, "version.moved"), (answer.Status, answer.Code));
        Assert.Contains("v3", answer.Faults[0].Says, StringComparison.Ordinal);
        Assert.Equal(size, await ledger.LogSize());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_same_again_is_there_already_and_nothing_is_appended(string what)
    {
        var claim = await Filed($"again-{what}");
        var first = await ledger.Client.Later(claim, what, Body(what), "\"v2\"");
        Assert.Equal((HttpStatusCode.Created, "v3"), (first.Status, first.Json.Of("version")));
        Assert.Equal($"/reports/{claim.Split('#')[0]}", first.Headers["Location"]);
        var size = await ledger.LogSize();
        foreach (var version in new[] { "\"v2\"", "\"v3\"" })
        {
            var again = await ledger.Client.Later(claim, what, Body(what), version);
            Assert.Equal((HttpStatusCode.OK, "v3"), (again.Status, again.Json.Of("version")));
            Assert.Equal(first.Json.Number("position"), again.Json.Number("position"));
        }

        Assert.Equal(size, await ledger.LogSize());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Each_is_for_editors_and_the_admin(string what)
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var claim = await Filed($"role-{what}-{role}".ToLowerInvariant());
            var answer = await ledger
                .ClientWith(await ledger.NewKey(role))
                .Later(claim, what, Body(what), "\"v2\"");
            AssertMay(role, answer);
        }

        var nobody = await ledger.ClientWith(key: null).Later("role#1", what, Body(what), "\"v2\"");
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.Status);
    }

    [Fact]
    public async Task Judging_is_for_editors_and_the_admin()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var client = ledger.ClientWith(await ledger.NewKey(role));
            AssertMay(
                role,
                await client.Post("/judgements", Editing.Judgement($"role-{role}", "role", "unsure"))
            );
        }

        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await ledger.ClientWith(key: null).Post("/judgements", "{}")).Status
        );
    }

    private static void AssertMay(Role role, Answer answer)
    {
        if (role is Role.Editor or Role.Admin)
        {
            Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        }
        else
        {
            Assert.Equal((HttpStatusCode.Forbidden, "key.role"), (answer.Status, answer.Code));
        }
    }

    [Theory]
    [InlineData("nobody#1")]
    [InlineData("known#2")]
    [InlineData("known#2000000000")]
    [InlineData("NOBODY#1")]
    public async Task An_unknown_claim_is_not_found(string claim)
    {
        await Filed("known");
        foreach (var what in Kinds)
        {
            var answer = await ledger.Client.Later(claim, what, Body(what), "\"v2\"");
            Assert.Equal((HttpStatusCode.NotFound, "claim.unknown"), (answer.Status, answer.Code));
        }
    }

    [Theory]
    [InlineData("known#0")]
    [InlineData("known#x")]
    [InlineData("known#99999999999999999999")]
    public async Task A_number_that_is_none_is_not_found(string claim)
    {
        var answer = await ledger.Client.Later(claim, "grade", Body("grade"), "\"v2\"");
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.NotEmpty(answer.Faults);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_it_changes_has_another_validator_and_what_it_does_not_keeps_it(string what)
    {
        var corridor = what switch
        {
            "correction" => "FR-UA",
            "withdrawal" => "DE-UA",
            "recording-error" => "IT-UA",
            _ => "ES-UA",
        };
        var claim = await Filed($"etag-{what}", corridor);
        await Filed($"etag-other-{what}", $"{corridor[..2]}-PL");
        string[] changed =
        [
            $"/figures/{corridor}/containers",
            $"/figures/{corridor}/containers/revisions",
            $"/figures/{corridor}/containers/explanation",
            $"/figures/{corridor}/containers/ratios",
            $"/corridors/{corridor}",
            $"/reports/etag-{what}",
            $"/statements/etag-{what}",
        ];
        string[] kept =
        [
            $"/figures/{corridor[..2]}-PL/containers",
            $"/figures/{corridor[..2]}-PL/containers/revisions",
            $"/figures/{corridor[..2]}-PL/containers/explanation",
            $"/figures/{corridor[..2]}-PL/containers/ratios",
            $"/corridors/{corridor[..2]}-PL",
            $"/reports/etag-other-{what}",
            $"/statements/etag-other-{what}",
        ];
        var before = await ETags([.. changed, .. kept]);
        var done = await ledger.Client.Change(claim, what, Body(what, $"etag-{what}"));
        var after = await ETags([.. changed, .. kept]);
        Assert.Equal(changed, before.Keys.Where(address => before[address] != after[address]));
        foreach (
            var address in changed.Where(address =>
                !address.StartsWith("/reports", StringComparison.Ordinal)
                && !address.StartsWith("/corridors", StringComparison.Ordinal)
            )
        )
        {
            Assert.Equal(
                done.Number("position"),
                (await ledger.Client.Ask(address)).Json.GetProperty("knownAt").Number("position")
            );
        }
    }

    [Fact]
    public async Task A_judgement_changes_the_validator_of_the_figures_that_it_reaches_and_of_no_other()
    {
        await Filed("judged-1", "GR-UA");
        await Filed("judged-2", "PT-UA");
        string[] addresses =
        [
            "/figures/GR-UA/containers",
            "/figures/PT-UA/containers",
            "/statements/judged-1",
            "/statements/judged-2",
        ];
        var before = await ETags(addresses);
        var done = await ledger.Client.Judge("judged-1", "judged-elsewhere");
        var after = await ETags(addresses);
        Assert.Equal(
            ["/figures/GR-UA/containers", "/statements/judged-1"],
            addresses.Where(address => before[address] != after[address])
        );
        Assert.Equal(
            done.Number("position"),
            (await ledger.Client.Figure("GR-UA/containers")).GetProperty("knownAt").Number("position")
        );
    }

    private async Task<Dictionary<string, string>> ETags(IEnumerable<string> addresses)
    {
        var etags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var address in addresses)
        {
            // A day, so that midnight does not fall between the two.
            var answer = await ledger.Client.Ask($"{address}?asOf=2024-06-01");
            Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
            etags.Add(address, answer.Headers["ETag"]);
        }

        return etags;
    }

    /// <summary>A report of one claim; the claim's id.</summary>
    private async Task<string> Filed(string id, string corridor = "AE-SD")
    {
        var answer = await ledger.Client.Post(
            "/reports",
            Reports.Published(id, corridor, "2024-02-01", Said("over 1,000", id))
        );
        Assert.True(answer.Status is HttpStatusCode.Created or HttpStatusCode.OK, answer.Text);
        return $"{id}#1";
    }

    private static string Said(string quantity, string statement) =>
        Reports.ContainersOf(
            "UA",
            "2024-02-01",
            quantity,
            "2024-01/2024-01-31",
            $""", "statement": "{statement}" """
        );

    private static string Body(string what, string statement = "said") =>
        what switch
        {
            "correction" =>
                """{"quantity": "over 800", "stated": "2024-03-10", "reason": "The paper says so now."}""",
            "withdrawal" => Editing.Withdrawal("2024-03-10", "UA"),
            "recording-error" =>
                $$"""{"becomes": {{Said("over 100", statement)}}, "reason": "A slip of ours."}""",
            _ => Editing.GradeOf("B"),
        };
}
