using System.Net;

namespace TransferLedger.Scenarios.Http;

/// <summary>A publisher corrects its report: it holds in the world from the day on which it was stated.</summary>
public sealed class CorrectionTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    private const string January = "2024-01/2024-01-31";

    [Fact]
    public async Task It_holds_from_its_day_and_earlier_days_show_the_claim_as_first_published()
    {
        await File("day", "IR-RU", Reports.ContainersOf("UA", "2024-02-01", "over 1,000", January));
        await ledger.Client.Correct("day#1", "2024-03-10", "\"quantity\": \"over 800\"");
        Assert.Equal(1_001, (await ledger.Client.Figure("IR-RU/containers", "2024-03-09")).Number("low"));
        Assert.Equal(801, (await ledger.Client.Figure("IR-RU/containers", "2024-03-10")).Number("low"));
    }

    [Fact]
    public async Task The_claim_itself_shows_what_it_said_on_each_day()
    {
        await File("claim", "IR-SY", Reports.ContainersOf("UA", "2024-02-01", "over 1,000", January));
        await ledger.Client.Correct("claim#1", "2024-03-10", "\"quantity\": \"over 800\"");
        foreach (
            var address in new[] { "/claims?report=claim&asOf=", "/figures/IR-SY/containers/claims?asOf=" }
        )
        {
            foreach (var (day, since, words) in Sides)
            {
                var claim = (await ledger.Client.Ask(address + day)).Items[0];
                Assert.Equal(
                    (since, words),
                    (claim.Of("since"), claim.GetProperty("data").GetProperty("quantity").Of("words"))
                );
                Assert.Equal("2024-02-01", claim.Of("said"));
            }
        }
    }

    [Fact]
    public async Task The_report_shows_the_claim_of_the_day_and_what_happened_to_it()
    {
        await File("page", "IR-YE", Reports.ContainersOf("UA", "2024-02-01", "over 1,000", January));
        var done = await ledger.Client.Correct("page#1", "2024-03-10", "\"quantity\": \"over 800\"");
        foreach (var (day, since, words) in Sides)
        {
            var page = (await ledger.Client.Ask($"/reports/page?asOf={day}")).Json;
            var claim = page.GetProperty("claims")[0];
            Assert.Equal(
                (since, words),
                (claim.Of("since"), claim.GetProperty("data").GetProperty("quantity").Of("words"))
            );
            Assert.Equal("v3", page.Of("version"));
            var later = claim.GetProperty("later").EnumerateArray().ToList();
            Assert.Equal(day == "2024-03-10" ? 1 : 0, later.Count);
            Assert.All(
                later,
                corrected =>
                {
                    Assert.Equal(
                        ("claim-corrected", "v3", "The paper says so now."),
                        (corrected.Of("event"), corrected.Of("version"), corrected.Of("reason"))
                    );
                    Assert.Equal(done.Number("position"), corrected.Number("position"));
                }
            );
        }
    }

    private static (string Day, string Since, string Words)[] Sides { get; } =
    [("2024-03-09", "2024-02-01", "over 1,000"), ("2024-03-10", "2024-03-10", "over 800")];

    [Fact]
    public async Task The_revisions_name_its_day_and_the_claim()
    {
        await File("cause", "IR-IQ", Reports.ContainersOf("UA", "2024-02-01", "over 1,000", January));
        await ledger.Client.Correct("cause#1", "2024-03-10", "\"quantity\": \"over 800\"");
        var revisions = await ledger.Client.Revisions("IR-IQ/containers", "stated");
        Assert.Equal(["2024-02-01", "2024-03-10"], revisions.Select(revision => revision.Of("day")));
        Assert.Equal(["first", "lowered"], revisions.Select(revision => revision.Of("kind")));
        var cause = Assert.Single(revisions[1].GetProperty("cause").EnumerateArray());
        Assert.Equal(("corrected", "cause#1"), (cause.Of("event"), cause.Of("claim")));
        Assert.Equal(
            (1_001, 801),
            (
                revisions[1].GetProperty("before").Number("low"),
                revisions[1].GetProperty("after").Number("low")
            )
        );
    }

    [Fact]
    public async Task Along_the_log_its_position_and_the_step_before_it_stand()
    {
        var filed = await File(
            "log",
            "IR-LB",
            Reports.ContainersOf("UA", "2024-02-01", "over 1,000", January)
        );
        var before = await ledger.Client.Revisions("IR-LB/containers", "recorded");
        var done = await ledger.Client.Correct("log#1", "2024-03-10", "\"quantity\": \"over 800\"");
        var after = await ledger.Client.Revisions("IR-LB/containers", "recorded");
        Assert.Equal(2, after.Count);
        Assert.Equal(Assert.Single(before).GetRawText(), after[0].GetRawText());
        Assert.InRange(
            after[0].Number("position")!.Value,
            filed.Number("position")!.Value,
            done.Number("position")!.Value - 1
        );
        Assert.Equal(done.Number("position"), after[1].Number("position"));
        Assert.Equal("corrected", after[1].GetProperty("cause")[0].Of("event"));
        // Whoever stands at a day before it sees nothing of it on this axis either.
        Assert.Single(await ledger.Client.Revisions("IR-LB/containers", "recorded", "&asOf=2024-03-09"));
    }

    [Fact]
    public async Task It_may_move_the_claim_to_another_figure_and_both_tell()
    {
        const string Old = "CN-RU/items/artillery-round-152mm";
        const string New = "CN-RU/items/artillery-round-122mm";
        await File(
            "move",
            "CN-RU",
            Reports.ItemsOf("UA", "2024-02-01", "artillery-round-152mm", "over 1,000", January)
        );
        await ledger.Client.Correct("move#1", "2024-03-10", "\"item\": \"artillery-round-122mm\"");
        Assert.Equal(1_001, (await ledger.Client.Figure(Old, "2024-03-09")).Number("low"));
        Assert.Equal("empty", (await ledger.Client.Figure(New, "2024-03-09")).Of("status"));
        Assert.Equal("empty", (await ledger.Client.Figure(Old, "2024-03-10")).Of("status"));
        Assert.Equal(1_001, (await ledger.Client.Figure(New, "2024-03-10")).Number("low"));
        foreach (var figure in new[] { Old, New })
        {
            var last = (await ledger.Client.Revisions(figure, "stated"))[^1];
            var cause = Assert.Single(last.GetProperty("cause").EnumerateArray());
            Assert.Equal(
                ("2024-03-10", "corrected", "move#1"),
                (last.Of("day"), cause.Of("event"), cause.Of("claim"))
            );
        }
    }

    [Fact]
    public async Task The_lists_of_each_day_hold_the_figure_of_that_day()
    {
        await File(
            "lists",
            "CN-IR",
            Reports.ItemsOf("UA", "2024-02-01", "artillery-round-152mm", "over 1,000", January)
        );
        await ledger.Client.Correct("lists#1", "2024-03-10", "\"item\": \"artillery-round-122mm\"");
        Assert.Equal(["CN-IR/items/artillery-round-152mm"], await Listed("&asOf=2024-03-09"));
        Assert.Equal(["CN-IR/items/artillery-round-122mm"], (await Moved("&asOf=2024-03-10")));
        Assert.Equal(["CN-IR/items/artillery-round-122mm"], (await Moved("")));

        async Task<IReadOnlyList<string>> Listed(string day) =>
            (await ledger.Client.Ask($"/figures?corridor=CN-IR{day}")).Items.All("figure");

        // The figure that it left may still be listed, as one of which nothing is said now.
        async Task<IReadOnlyList<string>> Moved(string day) =>
            [
                .. (await ledger.Client.Ask($"/figures?corridor=CN-IR{day}"))
                    .Items.EnumerateArray()
                    .Where(figure => figure.Of("status") != "empty")
                    .Select(figure => figure.Of("figure")),
            ];
    }

    [Fact]
    public async Task It_may_change_who_said_it()
    {
        await File("who", "TR-UA", Reports.ContainersOf("UA", "2024-02-01", "over 1,000", January));
        await ledger.Client.Correct("who#1", "2024-03-10", $"\"claimant\": {Reports.Ministry("PL")}");
        Assert.Equal(
            ["UA"],
            (await ledger.Client.Figure("TR-UA/containers", "2024-03-09"))
                .GetProperty("perspectives")
                .All("perspective")
        );
        Assert.Equal(
            ["PL"],
            (await ledger.Client.Figure("TR-UA/containers", "2024-03-10"))
                .GetProperty("perspectives")
                .All("perspective")
        );
        Assert.Empty(
            (
                await ledger.Client.Ask("/claims?corridor=TR-UA&perspective=PL&asOf=2024-03-09")
            ).Items.EnumerateArray()
        );
        Assert.Single(
            (
                await ledger.Client.Ask("/claims?corridor=TR-UA&perspective=PL&asOf=2024-03-10")
            ).Items.EnumerateArray()
        );
        Assert.DoesNotContain(
            "PL",
            (await ledger.Client.Ask("/claimants?asOf=2024-03-09")).Items.All("perspective")
        );
        Assert.Contains(
            "PL",
            (await ledger.Client.Ask("/claimants?asOf=2024-03-10")).Items.All("perspective")
        );
    }

    [Fact]
    public async Task All_that_is_wrong_with_it_is_said_at_once()
    {
        await File("faults", "TR-SY", Reports.ContainersOf("UA", "2024-02-01", "over 1,000", January));
        const string Body =
            """{"quantity": "6,5 million", "share": "half", "stated": "2024-01-15", "coverage": "nonsense"}""";
        var answer = await ledger.Client.Later(
            "faults#1",
            "correction",
            Body,
            await ledger.Client.VersionOf("faults#1")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Superset(
            new HashSet<string> { "/quantity", "/share", "/stated", "/coverage", "/reason" },
            answer.Faults.Select(fault => fault.Pointer).ToHashSet()
        );
        Assert.Contains("correction.not-of-this-claim", answer.Faults.Select(fault => fault.Code));
        Assert.Contains("stated.before-claim", answer.Faults.Select(fault => fault.Code));
    }

    private Task<System.Text.Json.JsonElement> File(string id, string corridor, string claim) =>
        ledger.Client.File(Reports.Published(id, corridor, "2024-02-01", claim));
}
