using TransferLedger.Core.Retellings;
using TransferLedger.Core.Values;
using static TransferLedger.Core.Tests.Estimates.Reported;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>What a retelling did to what was first published, flag by flag, and that its converse is another thing.</summary>
public sealed class LineageFlagTests
{
    [Theory]
    [InlineData("no fewer than 10,000", "10,000", "floor-became-point")]
    [InlineData("10,000", "at least 10,000", "point-became-floor")]
    [InlineData("more than 10,000", "up to 10,000", "floor-became-ceiling")]
    [InlineData("up to 10,000", "more than 10,000", "ceiling-became-floor")]
    [InlineData("exactly 10,000", "as many as 10,000", "point-became-ceiling")]
    [InlineData("as many as 10,000", "exactly 10,000", "ceiling-became-point")]
    [InlineData("4 to 6 thousand", "up to 6,000", "range-changed")]
    [InlineData("up to 6,000", "4 to 6 thousand", "range-changed, number-changed")]
    [InlineData("4 to 6 thousand", "5,000", "range-changed, number-changed")]
    [InlineData("4 to 6 thousand", "4 to 7 thousand", "range-changed, number-changed")]
    [InlineData("4 to 6 thousand", "between 4,000 and 6,000", "")]
    [InlineData("10,000", "11,000", "number-changed")]
    [InlineData("11,000", "10,000", "number-changed")]
    [InlineData("over 10,000", "at least 10,000", "")]
    [InlineData("10,000", "exactly 10,000", "")]
    [InlineData("10,000", "about 10,000", "approximation-added")]
    [InlineData("about 10,000", "10,000", "approximation-dropped")]
    [InlineData("nearly 10,000", "10,000", "approximation-dropped")]
    [InlineData("nearly 10,000", "about 10,000", "")]
    [InlineData("at least 1,000", "thousands of", "")]
    [InlineData("about 1,000", "thousands of", "point-became-floor")]
    [InlineData("about 1,000", "a significant number", "")]
    [InlineData("a significant number", "about 1,000", "")]
    public void Number(string first, string retold, string flags) =>
        Assert.Equal(flags, Flags(Containers(first), Containers(retold)));

    [Theory]
    [InlineData("total", "container", "per-changed")]
    [InlineData("container", "total", "per-changed")]
    [InlineData("month", "month", "")]
    public void Rate(string first, string retold, string flags) =>
        Assert.Equal(flags, Flags(Each(first), Each(retold)));

    [Theory]
    [InlineData("artillery-round", "artillery-round-152mm", "item-changed")]
    [InlineData("artillery-round-152mm", "artillery-round", "item-changed")]
    [InlineData("artillery-round-122mm", "rocket-122mm", "item-changed")]
    [InlineData("rocket-122mm", "artillery-round-122mm", "item-changed")]
    [InlineData("artillery-round", "artillery-round", "")]
    public void Kind_of_goods(string first, string retold, string flags) =>
        Assert.Equal(flags, Flags(Capacity(first, "4.8 million"), Capacity(retold, "4.8 million")));

    [Fact]
    public void Containers_retold_as_rounds_are_another_unit() =>
        Assert.Equal("unit-changed", Flags(Containers("10,000"), Goods("artillery-round", "10,000")));

    [Fact]
    public void Rounds_retold_as_containers_are_another_unit() =>
        Assert.Equal("unit-changed", Flags(Goods("artillery-round", "10,000"), Containers("10,000")));

    [Fact]
    public void Rounds_retold_as_tonnes_are_other_goods_in_another_unit() =>
        Assert.Equal(
            "unit-changed, item-changed",
            Flags(Goods("ammunition", "10,000"), Goods("ammunition-mass", "10,000"))
        );

    [Theory]
    [InlineData("2023-09/2024-02-26", "/2024-02-26", "start-changed")]
    [InlineData("/2024-02-26", "2023-09/2024-02-26", "start-changed")]
    [InlineData("2023-09/2024-02-26", "2023-09-01/2024-02-26", "")]
    [InlineData("../2024-02-26", "/2024-02-26", "")]
    public void Start(string first, string retold, string flags) =>
        Assert.Equal(
            flags,
            Flags(Containers("1", $"\"coverage\":\"{first}\""), Containers("1", $"\"coverage\":\"{retold}\""))
        );

    [Fact]
    public void A_number_retold_without_a_period_lost_its_start() =>
        Assert.Equal("start-changed", Flags(Containers("1"), Containers("1", "\"coverage\":null")));

    [Theory]
    [InlineData("possible", "asserted", "contents-asserted")]
    [InlineData("asserted", "possible", "")]
    [InlineData("possible", "suspected", "")]
    public void Certainty_of_contents(string first, string retold, string flags) =>
        Assert.Equal(flags, Flags(Containers("1", Contents(first)), Containers("1", Contents(retold))));

    [Fact]
    public void Contents_that_nobody_had_spoken_of_are_asserted() =>
        Assert.Equal("contents-asserted", Flags(Containers("1"), Containers("1", Contents("asserted"))));

    [Fact]
    public void Contents_that_are_left_out_are_not() =>
        Assert.Equal("", Flags(Containers("1", Contents("possible")), Containers("1")));

    [Fact]
    public void Other_contents_are_other_goods() =>
        Assert.Equal(
            "item-changed",
            Flags(
                Containers("1", Contents("possible")),
                Containers("1", Contents("possible", item: "military-equipment"))
            )
        );

    [Theory]
    [InlineData("suspected", "asserted", "contents-asserted")]
    [InlineData("asserted", "suspected", "")]
    [InlineData("suspected", "alleged", "")]
    public void Modality(string first, string retold, string flags) =>
        Assert.Equal(
            flags,
            Flags(
                Goods("tank", "31", $"\"modality\":\"{first}\""),
                Goods("tank", "31", $"\"modality\":\"{retold}\"")
            )
        );

    [Fact]
    public void Capacity_retold_as_items_became_a_count() =>
        Assert.Equal(
            "ceiling-became-point, capacity-became-count",
            Flags(
                Capacity("artillery-round-152mm", "up to 3 million"),
                Goods("artillery-round-152mm", "3 million")
            )
        );

    [Fact]
    public void Capacity_retold_as_items_of_a_broader_kind_became_a_count_of_other_goods() =>
        Assert.Equal(
            "item-changed, capacity-became-count",
            Flags(
                Capacity("artillery-round-152mm", "up to 3 million"),
                Goods("artillery-round", "up to 3 million")
            )
        );

    [Fact]
    public void Items_retold_as_capacity_did_not() =>
        Assert.Equal(
            "point-became-ceiling",
            Flags(
                Goods("artillery-round-152mm", "3 million"),
                Capacity("artillery-round-152mm", "up to 3 million")
            )
        );

    [Fact]
    public void Alternatives_that_stand_side_by_side_became_and() =>
        Assert.Equal("or-became-and; or-became-and", Flags(Either("a", "a"), Both));

    [Fact]
    public void What_stood_side_by_side_may_become_alternatives() =>
        Assert.Equal("", Flags(Both, Either("a", "a")));

    [Fact]
    public void Alternatives_may_be_called_otherwise() =>
        Assert.Equal("", Flags(Either("a", "a"), Either("z", "z")));

    [Fact]
    public void Alternatives_of_two_groups_became_and() =>
        Assert.Equal("or-became-and; or-became-and", Flags(Either("a", "a"), Either("x", "y")));

    [Fact]
    public void One_alternative_alone_is_no_and()
    {
        var lineage = Lineage(Either("a", "a"), [Capacity("artillery-round-152mm", "up to 3 million")]);

        Assert.Empty(lineage.Differences);
        Assert.Equal(
            "yonhap-2024-02-27#2 Missing",
            $"{Assert.Single(lineage.Unmatched).Claim} {lineage.Unmatched[0].Kind}"
        );
    }

    [Theory]
    [InlineData(
        "no fewer than 10,000",
        "approximately 10,000",
        "Yonhap's floor ‘no fewer than 10,000’ became the approximate point ‘approximately 10,000’ in Reuters"
    )]
    [InlineData("10,000", "11,000", "Yonhap's number ‘10,000’ became ‘11,000’ in Reuters")]
    public void A_difference_is_said_in_plain_words(string first, string retold, string text) =>
        Assert.Equal(text, Lineage([Containers(first)], [Containers(retold)]).Differences[0].Text);

    private static string Flags(string first, string retold) => Flags([first], [retold]);

    private static string Flags(string[] first, string[] retold) =>
        string.Join(
            "; ",
            Lineage(first, retold)
                .Differences.GroupBy(difference => difference.Retold)
                .Select(claim => string.Join(", ", claim.Select(difference => Kebab.Of(difference.Flag))))
        );

    private static Lineage Lineage(string[] first, string[] retold) =>
        Retold.Of([
            .. Retold.Report("Yonhap", "2024-02-27", first),
            .. Retold.Report("Reuters", "2024-02-28", retold),
        ]);

    private static string Each(string per) =>
        Capacity("artillery-round-152mm", "4.8 million", $"\"per\":\"{per}\"");

    private static string[] Both =>
        [
            Capacity("artillery-round-152mm", "up to 3 million"),
            Capacity("artillery-round-122mm", "up to 500,000"),
        ];

    private static string[] Either(string first, string second) =>
        [
            Capacity("artillery-round-152mm", "up to 3 million", $"\"alternative\":\"{first}\""),
            Capacity("artillery-round-122mm", "up to 500,000", $"\"alternative\":\"{second}\""),
        ];
}
