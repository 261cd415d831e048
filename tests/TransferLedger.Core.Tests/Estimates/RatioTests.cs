using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Retellings;
using static TransferLedger.Core.Tests.Estimates.Reported;

namespace TransferLedger.Core.Tests.Estimates;

public sealed class RatioTests
{
    private const string Shells = "artillery-round-152mm";

    [Theory]
    [InlineData("13,000", "exactly 6 million", "461.5")]
    [InlineData("approximately 6,700", "up to roughly 3 million", "447.8")]
    [InlineData("over 13,000", "more than 6 million", "461.5")]
    [InlineData("10 to 20 thousand", "4 to 5 million", "250.0")]
    [InlineData("exactly 3", "exactly 500", "166.7")]
    [InlineData("exactly 20", "exactly 1,001", "50.1")]
    public void The_numbers_as_said_make_the_nominal_value(
        string containers,
        string capacity,
        string nominal
    ) =>
        Assert.Equal(
            nominal,
            $"{One(Yonhap(Containers(containers), Capacity(Shells, capacity))).Nominal:F1}"
        );

    [Fact]
    public void Bounds_are_divided_outwards()
    {
        var ratio = One(Yonhap(Containers("approximately 6,700"), Capacity(Shells, "2.9 to 3 million")));

        // 2,900,000 / 7,370 = 393.48…; 3,000,000 / 6,030 = 497.51…
        Assert.Equal((393.4m, 497.6m), (ratio.Low, ratio.High));
    }

    [Fact]
    public void What_is_open_on_one_side_leaves_the_ratio_open()
    {
        var ratio = One(Yonhap(Containers("over 13,000"), Capacity(Shells, "more than 6 million")));

        Assert.Equal((0m, null), (ratio.Low, ratio.High));
    }

    [Theory]
    [InlineData("exactly 49", true)]
    [InlineData("exactly 50", false)]
    [InlineData("exactly 1,000", false)]
    [InlineData("exactly 1,001", true)]
    public void Outside_50_to_1000_rounds_it_is_implausible(string each, bool implausible) =>
        Assert.Equal(implausible, One(Yonhap(Containers("10"), Each(each))).Implausible);

    [Fact]
    public void What_is_said_of_each_container_is_a_ratio_itself()
    {
        var ratio = One(Yonhap(Containers("about 10,000"), Each("up to 4.8 million")));

        Assert.Equal(
            (null, 0m, 4_800_000m, 4_800_000m),
            (ratio.Containers, ratio.Low, ratio.High, ratio.Nominal)
        );
        Assert.True(ratio.Implausible);
    }

    [Fact]
    public void The_same_said_twice_of_each_container_is_one_ratio() =>
        Assert.Equal(
            "reuters-2024-02-28#1",
            One([.. Yonhap(Each("480")), .. Reuters(Each("480", "\"via\":[]"))]).Capacity.ToString()
        );

    [Fact]
    public void Alternatives_give_a_ratio_each() =>
        Assert.Equal(
            [74.6m, 447.8m],
            All(
                Yonhap(
                    Containers("approximately 6,700"),
                    Capacity(Shells, "3 million", "\"alternative\":\"a\""),
                    Capacity("artillery-round-122mm", "500,000", "\"alternative\":\"a\"")
                )
            )[0]
                .Ratios.Select(ratio => ratio.Nominal)
                .Order()
        );

    [Fact]
    public void Of_several_appearances_the_reading_that_the_telling_takes_counts()
    {
        var ratio = One([
            .. Yonhap(Containers("no fewer than 10,000"), Capacity("artillery-round", "4.8 million")),
            .. Reuters(Containers("approximately 10,000")),
        ]);

        Assert.Equal(
            ("yonhap-2024-02-27#1", null, 480m),
            (ratio.Containers!.ToString(), (decimal?)null, ratio.Nominal)
        );
        Assert.Equal(485m, ratio.High);
    }

    [Fact]
    public void Capacity_goes_with_the_containers_up_to_the_same_day() =>
        Assert.Equal(
            "yonhap-2024-02-27#2",
            One(
                Yonhap(
                    Containers("10,000"),
                    Containers("1,000", "\"coverage\":\"2023-09/2023-10\""),
                    Capacity(Shells, "480,000", "\"coverage\":\"2023-09/2023-10\"")
                )
            )
                .Containers!.ToString()
        );

    [Fact]
    public void With_the_only_containers_it_goes_whatever_the_day() =>
        Assert.Equal(
            480m,
            One(Yonhap(Containers("10,000"), Capacity(Shells, "4.8 million", "\"coverage\":null"))).Nominal
        );

    [Theory]
    [InlineData("none of them says it", "\"claimant\":null")]
    [InlineData("it is another statement's", "\"repeats\":\"t\"")]
    [InlineData("it is another statement", "\"statement\":\"t\"")]
    [InlineData("it is another corridor", "\"corridor\":\"KP-XX\"")]
    public void There_is_no_ratio_where(string why, string more) =>
        Assert.True(All(Yonhap(Containers("10,000"), Capacity(Shells, "4.8 million", more))).Count == 0, why);

    [Fact]
    public void No_containers_at_all_make_no_ratio() =>
        Assert.Empty(All(Yonhap(Containers("exactly 0"), Capacity(Shells, "4.8 million"))));

    [Fact]
    public void Tonnes_in_a_container_are_no_ratio() =>
        Assert.Empty(All(Yonhap(Containers("10"), Capacity("ammunition-mass", "200"))));

    [Fact]
    public void What_was_withdrawn_makes_no_ratio() =>
        Assert.Empty(
            All(
                Yonhap(Containers("10,000"), Capacity(Shells, "4.8 million"))
                    .Select(state => state with { Withdrawn = true })
            )
        );

    [Fact]
    public void A_claimants_series_starts_with_the_oldest()
    {
        var series = Assert.Single(
            All([
                .. Yonhap(
                    Containers("13,000", "\"stated\":\"2024-02-20\"", "\"statement\":\"t\""),
                    Capacity(Shells, "6 million", "\"stated\":\"2024-02-20\"", "\"statement\":\"t\"")
                ),
                .. Reuters(
                    Containers("1,000", "\"stated\":\"2023-10\""),
                    Capacity(Shells, "480,000", "\"stated\":\"2023-10\"")
                ),
            ])
        );

        Assert.Equal("shin-won-sik-kr", series.Claimant);
        Assert.Equal(["s 2023-10 480.0", "t 2024-02-20 461.5"], series.Ratios.Select(Line));
    }

    [Fact]
    public void The_order_of_filing_does_not_matter()
    {
        var orders =
            from claims in RandomRetellings.Claims
            from shuffled in Gen.Shuffle(claims)
            select (claims, shuffled);

        Prop.ForAll(orders.ToArbitrary(), o => Assert.Equal(All(o.claims), All(o.shuffled)))
            .Check(Cases.Of(300));
    }

    private static string Line(ImpliedRatio ratio) => $"{ratio.Statement} {ratio.Stated} {ratio.Nominal:F1}";

    private static string Each(string words, params string[] more) =>
        Capacity(Shells, words, [.. more, "\"per\":\"container\""]);

    private static ImpliedRatio One(IEnumerable<ClaimState> claims) =>
        Assert.Single(Assert.Single(All(claims)).Ratios);

    private static IReadOnlyList<RatioSeries> All(IEnumerable<ClaimState> claims) =>
        RatioSeries.Of(claims, StatementClasses.None, Retold.Late, Policy.Current);

    private static IReadOnlyList<ClaimState> Yonhap(params string[] claims) =>
        Retold.Report("Yonhap", "2024-02-27", claims);

    private static IReadOnlyList<ClaimState> Reuters(params string[] claims) =>
        Retold.Report("Reuters", "2024-02-28", claims);
}
