using System.Text.Json;

namespace TransferLedger.Scenarios.Http;

/// <summary>What stands beside a figure's numbers: denials and what they stand to, absences, wholes and parts.</summary>
public sealed class DenialTests(RunningLedger ledger) : IClassFixture<RunningLedger>
{
    [Theory]
    [InlineData("IR-RU", """{"figure": "IR-RU/containers"}""", "2024-02-10", "answers", true)]
    [InlineData("IR-SY", """{"claim": "ir-sy#1"}""", "2024-02-01", "answers", true)]
    [InlineData("IR-YE", """{"statement": "said-ir-ye"}""", "2024-02-03", "answers", true)]
    [InlineData("IR-LY", """{"corridor": "IR-LY"}""", "2024-02-10", "follows", true)]
    [InlineData("IQ-LY", """{"corridor": "IQ-*"}""", "2024-02-10", "follows", true)]
    [InlineData("IR-IQ", """{"corridor": "IR-IQ"}""", "2024-01-01", "predates", false)]
    [InlineData("IR-LB", """{"figure": "IR-LB/containers"}""", "2024-01-01", "predates", false)]
    [InlineData("IR-AF", """{"corridor": "IR-AF"}""", "../2024-02-20", "order-unknown", true)]
    public async Task A_denial_stands_to_the_leading_claim_by_its_aim_and_its_days(
        string corridor,
        string target,
        string stated,
        string relation,
        bool couldAnswer
    )
    {
        var id = corridor.ToLowerInvariant();
        await ledger.Client.File(Claimed(corridor));
        await Deny($"{id}-no", corridor, Reports.DenialOf("RU", stated, target));
        var denial = Assert.Single(
            (await ledger.Client.Figure($"{corridor}/containers")).GetProperty("denials").EnumerateArray()
        );
        var listed = (await ledger.Client.Ask("/denials"))
            .Items.With("claim", $"{id}-no#1")
            .GetProperty("denies")
            .With("figure", $"{corridor}/containers");
        Assert.Equal(($"{id}-no#1", "ministry-ru"), (denial.Of("claim"), denial.Of("claimant")));
        Assert.Equal($"{id}#1", listed.Of("leading"));
        foreach (var told in new[] { denial, listed })
        {
            Assert.Equal(relation, told.Of("relation"));
            var claim = Assert.Single(told.GetProperty("claims").EnumerateArray());
            Assert.Equal(
                ($"{id}#1", relation, couldAnswer),
                (claim.Of("claim"), claim.Of("relation"), claim.GetProperty("couldAnswer").GetBoolean())
            );
        }
    }

    [Fact]
    public async Task It_moves_no_number()
    {
        await ledger.Client.File(Claimed("IR-SO"));
        var before = await ledger.Client.Figure("IR-SO/containers");
        await Deny("ir-so-no", "IR-SO", Reports.DenialOf("RU", "2024-02-10", """{"corridor": "IR-SO"}"""));
        var after = await ledger.Client.Figure("IR-SO/containers");
        foreach (
            var member in new[]
            {
                "status",
                "low",
                "high",
                "leading",
                "perspectives",
                "conflicts",
                "corroboration",
            }
        )
        {
            Assert.Equal(before.GetProperty(member).GetRawText(), after.GetProperty(member).GetRawText());
        }
    }

    [Fact]
    public async Task A_claim_of_nearly_so_many_can_be_denied()
    {
        await ledger.Client.File(
            Reports.Published(
                "nearly",
                "IR-KG",
                "2024-02-01",
                Reports.ContainersOf("UA", "2024-02-01", "nearly 16,000", "2024-01"),
                Reports.DenialOf("RU", "2024-02-01", """{"corridor": "IR-KG"}""")
            )
        );
        var figure = await ledger.Client.Figure("IR-KG/containers");
        Assert.Equal((14_400, 15_999), (figure.Number("low"), figure.Number("high")));
        Assert.Single(figure.GetProperty("denials").EnumerateArray());
        var listed = (await ledger.Client.Ask("/denials?corridor=IR-KG")).Items[0];
        Assert.Single(listed.GetProperty("denies").EnumerateArray());
    }

    [Fact]
    public async Task A_withdrawn_one_no_longer_denies()
    {
        await ledger.Client.File(Claimed("IR-TR"));
        await Deny("ir-tr-no", "IR-TR", Reports.DenialOf("RU", "2024-02-10", """{"corridor": "IR-TR"}"""));
        var standing = await ledger.Client.Ask("/figures/IR-TR/containers?asOf=2024-06-01");
        var done = await ledger.Client.Withdraw("ir-tr-no#1", "2024-03-10", "RU");
        Assert.Equal((1, 1), await On("2024-03-09"));
        Assert.Equal((0, 0), await On("2024-03-10"));
        var gone = await ledger.Client.Ask("/figures/IR-TR/containers?asOf=2024-06-01");
        Assert.NotEqual(standing.Headers["ETag"], gone.Headers["ETag"]);
        Assert.Equal(done.Number("position"), gone.Json.GetProperty("knownAt").Number("position"));

        async Task<(int OfFigure, int Listed)> On(string day)
        {
            var figure = await ledger.Client.Figure("IR-TR/containers", day);
            var listed = (await ledger.Client.Ask($"/denials?corridor=IR-TR&asOf={day}")).Items;
            return (
                figure.GetProperty("denials").GetArrayLength(),
                listed.EnumerateArray().Sum(row => row.GetProperty("denies").GetArrayLength())
            );
        }
    }

    [Fact]
    public async Task One_that_was_aimed_wrongly_by_us_moves_and_both_figures_know()
    {
        await ledger.Client.File(Claimed("IR-MM"));
        await ledger.Client.File(Claimed("IR-ET"));
        await Deny("aimed", "IR-MM", Reports.DenialOf("RU", "2024-02-10", """{"corridor": "IR-MM"}"""));
        await ledger.Client.Mend(
            "aimed#1",
            Reports.DenialOf("RU", "2024-02-10", """{"corridor": "IR-ET"}""")
        );
        Assert.Empty(
            (await ledger.Client.Figure("IR-MM/containers")).GetProperty("denials").EnumerateArray()
        );
        Assert.Single(
            (await ledger.Client.Figure("IR-ET/containers")).GetProperty("denials").EnumerateArray()
        );
        var denies = (await ledger.Client.Ask("/denials?corridor=IR-MM"))
            .Items.With("claim", "aimed#1")
            .GetProperty("denies");
        Assert.Equal(["IR-ET/containers"], denies.All("figure"));
    }

    [Theory]
    [InlineData("tank", true)]
    [InlineData("conventional-arms", true)]
    [InlineData("artillery-round", false)]
    public async Task One_that_is_scoped_to_goods_denies_those_and_their_kin(string item, bool denies)
    {
        var corridor = item switch
        {
            "tank" => "CN-IR",
            "conventional-arms" => "CN-SY",
            _ => "CN-YE",
        };
        await ledger.Client.File(
            Reports.Published(
                $"scoped-{item}",
                corridor,
                "2024-02-01",
                Reports.ItemsOf("UA", "2024-02-01", "tank", "over 10", "2024-01")
            )
        );
        await Deny(
            $"scoped-{item}-no",
            corridor,
            Reports.DenialOf(
                "CN",
                "2024-02-10",
                $$"""{"corridor": "{{corridor}}"}""",
                $$""", "item": "{{item}}" """
            )
        );
        var figure = await ledger.Client.Figure($"{corridor}/items/tank");
        Assert.Equal(denies ? 1 : 0, figure.GetProperty("denials").GetArrayLength());
        var listed = Assert.Single(
            (await ledger.Client.Ask($"/denials?corridor={corridor}")).Items.EnumerateArray()
        );
        Assert.Equal(denies ? 1 : 0, listed.GetProperty("denies").GetArrayLength());
    }

    [Fact]
    public async Task An_absence_is_listed_and_makes_no_bound()
    {
        await ledger.Client.File(Claimed("CN-RU"));
        var absence = Reports.Claim(
            "absence-observed",
            $$""" "claimant": {{Reports.Ministry("JP")}}, "stated": "2024-02-05", "what": "no ships at the pier", "observed": "2024-01" """
        );
        await ledger.Client.File(Reports.Published("absence", "CN-RU", "2024-02-05", absence));
        var figure = await ledger.Client.Figure("CN-RU/containers");
        var seen = Assert.Single(figure.GetProperty("absences").EnumerateArray());
        Assert.Equal(
            ("absence#1", "ministry-jp", "no ships at the pier", "2024-01"),
            (seen.Of("claim"), seen.Of("claimant"), seen.Of("what"), seen.Of("observed"))
        );
        Assert.Equal(1_001, figure.Number("low"));
        Assert.Empty(
            (await ledger.Client.Figure("CN-RU/containers", "2024-02-04"))
                .GetProperty("absences")
                .EnumerateArray()
        );
    }

    [Fact]
    public async Task The_known_figures_of_the_whole_and_of_the_parts_are_named()
    {
        await ledger.Client.File(
            Reports.Published(
                "kin",
                "CN-LA",
                "2024-02-01",
                Items("ammunition", 5_000),
                Items("artillery-round", 3_000),
                Items("artillery-round-152mm", 1_000),
                Items("tank", 5)
            )
        );
        var related = (await ledger.Client.Figure("CN-LA/items/artillery-round")).GetProperty("related");
        Assert.Equal(["CN-LA/items/ammunition"], Texts(related, "wholes"));
        Assert.Equal(["CN-LA/items/artillery-round-152mm"], Texts(related, "parts"));
        Assert.Equal(3_001, (await ledger.Client.Figure("CN-LA/items/artillery-round")).Number("low"));
        Assert.Equal(
            ["CN-LA/items/artillery-round", "CN-LA/items/ammunition"],
            Texts(
                (await ledger.Client.Figure("CN-LA/items/artillery-round-152mm")).GetProperty("related"),
                "wholes"
            )
        );

        static string Items(string item, int count) =>
            Reports.ItemsOf("UA", "2024-02-01", item, $"over {count}", "2024-01");
    }

    private static IEnumerable<string?> Texts(JsonElement element, string member) =>
        element.GetProperty(member).EnumerateArray().Select(text => text.GetString());

    private static string Claimed(string corridor)
    {
        var id = corridor.ToLowerInvariant();
        var claim = Reports.ContainersOf(
            "UA",
            "2024-02-01",
            "over 1,000",
            "2024-01/2024-01-31",
            $$""", "statement": "said-{{id}}" """
        );
        return Reports.Published(id, corridor, "2024-02-01", claim);
    }

    private Task<JsonElement> Deny(string id, string corridor, string denial) =>
        ledger.Client.File(Reports.Published(id, corridor, "2024-02-20", denial));
}
