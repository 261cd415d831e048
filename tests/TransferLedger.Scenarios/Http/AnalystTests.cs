namespace TransferLedger.Scenarios.Http;

/// <summary>What an analyst asks, answered from the sample and nothing else.</summary>
public sealed class AnalystTests(SampleLedger ledger) : IClassFixture<SampleLedger>
{
    private const string Figure = "/figures/KP-RU/containers";

    [Fact]
    public async Task What_changed_between_February_and_September_2024_and_who_caused_it()
    {
        var revisions = (await ledger.Client.Ask($"{Figure}/revisions?asOf=2024-09-30"))
            .Items.EnumerateArray()
            .Where(revision => string.CompareOrdinal(revision.Of("day"), "2024-02") > 0)
            .ToList();
        Assert.Equal(
            ["2024-02-26 tightened", "2024-06-14 raised", "2024-06-16 reasons", "2024-08-27 raised"],
            revisions.Select(revision => $"{revision.Of("day")} {revision.Of("kind")}")
        );
        Assert.Equal(
            [6_030L, 10_000L, 10_000L, 13_001L],
            revisions.Select(revision => revision.GetProperty("after").Number("low"))
        );
        var claims = (await ledger.Client.Ask($"{Figure}/claims?asOf=2024-09-30")).Items;
        var who = revisions.Select(revision =>
            claims.With("claim", revision.GetProperty("after").Of("leading")).Of("perspective")
        );
        Assert.Equal(["KR", "KR", "KR", "KR"], who);
        Assert.Contains(
            "unnamed-001-2024-08-28-containers#1",
            revisions[^1].GetProperty("cause").All("claim")
        );
        var nato = Assert.Single(revisions[2].GetProperty("cause").All("claim"));
        Assert.Equal("NATO", claims.With("claim", nato).Of("perspective"));
    }

    [Fact]
    public async Task Where_a_retelling_turned_a_floor_into_a_point()
    {
        var differences = (await ledger.Client.Ask("/statements/shin-2024-06-14")).Json.GetProperty(
            "differences"
        );
        var bent = differences
            .EnumerateArray()
            .Where(difference => difference.Of("flag") == "floor-became-point")
            .ToList();
        Assert.Equal(
            [
                "unnamed-004-2024-06-16-shells#2 > unnamed-000-2024-06-containers#1",
                "unnamed-004-2024-06-16-shells#2 > unnamed-000-2024-06-containers#2",
            ],
            bent.Select(difference => $"{difference.Of("first")} > {difference.Of("retold")}")
                .Order(StringComparer.Ordinal)
        );
        Assert.All(
            bent,
            difference =>
                Assert.Contains(
                    "‘no fewer than 10,000’ became",
                    difference.Of("text"),
                    StringComparison.Ordinal
                )
        );
        var ofFigure = (await ledger.Client.Ask(Figure))
            .Json.GetProperty("lineage")
            .With("statement", "shin-2024-06-14");
        Assert.Contains("floor-became-point", ofFigure.GetProperty("differences").All("flag"));
    }

    [Fact]
    public async Task Which_denial_could_answer_which_claim()
    {
        var denials = (await ledger.Client.Ask("/denials?corridor=KP-RU")).Items;
        var moscow = Of("republic-2024-02-28-shells#10");
        Assert.Contains("republic-2024-02-28-shells#4", moscow);
        Assert.DoesNotContain("unnamed-001-2024-08-28-containers#1", moscow);
        Assert.Contains("unnamed-004-2024-06-16-shells#2", Of("unnamed-000-2024-06-containers#8"));

        List<string> Of(string denial) =>
            [
                .. denials
                    .With("claim", denial)
                    .GetProperty("denies")
                    .With("figure", "KP-RU/containers")
                    .GetProperty("claims")
                    .EnumerateArray()
                    .Where(claim => claim.GetProperty("couldAnswer").GetBoolean())
                    .Select(claim => claim.Of("claim")),
            ];
    }

    [Theory]
    [InlineData(
        "2024-03-01",
        "At least 6,030 containers from 1 September 2023 to 26 February 2024.",
        "At most 7,370 containers from 1 September 2023 to 26 February 2024."
    )]
    [InlineData(
        "2024-09-01",
        "At least 13,001 containers from 1 June 2022 to 27 August 2024.",
        "No claim sets an upper limit from 1 June 2022 to 27 August 2024."
    )]
    public async Task Why_the_number_is_what_it_is(string asOf, string low, string high)
    {
        var explanation = (await ledger.Client.Ask($"{Figure}/explanation?asOf={asOf}")).Json;
        Assert.Equal(
            (low, high),
            (explanation.GetProperty("low").Of("sentence"), explanation.GetProperty("high").Of("sentence"))
        );
        var step = explanation.GetProperty("low").GetProperty("steps")[0];
        Assert.Equal(explanation.GetProperty("low").Number("number"), step.Number("sum"));
    }

    [Fact]
    public async Task Which_ratio_of_rounds_to_containers_cannot_be_meant()
    {
        var series = (await ledger.Client.Ask($"{Figure}/ratios")).Json.GetProperty("series");
        var flagged = series
            .EnumerateArray()
            .SelectMany(of => of.GetProperty("ratios").EnumerateArray())
            .Where(ratio => ratio.GetProperty("implausible").GetBoolean());
        Assert.Equal("unnamed-000-2024-06-containers#3", Assert.Single(flagged).Of("capacity"));
    }
}
