using System.Net;
using TransferLedger.Postgres.Keys;

namespace TransferLedger.Scenarios.Http;

/// <summary><c>DELETE /excerpts/{report}/{n}</c>: who may, what it answers, and what happens if it breaks off half-way.</summary>
public sealed class ErasureTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    [Fact]
    public async Task An_erased_quote_is_gone_and_its_address_says_when_and_why()
    {
        var claim = await Quoted("gone");
        var answer = await ledger.Client.Erase(claim);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(("excerpt-erased", "v3"), (answer.Json.Of("event"), answer.Json.Of("version")));
        Assert.True(answer.Json.GetProperty("projected").GetBoolean());

        var gone = await ledger.Client.Ask(Erasing.ExcerptOf(claim));
        Assert.Equal((HttpStatusCode.Gone, "excerpt.erased"), (gone.Status, gone.Code));
        Assert.Equal("no-store", gone.Headers["Cache-Control"]);
        Assert.Equal(
            $"The quote of {claim} was erased on {DateTime.UtcNow:yyyy-MM-dd}, because The speaker asked for it.",
            gone.Faults[0].Says
        );
    }

    [Fact]
    public async Task The_report_tells_who_erased_it_and_stays_as_it_was()
    {
        var claim = await Quoted("told");
        var before = (await ledger.Client.Ask("/reports/told")).Json.GetProperty("claims")[0];
        var erased = await ledger.Client.Erase(claim);
        var after = (await ledger.Client.Ask("/reports/told")).Json.GetProperty("claims")[0];

        Assert.Equal(before.GetProperty("data").GetRawText(), after.GetProperty("data").GetRawText());
        var told = Assert.Single(after.GetProperty("later").EnumerateArray());
        Assert.Equal(
            ("excerpt-erased", erased.Json.Number("position"), "The speaker asked for it."),
            (told.Of("event"), told.Number("position"), told.Of("reason"))
        );
        Assert.Equal("test-Admin", told.GetProperty("data").Of("by"));
    }

    [Fact]
    public async Task The_same_report_sent_again_is_still_the_same_and_brings_nothing_back()
    {
        var claim = await Quoted("again");
        await ledger.Client.Erase(claim);
        var again = await ledger.Client.Post("/reports", Report("again"));
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal(HttpStatusCode.Gone, (await ledger.Client.Ask(Erasing.ExcerptOf(claim))).Status);
    }

    [Fact]
    public async Task Erasing_again_finds_it_done_whatever_is_said()
    {
        var claim = await Quoted("twice");
        var first = await ledger.Client.Erase(claim);
        var size = await ledger.LogSize();
        foreach (var body in new[] { Erasing.Asked, """{"reason": "For another reason."}""" })
        {
            var again = await ledger.Client.Erase(claim, body, ("If-Match", "\"v2\""));
            Assert.Equal(HttpStatusCode.OK, again.Status);
            Assert.Equal(
                (null, first.Json.Number("position")),
                (again.Json.Of("event"), again.Json.Number("position"))
            );
        }

        Assert.Equal(size, await ledger.LogSize());
    }

    [Fact]
    public async Task From_the_entry_on_nobody_reads_it_and_asking_again_finishes_what_was_broken_off()
    {
        var claim = await Quoted("half");
        await ledger.BeginErasure(claim);
        var there = await ledger.WordsInTheTable();
        Assert.Equal(HttpStatusCode.Gone, (await ledger.Client.Ask(Erasing.ExcerptOf(claim))).Status);
        Assert.Equal(HttpStatusCode.OK, (await ledger.Client.Post("/reports", Report("half"))).Status);

        var finished = await ledger.Client.Erase(claim);

        Assert.Equal((HttpStatusCode.OK, null), (finished.Status, finished.Json.Of("event")));
        Assert.Equal(there - 1, await ledger.WordsInTheTable());
    }

    [Theory]
    [InlineData("\"v1\"", HttpStatusCode.PreconditionFailed, "version.moved")]
    [InlineData("\"v3\"", HttpStatusCode.PreconditionFailed, "version.moved")]
    [InlineData("*", HttpStatusCode.BadRequest, "precondition.unreadable")]
    public async Task A_version_that_is_named_must_hold(string version, HttpStatusCode status, string code)
    {
        var claim = await Quoted("versioned");
        var answer = await ledger.Client.Erase(claim, Erasing.Asked, ("If-Match", version));
        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal(HttpStatusCode.OK, (await ledger.Client.Ask(Erasing.ExcerptOf(claim))).Status);
    }

    [Fact]
    public async Task The_version_that_was_seen_is_good()
    {
        var claim = await Quoted("seen");
        var answer = await ledger.Client.Erase(claim, Erasing.Asked, ("If-Match", "\"v2\""));
        Assert.Equal((HttpStatusCode.OK, "v3"), (answer.Status, answer.Json.Of("version")));
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.UnprocessableEntity, "member.missing")]
    [InlineData("""{"reason": " "}""", HttpStatusCode.UnprocessableEntity, "text.empty")]
    [InlineData(
        """{"reason": "r", "text": "t"}""",
        HttpStatusCode.UnprocessableEntity,
        "json.unknown-member"
    )]
    [InlineData("", HttpStatusCode.BadRequest, "body.empty")]
    [InlineData("reason", HttpStatusCode.BadRequest, "json.unreadable")]
    public async Task Without_a_reason_nothing_is_erased(string body, HttpStatusCode status, string code)
    {
        var claim = await Quoted("unreasoned");
        var answer = await ledger.Client.Erase(claim, body);
        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal(HttpStatusCode.OK, (await ledger.Client.Ask(Erasing.ExcerptOf(claim))).Status);
    }

    [Fact]
    public async Task Without_a_body_it_says_what_is_missing()
    {
        var claim = await Quoted("bodiless");
        var answer = await ledger.Client.Erase(claim, body: null);
        Assert.Equal((HttpStatusCode.BadRequest, "body.empty"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("unquoted#1", "excerpt.none")]
    [InlineData("unquoted#2", "claim.unknown")]
    [InlineData("nobody#1", "claim.unknown")]
    [InlineData("NOBODY#1", "claim.unknown")]
    [InlineData("unquoted#0", "address.unknown")]
    public async Task What_is_not_there_is_not_found(string claim, string code)
    {
        await ledger.Client.Post("/reports", Reports.Of("unquoted", Reports.Containers()));
        var answer = await ledger.Client.Erase(claim);
        Assert.Equal((HttpStatusCode.NotFound, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Erasing_is_for_editors_and_the_admin()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var claim = await Quoted($"role-{role}".ToLowerInvariant());
            var answer = await ledger.ClientWith(await ledger.NewKey(role)).Erase(claim);
            var may = role is Role.Editor or Role.Admin;
            Assert.Equal(may ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.Status);
        }

        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await ledger.ClientWith(key: null).Erase("role-editor#1")).Status
        );
    }

    private static string Report(string id) =>
        Reports.Of(id, Reports.Containers(more: $"\"quote\": \"the exact words of {id}\""));

    /// <summary>A report of one claim with a quote; the claim's id.</summary>
    private async Task<string> Quoted(string id)
    {
        var answer = await ledger.Client.Post("/reports", Report(id));
        Assert.True(answer.Status is HttpStatusCode.Created or HttpStatusCode.OK, answer.Text);
        return $"{id}#1";
    }
}
