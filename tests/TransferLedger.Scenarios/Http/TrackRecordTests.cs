using System.Net;

namespace TransferLedger.Scenarios.Http;

/// <summary>What a claimant's record and a corridor's ratios show. Each test has a state of its own.</summary>
public sealed class TrackRecordTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    [Fact]
    public async Task Own_revisions_are_counted_up_and_down_and_those_of_others_are_not()
    {
        await ledger.Client.File(
            Reports.Published(
                "own",
                "IR-RU",
                "2024-05-01",
                Reports.ContainersOf("LV", "2024-02-01", "over 1,000", "2023/2024-02-01"),
                Reports.ContainersOf("LV", "2024-03-01", "over 3,000", "2023/2024-03-01"),
                Reports.ContainersOf("PL", "2024-04-01", "over 9,000", "2023/2024-04-01"),
                Reports.ItemsOf("LV", "2024-02-01", "tank", "exactly 50", "2023/2024-02-01"),
                Reports.ItemsOf("LV", "2024-03-01", "tank", "exactly 20", "2023/2024-03-01")
            )
        );
        var record = (await Claimant("LV")).GetProperty("record");
        Assert.Equal(
            (1, 1, 0, 0),
            (
                record.Number("raised"),
                record.Number("lowered"),
                record.Number("tightened"),
                record.Number("widened")
            )
        );
        Assert.Equal(
            ["IR-RU/containers raised 1001 3001", "IR-RU/items/tank lowered 50 20"],
            record
                .GetProperty("revisions")
                .EnumerateArray()
                .Select(r =>
                    $"{r.Of("figure")} {r.Of("kind")} {r.GetProperty("before").Number("low")} {r.GetProperty("after").Number("low")}"
                )
        );
        Assert.Equal(0, (await Claimant("LV", "?asOf=2024-02-15")).GetProperty("record").Number("raised"));
    }

    [Fact]
    public async Task Corrections_and_withdrawals_of_theirs_are_listed_from_their_day()
    {
        await ledger.Client.File(
            Reports.Published(
                "changes",
                "IR-SY",
                "2024-02-01",
                Reports.ContainersOf("EE", "2024-02-01", "over 1,000", "2024-01"),
                Reports.ItemsOf("EE", "2024-02-01", "tank", "over 5", "2024-01")
            )
        );
        await ledger.Client.Correct("changes#1", "2024-03-10", "\"quantity\": \"over 800\"");
        await ledger.Client.Withdraw("changes#2", "2024-04-10", "EE");
        var early = (await Claimant("EE", "?asOf=2024-04-09")).GetProperty("record");
        Assert.Equal((1, 0), (early.Number("corrections"), early.Number("withdrawals")));
        var record = (await Claimant("EE")).GetProperty("record");
        Assert.Equal(
            ["changes#1 2024-03-10 corrected", "changes#2 2024-04-10 withdrawn"],
            record
                .GetProperty("changes")
                .EnumerateArray()
                .Select(c => $"{c.Of("claim")} {c.Of("day")} {c.Of("kind")}")
        );
    }

    [Fact]
    public async Task Conflicts_and_denials_of_theirs_are_shown_with_what_they_are_about()
    {
        await ledger.Client.File(
            Reports.Published(
                "both",
                "IR-YE",
                "2024-02-10",
                Reports.ContainersOf("LT", "2024-02-01", "at least 500", "2024-01-01/2024-01-31"),
                Reports.ContainersOf("PL", "2024-02-01", "at most 100", "2024-01-01/2024-01-31"),
                Reports.DenialOf("LT", "2024-02-10", """{"claim": "both#2"}""")
            )
        );
        var lithuania = await Claimant("LT");
        Assert.Equal((2, 1), (lithuania.Number("claims"), lithuania.Number("denials")));
        var conflict = Assert.Single(lithuania.GetProperty("conflicts").EnumerateArray());
        Assert.Equal(("IR-YE/containers", "contradiction"), (conflict.Of("figure"), conflict.Of("grade")));
        var denies = Assert.Single(
            Assert
                .Single(lithuania.GetProperty("denialsIssued").EnumerateArray())
                .GetProperty("denies")
                .EnumerateArray()
        );
        var denied = Assert.Single(denies.GetProperty("claims").EnumerateArray());
        Assert.Equal(("both#2", "answers"), (denied.Of("claim"), denied.Of("relation")));
    }

    [Fact]
    public async Task A_claimant_whom_nobody_knows_is_not_found_and_the_nearest_is_named()
    {
        await ledger.Client.File(
            Reports.Published(
                "near",
                "IR-LB",
                "2024-02-01",
                Reports.ContainersOf("FI", "2024-02-01", "over 5", "2024-01")
            )
        );
        var answer = await ledger.Client.Ask("/claimants/ministri-fi");
        Assert.Equal((HttpStatusCode.NotFound, "claimant.unknown"), (answer.Status, answer.Code));
        Assert.Contains("ministry-fi", answer.Faults[0].Says, StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await ledger.Client.Ask("/claimants/ministry-fi?asOf=2024-01-31")).Status
        );
    }

    [Fact]
    public async Task Ratios_are_a_series_by_claimant_and_an_unlikely_one_is_flagged_as_said()
    {
        await ledger.Client.File(
            Reports.Published(
                "ratio",
                "KP-RU",
                "2024-05-01",
                Reports.ContainersOf(
                    "KR",
                    "2024-02-01",
                    "exactly 2,000",
                    "2023/2024-02-01",
                    """, "statement": "kr-1" """
                ),
                Capacity("KR", "2024-02-01", "exactly 1 million", """, "statement": "kr-1" """),
                Capacity("US", "2024-03-01", "up to 4.8 million", """, "per": "container" """)
            )
        );
        var ratios = (await ledger.Client.Ask("/figures/KP-RU/containers/ratios")).Json;
        Assert.Equal(
            (50, 1_000),
            (ratios.GetProperty("plausible").Number("least"), ratios.GetProperty("plausible").Number("most"))
        );
        var korea = Assert.Single(
            ratios
                .GetProperty("series")
                .With("claimant", "ministry-kr")
                .GetProperty("ratios")
                .EnumerateArray()
        );
        Assert.Equal(
            ("ratio#1", "ratio#2", "500", false),
            (
                korea.Of("containers"),
                korea.Of("capacity"),
                korea.Of("nominal"),
                korea.GetProperty("implausible").GetBoolean()
            )
        );
        var us = Assert.Single(
            ratios
                .GetProperty("series")
                .With("claimant", "ministry-us")
                .GetProperty("ratios")
                .EnumerateArray()
        );
        Assert.Equal(
            (null, "ratio#3", "4800000", true),
            (
                us.Of("containers"),
                us.Of("capacity"),
                us.Of("nominal"),
                us.GetProperty("implausible").GetBoolean()
            )
        );
        // What is per container never is a number of its own.
        Assert.Equal(
            1_000_000,
            (await ledger.Client.Figure("KP-RU/capacity/artillery-round-152mm")).Number("low")
        );
        Assert.Equal(
            2,
            (await ledger.Client.Ask("/figures/KP-RU/capacity/artillery-round-152mm/ratios"))
                .Json.GetProperty("series")
                .GetArrayLength()
        );
        await ledger.Client.Withdraw("ratio#1", "2024-06-01", "KR");
        Assert.Equal(
            ["ministry-us"],
            (await ledger.Client.Ask("/figures/KP-RU/containers/ratios?asOf=2024-06-01"))
                .Json.GetProperty("series")
                .All("claimant")
        );
    }

    [Fact]
    public async Task Only_containers_and_capacity_have_ratios()
    {
        await ledger.Client.File(
            Reports.Published(
                "none",
                "KP-IR",
                "2024-02-01",
                Reports.ItemsOf("UA", "2024-02-01", "tank", "over 5", "2024-01")
            )
        );
        var answer = await ledger.Client.Ask("/figures/KP-IR/items/tank/ratios");
        Assert.Equal((HttpStatusCode.NotFound, "ratios.none"), (answer.Status, answer.Code));
    }

    private static string Capacity(string state, string stated, string quantity, string more) =>
        Reports.Claim(
            "munitions-capacity-estimated",
            $$""" "claimant": {{Reports.Ministry(state)}}, "stated": "{{stated}}", "item": "artillery-round-152mm", "quantity": "{{quantity}}", "coverage": "2023/{{stated}}"{{more}} """
        );

    private async Task<System.Text.Json.JsonElement> Claimant(string state, string query = "")
    {
        var answer = await ledger.Client.Ask($"/claimants/ministry-{state.ToLowerInvariant()}{query}");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer.Json;
    }
}
