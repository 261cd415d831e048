using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Items;
using TransferLedger.Core.Quantities;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>A conflict as a journalist reads it: who, which number, which period, what cannot be, and what it rests on.</summary>
public sealed class ConflictTextTests
{
    private static readonly Saying Kr = new()
    {
        Id = "kr",
        Words = "exactly 100",
        Stated = "2024-02-26",
        Coverage = "2024-01-01/2024-01-31",
    };

    private static readonly Saying Us = Kr with { Id = "us", By = "US", Words = "at least 120" };

    [Fact]
    public void Ceilings_that_follow_each_other_are_added_up() =>
        Says(
            "US (Minister, 26 February 2024: “at least 100”) says at least 100 containers from 1 to 20 January 2024. "
                + "KR (Minister, 26 February 2024: “at most 30”) leaves room for at most 30 from 1 to 10 January 2024; "
                + "and KR (Minister, 26 February 2024: “at most 40”) leaves room for at most 40 from 11 to 20 January 2024, "
                + "which together cover those days: 30 + 40 = 70. They cannot all be true: 100 is 30 more than 70.",
            Floor("us", "2024-01-01/2024-01-20", 100),
            Ceiling("kr1", "2024-01-01/2024-01-10", 30),
            Ceiling("kr2", "2024-01-11/2024-01-20", 40)
        );

    [Fact]
    public void Days_that_two_floors_share_are_covered_twice() =>
        Says(
            "US (Minister, 26 February 2024: “at least 60”) says at least 60 containers from 1 to 20 January 2024; "
                + "and US (Minister, 26 February 2024: “at least 61”) says at least 61 containers from 11 to 31 January 2024: "
                + "60 + 61 = 121. KR (Minister, 26 February 2024: “at most 40”) leaves room for at most 40 from 11 to 20 January "
                + "2024; and KR (Minister, 26 February 2024: “at most 70”) leaves room for at most 70 from 1 to 31 January 2024, "
                + "which cover each of those days as often: 40 + 70 = 110. They cannot all be true: 121 is 11 more than 110.",
            Floor("us1", "2024-01-01/2024-01-20", 60),
            Floor("us2", "2024-01-11/2024-01-31", 61),
            Ceiling("kr1", "2024-01-11/2024-01-20", 40),
            Ceiling("kr2", "2024-01-01/2024-01-31", 70)
        );

    [Fact]
    public void Of_three_floors_each_is_named() =>
        Says(
            "US (Minister, 26 February 2024: “at least 40”) says at least 40 containers from 1 to 5 January 2024; "
                + "US (Minister, 26 February 2024: “at least 41”) says at least 41 containers from 6 to 10 January 2024; "
                + "and US (Minister, 26 February 2024: “at least 42”) says at least 42 containers from 11 to 15 January 2024: "
                + "40 + 41 + 42 = 123. KR (Minister, 26 February 2024: “at most 100”) leaves room for at most 100 "
                + "from 1 to 15 January 2024, which covers those days. They cannot all be true: 123 is 23 more than 100.",
            Floor("us1", "2024-01-01/2024-01-05", 40),
            Floor("us2", "2024-01-06/2024-01-10", 41),
            Floor("us3", "2024-01-11/2024-01-15", 42),
            Ceiling("kr", "2024-01-01/2024-01-15", 100)
        );

    [Fact]
    public void What_holds_whichever_days_the_dates_mean_says_so() =>
        Says(
            "US (Minister, 26 February 2024: “at least 120”) says at least 120 containers from 1 to 20 January 2024. "
                + "KR (Minister, 26 February 2024: “exactly 100”) leaves room for at most 100 from 1 to 31 January 2024, "
                + "which covers those days. Both cannot be true: 120 is 20 more than 100. This holds whichever days the dates "
                + "mean: floors are taken over the longest of their periods and ceilings over the shortest.",
            Us with
            {
                Coverage = "2024-01-08~/2024-01-20",
            },
            Kr
        );

    [Fact]
    public void What_is_there_with_half_the_tolerance_only_says_so() =>
        Says(
            "US (Minister, 26 February 2024: “at least 106”) says at least 106 containers from 1 to 31 January 2024. "
                + "KR (Minister, 26 February 2024: “about 100”) leaves room for at most 105 for the same days. "
                + "Both cannot be true: 106 is 1 more than 105. It is there only when “approximately” is read as within "
                + "5 percent, as it is here, and not with 10 percent.",
            Us with
            {
                Words = "at least 106",
            },
            Kr with
            {
                Words = "about 100",
            }
        );

    [Fact]
    public void The_tolerance_is_that_of_the_policy() =>
        Assert.EndsWith(
            "“approximately” is read as within 7.5 percent, as it is here, and not with 15 percent.",
            Assert
                .Single(
                    Estimator
                        .Of(
                            FigureRecord.Of(
                                Worked.Containers,
                                [
                                    (Us with { Words = "at least 110" }).Claim,
                                    (Kr with { Words = "about 100" }).Claim,
                                ]
                            ),
                            new(2025, 1, 1),
                            new(9, "wide", Tolerance.Of(3, 20))
                        )
                        .Conflicts
                )
                .Text,
            StringComparison.Ordinal
        );

    [Fact]
    public void Pledges_may_be_about_other_days() =>
        Assert.Equal(
            "KR (Minister, 26 February 2024: “exactly 31”) says at least 31 units from 1 to 31 January 2024. "
                + "US (Minister, 26 February 2024: “exactly 1”) leaves room for at most 1 from 2 to 31 January 2024. "
                + "Both cannot be true: 31 is 30 more than 1. This is a tension, not a contradiction: "
                + "the two are not certainly about the same days, and the number may have changed.",
            PledgesConflict("exactly 31", "exactly 1").Text
        );

    [Fact]
    public void Of_pledges_the_lower_is_the_ceiling_whoever_made_it()
    {
        var conflict = PledgesConflict("exactly 1", "exactly 31");

        Assert.Equal(
            ["us#1 AtLeast 31", "kr#1 AtMost 1"],
            conflict.Steps.Select(step => $"{step.Claim} {step.Side} {step.Number}")
        );
        Assert.Equal(["kr#1", "us#1"], conflict.Claims.Select(claim => claim.ToString()));
    }

    [Fact]
    public void Whoever_is_not_named_and_what_was_not_quoted_is_said_so()
    {
        var text = Assert
            .Single(
                Worked
                    .On(
                        "2025-12-31",
                        [
                            Kr.Claim,
                            .. Retold.Report(
                                "Reuters",
                                "2024-03-01",
                                """
                                {"type":"containers-reported","quantity":{"low":120},"coverage":"2024-01-01/2024-01-31",
                                 "claimant":{"kind":"unnamed"},"stated":null,"statement":null}
                                """
                            ),
                        ]
                    )
                    .Conflicts
            )
            .Text;

        Assert.StartsWith(
            "reuters (an unnamed source, reported 1 March 2024: at least 120) says at least 120 containers",
            text,
            StringComparison.Ordinal
        );
    }

    private static Conflict PledgesConflict(string korean, string american)
    {
        var tank = ItemList.Find("tank").Value;
        var pledge = Kr with { Item = tank, Stage = Stage.Pledged, Words = korean };
        var other = Us with
        {
            Item = tank,
            Stage = Stage.Pledged,
            Words = american,
            Coverage = "2024-01-02/2024-01-31",
        };
        return Assert.Single(
            Estimator
                .Of(
                    FigureRecord.Of(FigureId.Read("KP-RU/pledged/tank").Value, [pledge.Claim, other.Claim]),
                    new(2025, 1, 1),
                    Policy.Current
                )
                .Conflicts
        );
    }

    private static Saying Floor(string id, string coverage, int number) =>
        Us with
        {
            Id = id,
            Coverage = coverage,
            Words = $"at least {number}",
        };

    private static Saying Ceiling(string id, string coverage, int number) =>
        Kr with
        {
            Id = id,
            Coverage = coverage,
            Words = $"at most {number}",
        };

    private static void Says(string text, params Saying[] sayings) =>
        Assert.Equal(text, Assert.Single(Worked.Of(sayings).Conflicts).Text);
}
