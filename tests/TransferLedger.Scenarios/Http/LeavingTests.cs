using System.Net;
using System.Text.Json;

namespace TransferLedger.Scenarios.Http;

/// <summary>What leaves an answer changes it as much as what joins: by a recording error, a withdrawal, a judgement.</summary>
public sealed class LeavingTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    private const string Day = "?asOf=2024-06-01";

    [Fact]
    public async Task A_denial_that_is_graded_changes_its_corridors_validator()
    {
        await File("denied", "IR-SY", Reports.DenialOf("SY", "2024-02-02", """{"corridor": "IR-SY"}"""));
        await Changes($"/corridors/IR-SY{Day}", () => ledger.Client.Grade("denied#1", "B"));
    }

    [Fact]
    public async Task A_first_claim_about_a_part_changes_the_validator_of_the_whole()
    {
        await File("whole", "IR-YE", Rounds("artillery-round"));
        await Changes(
            $"/figures/IR-YE/items/artillery-round{Day}",
            () => File("part", "IR-YE", Rounds("artillery-round-152mm"))
        );
    }

    [Fact]
    public async Task A_denial_that_is_aimed_elsewhere_leaves_the_figure_though_a_later_one_stays()
    {
        await File("aimed", "IR-IQ", Said("over 1,000"));
        await File("aimed-1", "IR-IQ", Reports.DenialOf("IQ", "2024-02-02", """{"corridor": "IR-IQ"}"""));
        await File("aimed-2", "IR-IQ", Reports.DenialOf("IR", "2024-02-03", """{"corridor": "IR-IQ"}"""));
        await Changes(
            $"/figures/IR-IQ/containers{Day}",
            () =>
                ledger.Client.Mend(
                    "aimed-1#1",
                    Reports.DenialOf("IQ", "2024-02-02", """{"corridor": "IR-LB"}""")
                )
        );
        var denials = (await ledger.Client.Figure("IR-IQ/containers", "2024-06-01")).GetProperty("denials");
        Assert.Equal(["aimed-2#1"], denials.All("claim"));
    }

    [Fact]
    public async Task An_appearance_that_turns_out_to_be_of_another_statement_leaves_the_statement()
    {
        await File("told-1", "IR-KW", Said("over 1,000", "told"));
        await File("told-2", "IR-KW", Said("over 1,000", "told"));
        await Changes(
            $"/statements/told{Day}",
            () => ledger.Client.Mend("told-1#1", Said("over 1,000", "told-by-another"))
        );
    }

    [Fact]
    public async Task A_judgement_stays_in_the_past_of_a_figure_that_its_claims_have_left()
    {
        await File("left-1", "IR-OM", Said("over 1,000", "left-s1"));
        await File("left-2", "IR-OM", Said("over 2,000", "left-s2"));
        var judged = await ledger.Client.Judge("left-s1", "left-s2");
        var before = await ledger.Client.Revisions("IR-OM/containers", "recorded");
        await ledger.Client.Mend("left-1#1", Rounds("artillery-round-152mm"));
        await ledger.Client.Mend("left-2#1", Rounds("artillery-round-152mm"));

        var after = await ledger.Client.Revisions("IR-OM/containers", "recorded");

        Assert.Contains(before, revision => revision.Number("position") == judged.Number("position"));
        Assert.Equal(
            before.Select(revision => revision.GetRawText()),
            after.Take(before.Count).Select(revision => revision.GetRawText())
        );
    }

    [Fact]
    public async Task The_ratios_of_a_figure_that_its_claim_has_left_are_none()
    {
        const string Capacity = """
            {"type": "munitions-capacity-estimated", "item": "artillery-round-152mm", "quantity": "up to 3 million",
             "claimant": {"kind": "state", "name": "Minister", "country": "UA"}, "stated": "2024-02-01"}
            """;
        await File("moved", "IR-BY", Capacity);
        await ledger.Client.Mend(
            "moved#1",
            Capacity.Replace("{\"type\"", "{\"corridor\": \"IR-RU\", \"type\"")
        );

        var left = await ledger.Client.Ask("/figures/IR-BY/capacity/artillery-round-152mm/ratios");

        Assert.Equal(HttpStatusCode.OK, left.Status);
        Assert.Empty(left.Json.GetProperty("series").EnumerateArray());
    }

    [Fact]
    public async Task A_figure_of_which_all_is_withdrawn_has_no_number_any_more()
    {
        await File("gone", "IR-QA", Said("over 1,000"));
        await ledger.Client.Withdraw("gone#1", "2024-03-10", "UA");

        var figure = await ledger.Client.Figure("IR-QA/containers", "2024-06-01");

        Assert.Equal("unquantified", figure.Of("status"));
        Assert.Equal(["withdrawn"], figure.GetProperty("boundless").All("why"));
        Assert.Equal("empty", (await ledger.Client.Figure("IR-QA/containers", "2024-01-31")).Of("status"));
    }

    [Fact]
    public async Task A_denial_of_a_statement_reaches_those_that_are_judged_to_be_the_same()
    {
        await File("same-1", "IR-AE", Said("over 1,000", "same-s1"));
        await File("same-2", "IR-BH", Reports.DenialOf("AE", "2024-02-02", """{"statement": "same-s2"}"""));
        await ledger.Client.Judge("same-s1", "same-s2");

        var denial = (await ledger.Client.Ask("/denials?corridor=IR-BH")).Items[0];

        var denied = Assert.Single(denial.GetProperty("denies").EnumerateArray());
        Assert.Equal(("IR-AE/containers", "answers"), (denied.Of("figure"), denied.Of("relation")));
    }

    private async Task Changes(string address, Func<Task> act)
    {
        var before = (await ledger.Client.Ask(address)).Headers["ETag"];
        await act();
        var after = await ledger.Client.Ask(address, ("If-None-Match", before));
        Assert.Equal(HttpStatusCode.OK, after.Status);
        Assert.NotEqual(before, after.Headers["ETag"]);
    }

    private Task<JsonElement> File(string id, string corridor, string claim) =>
        ledger.Client.File(Reports.Published(id, corridor, "2024-02-05", claim));

    private static string Said(string quantity, string? statement = null) =>
        Reports.ContainersOf(
            "UA",
            "2024-02-01",
            quantity,
            "2024-01/2024-01-31",
            statement is null ? "" : $""", "statement": "{statement}" """
        );

    private static string Rounds(string item) =>
        Reports.ItemsOf("UA", "2024-02-01", item, "over 1,000", "2024-01/2024-01-31");
}
