using System.Net;
using System.Text.Json;

namespace TransferLedger.Scenarios.Http;

/// <summary>Two ids may be one statement: what that does to figures, and which judgements do not go together.</summary>
public sealed class JudgementTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    [Fact]
    public async Task The_same_statement_in_two_ids_is_one_telling_and_counts_once()
    {
        await Two("KP-CN", "once");
        var apart = await ledger.Client.Figure("KP-CN/containers");
        await ledger.Client.Judge("once-1", "once-2");
        var joined = await ledger.Client.Figure("KP-CN/containers");
        Assert.Equal((2, 1), (Statements(apart), Statements(joined)));
        Assert.Equal(
            (2, 2),
            (
                apart.GetProperty("corroboration").Number("appearances"),
                joined.GetProperty("corroboration").Number("appearances")
            )
        );
        Assert.Equal((2, 1), (Kept(apart), Kept(joined)));
        // As one statement it is a retelling, in which a floor became a point.
        Assert.Empty(apart.GetProperty("lineage").EnumerateArray());
        var lineage = Assert.Single(joined.GetProperty("lineage").EnumerateArray());
        Assert.Equal("once-1", lineage.Of("statement"));
        Assert.Contains("floor-became-point", lineage.GetProperty("differences").All("flag"));
    }

    [Fact]
    public async Task It_holds_for_every_day_and_along_the_log_from_its_position()
    {
        await Two("KP-IR", "axis");
        var done = await ledger.Client.Judge("axis-1", "axis-2");
        Assert.Equal(1, Statements(await ledger.Client.Figure("KP-IR/containers", "2024-02-02")));
        var last = (await ledger.Client.Revisions("KP-IR/containers", "recorded"))[^1];
        Assert.Equal(done.Number("position"), last.Number("position"));
        var cause = Assert.Single(last.GetProperty("cause").EnumerateArray());
        Assert.Equal("judged", cause.Of("event"));
        Assert.Equal(
            ["axis-1", "axis-2"],
            cause.GetProperty("statements").EnumerateArray().Select(s => s.GetString())
        );
    }

    [Fact]
    public async Task A_statement_is_found_by_each_of_its_ids()
    {
        await Two("KP-SY", "found");
        await ledger.Client.Judge("found-2", "found-1");
        foreach (var id in new[] { "found-1", "found-2" })
        {
            var statement = (await ledger.Client.Ask($"/statements/{id}")).Json;
            Assert.Equal("found-1", statement.Of("statement"));
            Assert.Equal(["found-1", "found-2"], Texts(statement, "members"));
            Assert.Equal(["found-a#1", "found-b#1"], statement.GetProperty("appearances").All("claim"));
            Assert.Equal(
                "same",
                Assert.Single(statement.GetProperty("judgements").EnumerateArray()).Of("judgement")
            );
            Assert.Equal(2, (await ledger.Client.Ask($"/claims?statement={id}")).Items.GetArrayLength());
        }
    }

    [Fact]
    public async Task Judged_the_same_through_a_third_they_are_one()
    {
        await Two("KP-YE", "third");
        await ledger.Client.Judge("third-1", "third-middle");
        Assert.Equal(2, Statements(await ledger.Client.Figure("KP-YE/containers")));
        await ledger.Client.Judge("third-middle", "third-2");
        Assert.Equal(1, Statements(await ledger.Client.Figure("KP-YE/containers")));
        var statement = (await ledger.Client.Ask("/statements/third-2")).Json;
        Assert.Equal(["third-1", "third-2", "third-middle"], Texts(statement, "members"));
        Assert.Equal(2, statement.GetProperty("judgements").GetArrayLength());
    }

    [Fact]
    public async Task Different_inside_one_statement_is_refused_and_the_chain_is_named()
    {
        await ledger.Client.Judge("chain-a", "chain-b");
        await ledger.Client.Judge("chain-b", "chain-c");
        var size = await ledger.LogSize();
        var answer = await ledger.Client.Post(
            "/judgements",
            Editing.Judgement("chain-c", "chain-a", "different")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        var fault = Assert.Single(answer.Faults);
        Assert.Equal(("/judgement", "judgement.contradicts"), (fault.Pointer, fault.Code));
        Assert.Contains(
            "chain-c = chain-b (test-Admin) = chain-a (test-Admin)",
            fault.Says,
            StringComparison.Ordinal
        );
        Assert.Equal(size, await ledger.LogSize());
    }

    [Fact]
    public async Task The_same_across_a_difference_is_refused_and_the_chain_is_named()
    {
        await ledger.Client.Judge("across-a", "across-b", "different");
        await ledger.Client.Judge("across-a", "across-c");
        var answer = await ledger.Client.Post(
            "/judgements",
            Editing.Judgement("across-b", "across-c", "same")
        );
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, "judgement.contradicts"),
            (answer.Status, answer.Code)
        );
        Assert.Contains("across-a = across-c", answer.Faults[0].Says, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("different")]
    [InlineData("unsure")]
    public async Task Of_judgements_on_a_pair_the_latest_stands(string judgement)
    {
        var corridor = judgement == "unsure" ? "KP-LY" : "KP-LB";
        await Two(corridor, judgement);
        await ledger.Client.Judge($"{judgement}-1", $"{judgement}-2");
        await ledger.Client.Judge($"{judgement}-2", $"{judgement}-1", judgement);
        Assert.Equal(2, Statements(await ledger.Client.Figure($"{corridor}/containers")));
        var statement = (await ledger.Client.Ask($"/statements/{judgement}-1")).Json;
        Assert.Equal([$"{judgement}-1"], Texts(statement, "members"));
        Assert.Equal(["same", judgement], statement.GetProperty("judgements").All("judgement"));
        Assert.Equal([$"{judgement}-a#1"], statement.GetProperty("appearances").All("claim"));
    }

    [Fact]
    public async Task It_may_come_before_any_claim_of_the_statements()
    {
        var done = await ledger.Client.Judge("early-1", "early-2");
        Assert.Equal(HttpStatusCode.NotFound, (await ledger.Client.Ask("/statements/early-1")).Status);
        await Two("KP-MM", "early");
        var figure = await ledger.Client.Figure("KP-MM/containers");
        Assert.Equal((1, 1), (Statements(figure), Kept(figure)));
        Assert.Equal(
            ["early-1", "early-2"],
            Texts((await ledger.Client.Ask("/statements/early-2")).Json, "members")
        );
        // The stored list of today must have seen it as well.
        var listed = Assert.Single(
            (await ledger.Client.Ask("/figures?corridor=KP-MM")).Items.EnumerateArray()
        );
        Assert.Equal(figure.Of("leading"), listed.Of("leading"));
        Assert.All(
            await ledger.Client.Revisions("KP-MM/containers", "recorded"),
            revision => Assert.True(revision.Number("position") > done.Number("position"))
        );
    }

    [Fact]
    public async Task The_list_of_today_follows_a_judgement()
    {
        await Two("KP-EG", "list");
        var apart = (await ledger.Client.Ask("/figures?corridor=KP-EG")).Items[0];
        Assert.Equal("list-b#1", apart.Of("leading"));
        await ledger.Client.Judge("list-1", "list-2");
        var joined = (await ledger.Client.Ask("/figures?corridor=KP-EG")).Items[0];
        var figure = await ledger.Client.Figure("KP-EG/containers");
        foreach (var member in new[] { "leading", "low", "high", "words", "status" })
        {
            Assert.Equal(figure.GetProperty(member).GetRawText(), joined.GetProperty(member).GetRawText());
        }

        Assert.Null(joined.Number("high"));
    }

    [Fact]
    public async Task Both_ids_of_a_judgement_that_is_read_by_a_slash_are_found()
    {
        const string Slashed = "a/b c";
        var claim = Reports.ContainersOf(
            "UA",
            "2024-02-01",
            "over 5",
            "2024-01",
            $""", "statement": "{Slashed}" """
        );
        await ledger.Client.File(Reports.Published("slash", "KP-SD", "2024-02-01", claim));
        var done = await ledger.Client.Judge(Slashed, "z");
        var there = await ledger.Client.Ask(done.GetProperty("links").Of("self"));
        Assert.Equal((HttpStatusCode.OK, Slashed), (there.Status, there.Json.Of("statement")));
    }

    [Fact]
    public async Task All_that_is_wrong_with_it_is_said_at_once()
    {
        const string Body = """{"first": "x", "second": "x", "judgement": "perhaps", "why": ""}""";
        var answer = await ledger.Client.Post("/judgements", Body);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(
            ["/judgement", "/reason", "/second", "/why"],
            answer.Faults.Select(fault => fault.Pointer).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_version_may_be_named_and_one_that_moved_on_is_refused()
    {
        var first = await ledger.Client.Judge("version-a", "version-b");
        var stale = await ledger.Client.Post(
            "/judgements",
            Editing.Judgement("version-a", "version-c", "same"),
            headers: ("If-Match", "\"v0\"")
        );
        Assert.Equal((HttpStatusCode.PreconditionFailed, "version.moved"), (stale.Status, stale.Code));
        var unreadable = await ledger.Client.Post(
            "/judgements",
            Editing.Judgement("version-a", "version-c", "same"),
            headers: ("If-Match", "\"3\"")
        );
        Assert.Equal(
            (HttpStatusCode.BadRequest, "precondition.unreadable"),
            (unreadable.Status, unreadable.Code)
        );
        var size = await ledger.LogSize();
        var again = await ledger.Client.Post(
            "/judgements",
            Editing.Judgement("version-b", "version-a", "same")
        );
        Assert.Equal(
            (HttpStatusCode.OK, first.Number("position")),
            (again.Status, again.Json.Number("position"))
        );
        Assert.Equal(size, await ledger.LogSize());
    }

    /// <summary>One minister's words in two reports under two ids: at least 1,000, and exactly that.</summary>
    private async Task Two(string corridor, string name)
    {
        await File($"{name}-a", "2024-02-01", $"{name}-1", "at least 1,000");
        await File($"{name}-b", "2024-02-02", $"{name}-2", "exactly 1,000");

        Task File(string id, string day, string statement, string quantity) =>
            ledger.Client.File(
                Reports.Published(
                    id,
                    corridor,
                    day,
                    Reports.ContainersOf(
                        "UA",
                        day,
                        quantity,
                        "2024-01/2024-01-31",
                        $""", "statement": "{statement}" """
                    )
                )
            );
    }

    private static long? Statements(JsonElement estimate) =>
        estimate.GetProperty("corroboration").Number("statements");

    private static int Kept(JsonElement estimate) =>
        estimate.GetProperty("perspectives")[0].GetProperty("kept").GetArrayLength();

    private static IEnumerable<string?> Texts(JsonElement element, string member) =>
        element.GetProperty(member).EnumerateArray().Select(text => text.GetString());
}
