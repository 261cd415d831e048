using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Retellings;
using static TransferLedger.Core.Tests.Estimates.Reported;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>Which claims of a statement are compared with which.</summary>
public sealed class LineageTests
{
    private const string Shells = "artillery-round-152mm";

    [Fact]
    public void The_first_published_is_what_the_others_are_compared_with() =>
        Assert.Equal(
            ["yonhap-2024-02-27#1 FloorBecamePoint reuters-2024-02-28#1"],
            Differences([.. Reuters(Containers("6,700")), .. Yonhap(Containers("at least 6,700"))])
        );

    [Fact]
    public void Of_two_published_on_one_day_the_one_with_the_lower_id_is_first() =>
        Assert.Equal(
            ["reuters-2024-02-27#1 PointBecameFloor yonhap-2024-02-27#1"],
            Differences([
                .. Retold.Report("Reuters", "2024-02-27", Containers("6,700")),
                .. Yonhap(Containers("at least 6,700")),
            ])
        );

    [Fact]
    public void An_imprecise_day_of_publication_counts_by_its_latest() =>
        Assert.Equal(
            ["yonhap-2024-02-27#1 FloorBecamePoint reuters-2024-02#1"],
            Differences([
                .. Retold.Report("Reuters", "2024-02", Containers("6,700")),
                .. Yonhap(Containers("at least 6,700")),
            ])
        );

    [Fact]
    public void A_headline_is_compared_with_what_its_own_report_heard() =>
        Assert.Equal(
            ["yonhap-2024-02-27#2 FloorBecamePoint yonhap-2024-02-27#1"],
            Differences(Yonhap(Containers("6,700", Unattributed), Containers("at least 6,700")))
        );

    [Fact]
    public void A_headline_may_make_a_count_of_a_capacity() =>
        Assert.Equal(
            [
                "yonhap-2024-02-27#2 PointBecameFloor yonhap-2024-02-27#1",
                "yonhap-2024-02-27#2 NumberChanged yonhap-2024-02-27#1",
                "yonhap-2024-02-27#2 CapacityBecameCount yonhap-2024-02-27#1",
            ],
            Differences(Yonhap(Goods(Shells, "thousands of", Unattributed), Capacity(Shells, "4.8 million")))
        );

    [Fact]
    public void What_a_claimant_says_of_containers_and_of_their_capacity_are_two_components() =>
        Assert.Empty(
            Differences(
                Yonhap(Containers("6,700"), Capacity(Shells, "up to 3 million"), Goods(Shells, "millions of"))
            )
        );

    [Fact]
    public void Each_alternative_is_compared_with_its_own_item() =>
        Assert.Empty(
            Differences([
                .. Yonhap(Capacity(Shells, "3 million"), Capacity("artillery-round-122mm", "500,000")),
                .. Reuters(Capacity("artillery-round-122mm", "500,000"), Capacity(Shells, "3 million")),
            ])
        );

    [Fact]
    public void Of_two_numbers_on_one_figure_each_is_compared_with_its_like() =>
        Assert.Equal(
            ["yonhap-2024-02-27#1 ApproximationAdded reuters-2024-02-28#2"],
            Differences([
                .. Yonhap(Containers("6,700"), Containers("1,000", "\"coverage\":\"2023-09/2023-10\"")),
                .. Reuters(
                    Containers("1,000", "\"coverage\":\"2023-09/2023-10\""),
                    Containers("about 6,700")
                ),
            ])
        );

    [Fact]
    public void Of_several_items_the_one_with_the_same_number_was_renamed() =>
        Assert.Equal(
            ["yonhap-2024-02-27#2 ItemChanged reuters-2024-02-28#1"],
            Differences([
                .. Yonhap(Goods("artillery-round", "700"), Goods("artillery-round-152mm", "500")),
                .. Reuters(Goods("rocket", "500")),
            ])
        );

    [Fact]
    public void Goods_of_another_kind_and_number_are_added_and_the_old_ones_missing()
    {
        var lineage = Retold.Of([.. Yonhap(Goods("tank", "31")), .. Reuters(Goods("rocket", "500"))]);

        Assert.Empty(lineage.Differences);
        Assert.Equal(
            ["Added reuters-2024-02-28#1", "Missing yonhap-2024-02-27#1"],
            lineage.Unmatched.Select(gap => $"{gap.Kind} {gap.Claim}")
        );
    }

    [Fact]
    public void A_total_and_a_rate_in_one_report_are_two_components() =>
        Assert.Empty(
            Differences(
                Yonhap(Capacity(Shells, "3 million"), Capacity(Shells, "100,000", "\"per\":\"month\""))
            )
        );

    [Fact]
    public void Nobody_has_to_retell_a_headline() =>
        Assert.Empty(
            Retold
                .Of([
                    .. Yonhap(Goods("tank", null, Unattributed), Containers("6,700")),
                    .. Reuters(Containers("6,700")),
                ])
                .Unmatched
        );

    [Fact]
    public void A_component_that_a_later_report_added_is_what_the_next_is_compared_with() =>
        Assert.Equal(
            ["reuters-2024-02-28#2 NumberChanged tass-2024-03-01#1"],
            Differences([
                .. Yonhap(Containers("6,700")),
                .. Reuters(Containers("6,700"), Capacity(Shells, "3 million")),
                .. Retold.Report("TASS", "2024-03-01", Capacity(Shells, "5 million")),
            ])
        );

    [Fact]
    public void Another_corridor_is_another_component() =>
        Assert.Empty(
            Differences([
                .. Yonhap(Goods("tank", "31")),
                .. Reuters(Goods("tank", "14", "\"corridor\":\"RU-KP\"")),
            ])
        );

    [Fact]
    public void Goods_before_and_after_they_moved_are_two_components() =>
        Assert.Empty(
            Differences([
                .. Yonhap(Goods("tank", "31", "\"stage\":\"pledged\"")),
                .. Reuters(Goods("tank", "14", "\"stage\":\"delivered\"")),
            ])
        );

    [Fact]
    public void Who_merely_repeats_a_statement_retells_it_too()
    {
        const string Nato = """
            "claimant":{"kind":"organisation","name":"Stoltenberg","organisation":"NATO"},"statement":"t","repeats":"s"
            """;
        IReadOnlyList<ClaimState> claims =
        [
            .. Yonhap(Containers("7,600", Nato), Containers("6,700")),
            .. Reuters(Containers("8,000", Nato)),
        ];

        Assert.Equal(
            [
                "yonhap-2024-02-27#2 NumberChanged yonhap-2024-02-27#1",
                "yonhap-2024-02-27#2 NumberChanged reuters-2024-02-28#1",
            ],
            Differences(claims)
        );
        Assert.Equal(
            [false, true, true],
            Retold.Of(claims).Appearances.Select(appearance => appearance.Repeats)
        );
        Assert.Equal(
            ["s 3", "t 2"],
            Lineage
                .All(claims, StatementClasses.None, Retold.Late)
                .Select(lineage => $"{lineage.Statement} {lineage.Appearances.Count}")
        );
    }

    [Fact]
    public void Statements_that_were_judged_the_same_have_one_lineage()
    {
        var judged = StatementClasses.From([
            new()
            {
                First = "s",
                Second = "t",
                Judgement = Judgement.Same,
                By = "desk",
                Reason = "one briefing",
            },
        ]);
        IReadOnlyList<ClaimState> claims =
        [
            .. Yonhap(Containers("6,700")),
            .. Reuters(Containers("7,600", "\"statement\":\"t\"")),
        ];

        var lineage = Assert.Single(Lineage.All(claims, judged, Retold.Late));
        Assert.Equal(("s", "[s, t]"), (lineage.Statement, lineage.Members.ToString()));
        Assert.Single(lineage.Differences);
        Assert.Equal(lineage, Lineage.Of("t", claims, judged, Retold.Late));
        Assert.Empty(Lineage.All(claims, StatementClasses.None, Retold.Late));
    }

    [Fact]
    public void A_withdrawn_claim_is_listed_as_such_and_still_compared()
    {
        var withdrawn = Yonhap(Containers("6,700")).Select(state => state with { Withdrawn = true });
        var lineage = Retold.Of([.. withdrawn, .. Reuters(Containers("7,600"))]);

        Assert.Equal([true, false], lineage.Appearances.Select(appearance => appearance.Withdrawn));
        Assert.Single(lineage.Differences);
    }

    [Fact]
    public void Only_what_stands_on_the_day_is_seen()
    {
        var corrected = Reuters(Containers("7,600"))[0];
        IReadOnlyList<ClaimState> claims =
        [
            .. Yonhap(Containers("6,700")),
            corrected with
            {
                Until = new(2024, 3, 5),
            },
            Reuters(Containers("6,700"))[0] with
            {
                Since = new(2024, 3, 5),
            },
        ];

        Assert.Single(Lineage.Of("s", claims, StatementClasses.None, new(2024, 3, 4))!.Differences);
        Assert.Empty(Lineage.Of("s", claims, StatementClasses.None, new(2024, 3, 5))!.Differences);
        Assert.Null(Lineage.Of("s", claims, StatementClasses.None, new(2024, 2, 1)));
    }

    [Fact]
    public void A_route_is_compared_with_one_that_shares_an_end()
    {
        const string There = """
            {"type":"shipment-route-observed","observed":"2023-09-07/2023-10-01",
             "legs":[{"from":{"name":"Najin","country":"KP"},"to":{"name":"Dunay","country":"RU"}}]}
            """;
        const string Further = """
            {"type":"shipment-route-observed","observed":"/2023-10-01",
             "legs":[{"from":{"name":"Dunay","country":"RU"},"to":{"name":"the front","country":"UA"}}]}
            """;
        var undated = There.Replace("2023-09-07/", "/", StringComparison.Ordinal);
        var lineage = Retold.Of([.. Yonhap(There), .. Reuters(Further, undated)]);

        Assert.Equal(
            ["yonhap-2024-02-27#1 StartChanged reuters-2024-02-28#2"],
            lineage.Differences.Select(Line)
        );
        Assert.Equal("reuters-2024-02-28#1", Assert.Single(lineage.Unmatched).Claim.ToString());
    }

    [Fact]
    public void An_appearance_says_who_published_it_and_how()
    {
        var appearance = Retold.Of(Yonhap(Containers("about 6,700", "\"via\":[\"KBS\"]"))).Appearances[0];

        Assert.Equal(
            "yonhap-2024-02-27#1 Yonhap 2024-02-27 shin-won-sik-kr [KBS] KP-RU/containers about 6,700 Point",
            $"{appearance.Claim} {appearance.Publisher} {appearance.Published} {appearance.Claimant!.Id} "
                + $"{appearance.Via} {appearance.Figure} {appearance.Words} {appearance.Shape}"
        );
    }

    [Fact]
    public void The_order_of_filing_does_not_matter()
    {
        var orders =
            from claims in RandomRetellings.Claims
            from shuffled in Gen.Shuffle(claims)
            select (claims, shuffled);

        Prop.ForAll(
                orders.ToArbitrary(),
                o =>
                    Assert.Equal(
                        Lineage.All(o.claims, StatementClasses.None, Retold.Late),
                        Lineage.All(o.shuffled, StatementClasses.None, Retold.Late)
                    )
            )
            .Check(Cases.Of(300));
    }

    private static IReadOnlyList<ClaimState> Yonhap(params string[] claims) =>
        Retold.Report("Yonhap", "2024-02-27", claims);

    private static IReadOnlyList<ClaimState> Reuters(params string[] claims) =>
        Retold.Report("Reuters", "2024-02-28", claims);

    private static IEnumerable<string> Differences(IEnumerable<ClaimState> claims) =>
        Retold.Of(claims).Differences.Select(Line);

    private static string Line(LineageDifference difference) =>
        $"{difference.First} {difference.Flag} {difference.Retold}";
}
