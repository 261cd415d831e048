using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Items;
using TransferLedger.Core.Parties;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>What an estimate tells beside its low and high.</summary>
public sealed class AnswerTests
{
    private static readonly Saying Kr = new()
    {
        Id = "kr",
        Words = "exactly 100",
        Coverage = "2024-01-01/2024-01-31",
    };

    private static readonly Saying Us = Kr with { Id = "us", By = "US" };

    [Fact]
    public void A_number_given_in_fields_is_said_in_our_own_words() =>
        Assert.Equal(
            "more than 5,000",
            Worked
                .On(
                    "2025-12-31",
                    Retold.Report(
                        "Reuters",
                        "2024-03-01",
                        """{"type":"containers-reported","quantity":{"low":5000,"lowExclusive":true}}"""
                    )
                )
                .Words
        );

    [Fact]
    public void Where_nothing_was_said_every_list_is_empty()
    {
        var estimate = Worked.On("2024-01-01", []);

        Assert.Equal(EstimateStatus.Empty, estimate.Status);
        Assert.Empty(estimate.Ranges);
        Assert.Empty(estimate.Gaps);
        Assert.Empty(estimate.Perspectives);
        Assert.Empty(estimate.AllConflicts());
        Assert.Equal(Because.Nothing, estimate.Because);
        Assert.Equal(new Corroboration(0, 0, 0), estimate.Corroboration);
        Assert.Null(estimate.Period);
    }

    [Fact]
    public void Counted_goods_have_no_decimals() => Assert.Equal(0, Worked.Of(Kr).Decimals);

    [Fact]
    public void A_claim_that_feeds_no_figure_is_a_bug() =>
        Assert.Contains(
            "feeds no figure",
            Assert
                .Throws<ArgumentException>(() =>
                    Worked.On(
                        "2025-12-31",
                        Retold.Report(
                            "TASS",
                            "2024-03-15",
                            """
                            {"type":"denial-issued","forms":["dismissal"],"targets":[{"corridor":"KP-RU"}],"coverage":null}
                            """
                        )
                    )
                )
                .Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("a significant number", null, Boundlessness.Unread)]
    [InlineData("exactly 100", null, Boundlessness.Unattributed)]
    [InlineData("a significant number", "KR", Boundlessness.Unread)]
    public void Without_number_and_claimant_the_missing_number_is_the_reason(
        string words,
        string? by,
        Boundlessness why
    ) => Assert.Equal(why, Assert.Single(Worked.Of(Kr with { Words = words, By = by }).Boundless).Why);

    [Fact]
    public void A_claim_without_a_quantity_is_unquantified()
    {
        var estimate = Of("KP-RU/items/tank", Kr with { Item = Tank, Words = "" });

        Assert.Equal(EstimateStatus.Unquantified, estimate.Status);
        Assert.Equal(Boundlessness.Unquantified, Assert.Single(estimate.Boundless).Why);
    }

    [Fact]
    public void A_figure_is_unattributed_where_all_that_have_a_number_are()
    {
        var nobody = Us with { By = null };

        Assert.Equal(
            EstimateStatus.Unattributed,
            Worked.Of(nobody, Kr with { Words = "a significant number" }).Status
        );
        Assert.Equal(
            EstimateStatus.Unquantified,
            Worked.Of(nobody with { Words = "a significant number" }).Status
        );
        Assert.Equal(
            EstimateStatus.Unquantified,
            Worked.Of(nobody, Kr with { Words = "up to 5", Stage = Stage.Used }).Status
        );
    }

    [Fact]
    public void What_was_withdrawn_is_listed_among_what_makes_no_bound()
    {
        var estimate = Worked.On(
            "2025-12-31",
            [
                (Kr with { Id = "b" }).Claim with
                {
                    Withdrawn = true,
                },
                (Kr with { Id = "c", By = null }).Claim,
                (Kr with { Id = "a", By = null }).Claim,
            ]
        );

        Assert.Equal(
            ["a#1 Unattributed", "b#1 Withdrawn", "c#1 Unattributed"],
            estimate.Boundless.Select(claim => $"{claim.Claim} {claim.Why}")
        );
    }

    [Fact]
    public void Once_all_is_withdrawn_the_figure_is_unquantified_and_not_empty() =>
        Assert.Equal(
            EstimateStatus.Unquantified,
            Worked.On("2025-12-31", [Kr.Claim with { Withdrawn = true }]).Status
        );

    [Fact]
    public void A_perspective_says_whose_kind_it_is()
    {
        var estimate = Worked.On("2024-07-01");

        Assert.Equal(
            [ClaimantKind.State, ClaimantKind.Organisation, ClaimantKind.State],
            estimate.Perspectives.Select(p => p.Kind)
        );
    }

    [Fact]
    public void A_perspectives_point_outside_its_own_range_is_not_given()
    {
        var own = Worked
            .Of(
                Kr with
                {
                    Words = "about 100",
                    Stated = "2024-02-27",
                },
                Kr with
                {
                    Id = "floor",
                    Words = "at least 105",
                    Coverage = "2024-01-05/2024-01-20",
                }
            )
            .From("KR");

        Assert.Equal(("about 100", 105, 110, null), (own.Words, own.Low, own.High, own.Point));
    }

    [Fact]
    public void A_perspective_has_the_point_that_its_leading_telling_names() =>
        Assert.Equal(100, Worked.Of(Kr).From("KR").Point);

    /// <summary>Two ceilings contradict it together; one of them is of the statement that it tells too.</summary>
    [Fact]
    public void One_of_several_tellings_of_the_same_statement_is_enough_for_a_distortion()
    {
        var aside = Assert.Single(
            Worked
                .Of(
                    Kr with
                    {
                        Words = "at most 30",
                        Coverage = "2024-01-01/2024-01-10",
                        Stated = "2024-02-27",
                    },
                    Kr with
                    {
                        Id = "a",
                        Statement = "s",
                        Words = "at most 31",
                        Coverage = "2024-01-11/2024-01-20",
                    },
                    Kr with
                    {
                        Id = "z",
                        Statement = "s",
                        Words = "at least 70",
                        Coverage = "2024-01-01/2024-01-21",
                    },
                    Kr with
                    {
                        Id = "day",
                        Words = "exactly 0",
                        Coverage = "2024-01-21",
                        Stated = "2024-02-27",
                    }
                )
                .From("KR")
                .Superseded
        );

        Assert.Equal(
            ("z#1", "day#1 kr#1 a#1", true),
            (aside.Telling.Claim.ToString(), string.Join(' ', aside.By), aside.RetoldDifferently)
        );
    }

    [Fact]
    public void A_change_of_mind_is_no_distortion() =>
        Assert.False(
            Assert
                .Single(
                    Worked
                        .Of(
                            Kr with
                            {
                                Statement = "s",
                            },
                            Kr with
                            {
                                Id = "old",
                                Statement = "t",
                                Words = "exactly 50",
                                Stated = "2024-02-01",
                            }
                        )
                        .From("KR")
                        .Superseded
                )
                .RetoldDifferently
        );

    [Fact]
    public void Notes_are_told_by_claim_and_then_by_kind_of_superseded_tellings_too()
    {
        var retold = Kr with { Id = "m", Statement = "s", Coverage = "2024-01-01/2024-01-20" };
        var notes = Worked
            .Of(
                retold,
                retold with
                {
                    Id = "n",
                    Words = "about 100",
                    Coverage = "2024-01-02/2024-01-20",
                    Publisher = "Reuters",
                },
                Kr with
                {
                    Id = "old",
                    Words = "exactly 500",
                    Stated = "2024-01-25",
                    Coverage = "2024-01-01/2024-01-31",
                },
                Kr with
                {
                    Words = "at most 300",
                }
            )
            .From("KR")
            .Notes;

        Assert.Equal(
            ["n#1 RetoldDifferently", "n#1 StartChanged", "old#1 CoverageCut"],
            notes.Select(note => $"{note.Claim} {note.Kind}")
        );
    }

    [Fact]
    public void A_withdrawal_reported_by_another_is_noted_and_takes_nothing_out_of_force()
    {
        var estimate = Worked.On("2025-12-31", [Kr.Claim with { WithdrawalReported = true }]);

        Assert.Equal((EstimateStatus.Single, 100), (estimate.Status, estimate.Low));
        Assert.Equal(
            ["kr#1 WithdrawalReported"],
            estimate.From("KR").Notes.Select(note => $"{note.Claim} {note.Kind}")
        );
    }

    [Fact]
    public void All_conflicts_are_those_between_perspectives_and_then_the_superseding_ones()
    {
        var estimate = Worked.Of(
            Kr,
            Kr with
            {
                Id = "old",
                Words = "exactly 50",
                Stated = "2024-02-01",
            },
            Us with
            {
                Words = "at least 120",
            }
        );

        Assert.Equal(
            ["KR US", "KR"],
            estimate.AllConflicts().Select(conflict => string.Join(' ', conflict.Between))
        );
    }

    [Fact]
    public void A_joint_body_need_not_name_its_members() =>
        Assert.Equal(
            new Corroboration(2, 2, 2),
            Worked
                .Of(
                    Us,
                    Kr with
                    {
                        Claimant = new() { Kind = ClaimantKind.Joint, Name = "Joint Team" },
                    }
                )
                .Corroboration
        );

    [Theory]
    [InlineData("2025-03/..", "2025-03-01", "2025-03-01")]
    [InlineData("2025", "2025-01-01", "2025-12-31")]
    [InlineData(null, null, "2024-02-26")]
    public void A_pledge_for_days_to_come_is_not_cut(string? coverage, string? from, string to)
    {
        var estimate = Of(
            "KP-RU/pledged/tank",
            Kr with
            {
                Item = Tank,
                Stage = Stage.Pledged,
                Coverage = coverage,
            }
        );

        Assert.Equal(
            new CoveredPeriod(from is null ? null : Saying.Day(from), Saying.Day(to), coverage),
            estimate.Period
        );
        Assert.Empty(estimate.From("KR").Notes);
    }

    [Fact]
    public void A_telling_says_what_it_is()
    {
        var kept = Worked
            .Of(
                Kr with
                {
                    Statement = "s",
                },
                Kr with
                {
                    Id = "again",
                    Statement = "s",
                    Publisher = "Reuters",
                    Via = ["a"],
                },
                Kr with
                {
                    Id = "vague",
                    Words = "dozens",
                    Stated = "/2024-02-26",
                },
                Kr with
                {
                    Id = "used",
                    Words = "exactly 10",
                    Stage = Stage.Used,
                }
            )
            .From("KR")
            .Kept;

        Assert.Equal(
            [
                "again#1+kr#1 exactly 100: 100 to 100, point 100",
                "used#1 exactly 10: 10 to , point  used",
                "vague#1 dozens: 12 to , point  vague open",
            ],
            kept.Select(told =>
                    $"{string.Join('+', told.Appearances)} {told.Words}: {told.Low} to {told.High}, point {told.Point}"
                    + $"{(told.Vague ? " vague" : "")}{(told.OpenDate ? " open" : "")}{(told.Used ? " used" : "")}"
                )
                .Order(StringComparer.Ordinal)
        );
    }

    private static Item Tank => ItemList.Find("tank").Value;

    private static Estimate Of(string figure, params Saying[] sayings) =>
        Estimator.Of(
            FigureRecord.Of(FigureId.Read(figure).Value, sayings.Select(saying => saying.Claim).ToList()),
            new(2025, 12, 31),
            Policy.Current
        );
}
