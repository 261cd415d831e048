using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Items;
using TransferLedger.Core.Parties;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>Which claims cannot all hold, how sure that is, and how it is said.</summary>
public sealed class ConflictTests
{
    private static readonly Saying Kr = new()
    {
        Id = "kr",
        Words = "exactly 100",
        Stated = "2024-02-26",
        Coverage = "2024-01-01/2024-01-31",
    };

    private static readonly Saying Us = Kr with
    {
        Id = "us",
        By = "US",
        Words = "at least 120",
        Stated = "2024-02-27",
        Coverage = "2024-01-05/2024-01-20",
    };

    [Fact]
    public void The_worked_example_has_one_tension()
    {
        var conflict = Assert.Single(Worked.WithAddedOn("2024-03-01").Conflicts);

        Assert.Equal(
            (ConflictGrade.Tension, "KR US", "feb-a#1 us-feb#1", true, true, ToleranceTaken.Any),
            (
                conflict.Grade,
                string.Join(' ', conflict.Between),
                string.Join(' ', conflict.Claims),
                conflict.BearsOnPeriod,
                conflict.RestsOnDates,
                conflict.Tolerance
            )
        );
        Assert.Equal(
            ["us-feb#1 AtLeast 10001 2023-09-01/2024-02-23", "feb-a#1 AtMost 7370 2023-09-01/2024-02-26"],
            Steps(conflict)
        );
    }

    [Fact]
    public void The_worked_example_is_told_in_words() =>
        Assert.Equal(
            "US (Minister, 23 February 2024: “over 10,000”) says at least 10,001 containers from 1 September 2023 to 23 February 2024. "
                + "KR (Minister, 26 February 2024: “approximately 6,700”) leaves room for at most 7,370 from 1 September 2023 to "
                + "26 February 2024, which covers those days. Both cannot be true: 10,001 is 2,631 more than 7,370. "
                + "This is a tension, not a contradiction: the dates are not exact, and on other days that they may mean there is room for all.",
            Assert.Single(Worked.WithAddedOn("2024-03-01").Conflicts).Text
        );

    [Fact]
    public void The_conflict_of_the_worked_example_is_still_listed_when_it_no_longer_decides()
    {
        var estimate = Worked.WithAddedOn("2024-09-01");

        Assert.Equal(EstimateStatus.Compatible, estimate.Status);
        Assert.Equal(
            [.. Worked.WithAddedOn("2024-03-01").Conflicts.Select(conflict => conflict.Text)],
            estimate.Conflicts.Select(conflict => conflict.Text)
        );
    }

    [Fact]
    public void Without_the_added_claim_the_worked_example_has_none() =>
        Assert.All(
            ["2023-12-31", "2024-03-01", "2024-07-01", "2024-09-01"],
            day => Assert.Empty(Worked.On(day).Conflicts)
        );

    [Theory]
    [InlineData("2024-01-05/2024-01-20", "2024-01-01/2024-01-31", ConflictGrade.Contradiction)]
    [InlineData("2024-01-05~/2024-01-20", "2024-01-01/2024-01-31", ConflictGrade.Tension)]
    [InlineData("2024-01-08~/2024-01-20", "2024-01-01/2024-01-31", ConflictGrade.Contradiction)]
    [InlineData("2024-01-05/2024-01-20", "2024-01-01/2024-01-26~", ConflictGrade.Tension)]
    [InlineData("2024-01-05/2024-01-20", "2024-01", ConflictGrade.Tension)]
    [InlineData("2024-01-20", "2024-01-20", ConflictGrade.Contradiction)]
    [InlineData("2024-01-05/2024-01-20", "/2024-01-31", ConflictGrade.Tension)]
    [InlineData("2024-01-05/2024-01-20", "../2024-01-31", ConflictGrade.Contradiction)]
    [InlineData("2024-01-05/2024-01-20", null, ConflictGrade.Tension)]
    [InlineData("/2024-01-20", "../2024-01-31", ConflictGrade.Contradiction)]
    [InlineData("2024-02-05/2024-02-25", "2024-02-01/2024-02-26", ConflictGrade.Contradiction)]
    [InlineData("2024-02-05/2024-02-26", "2024-02-01/2024-03", ConflictGrade.Contradiction)]
    [InlineData("2024-02-05/2024-02-20", "2024-02-01/2024-04", ConflictGrade.Contradiction)]
    [InlineData("2024-02-05/2024-02-20", "2024-02-01/", ConflictGrade.Contradiction)]
    public void A_contradiction_stays_whatever_the_dates_mean(
        string floor,
        string? ceiling,
        ConflictGrade grade
    ) =>
        Assert.Equal(
            grade,
            Assert
                .Single(Worked.Of(Kr with { Coverage = ceiling }, Us with { Coverage = floor }).Conflicts)
                .Grade
        );

    [Theory]
    [InlineData("2024-02-27")]
    [InlineData("2024-02-27~")]
    public void Without_an_end_a_period_ends_with_the_statement_and_not_with_its_disclosure(string stated) =>
        Assert.Equal(
            ConflictGrade.Contradiction,
            Assert
                .Single(
                    Worked
                        .Of(
                            Kr with
                            {
                                Stated = "2024-05-01",
                                Coverage = "2024-01-01/2024-04-30",
                            },
                            Us with
                            {
                                Stated = stated,
                                Disclosed = "2024-06-01",
                                Published = "2024-06-02",
                                Coverage = "2024-01-05/..",
                            }
                        )
                        .Conflicts
                )
                .Grade
        );

    [Theory]
    [InlineData("about 100", "at least 106", ToleranceTaken.Half, true)]
    [InlineData("about 100", "at least 111", ToleranceTaken.Any, false)]
    [InlineData("exactly 100", "about 107", ToleranceTaken.Half, true)]
    public void A_conflict_that_rests_on_the_tolerance_is_a_tension(
        string ceiling,
        string floor,
        ToleranceTaken tolerance,
        bool rests
    )
    {
        var estimate = Worked.Of(Kr with { Words = ceiling }, Us with { Words = floor });
        var conflict = Assert.Single(estimate.Conflicts);

        Assert.Equal(
            (tolerance, rests, rests ? ConflictGrade.Tension : ConflictGrade.Contradiction),
            (conflict.Tolerance, estimate.RestsOnTolerance, conflict.Grade)
        );
    }

    /// <summary>With less room for "about" Korea's own claims do not hold together, and it keeps another one.</summary>
    [Fact]
    public void A_conflict_can_go_when_the_tolerance_is_halved()
    {
        var estimate = Worked.Of(
            Kr with
            {
                Words = "about 100",
                Stated = "2024-02-27",
            },
            Kr with
            {
                Id = "older",
                Words = "exactly 108",
            },
            Us with
            {
                Words = "up to 107",
                Coverage = Kr.Coverage,
            }
        );

        var conflict = Assert.Single(estimate.Conflicts);
        Assert.Equal(
            (ToleranceTaken.Whole, ConflictGrade.Tension, true),
            (conflict.Tolerance, conflict.Grade, estimate.RestsOnTolerance)
        );
        Assert.EndsWith(
            "It rests on reading “approximately” as within 10 percent: with 5 percent there is no such conflict.",
            conflict.Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Sums_are_told_where_one_claim_alone_contradicts_nothing()
    {
        var conflict = Assert.Single(
            Worked
                .Of(
                    Us with
                    {
                        Words = "at least 70",
                        Coverage = "2024-01-01/2024-01-10",
                    },
                    Us with
                    {
                        Id = "us2",
                        Words = "at least 60",
                        Coverage = "2024-01-11/2024-01-20",
                    },
                    Kr
                )
                .Conflicts
        );

        Assert.Equal(
            "US (Minister, 27 February 2024: “at least 70”) says at least 70 containers from 1 to 10 January 2024; "
                + "and US (Minister, 27 February 2024: “at least 60”) says at least 60 containers from 11 to 20 January 2024: "
                + "70 + 60 = 130. KR (Minister, 26 February 2024: “exactly 100”) leaves room for at most 100 from 1 to "
                + "31 January 2024, which covers those days. They cannot all be true: 130 is 30 more than 100.",
            conflict.Text
        );
        Assert.Equal(["us#1", "us2#1", "kr#1"], conflict.Claims.Select(claim => claim.ToString()));
    }

    [Fact]
    public void A_superseded_telling_says_what_it_contradicts()
    {
        var aside = Assert.Single(
            Worked.Of(Kr, Kr with { Id = "old", Words = "150", Stated = "2024-02-01" }).From("KR").Superseded
        );

        Assert.Equal(
            "KR (Minister, 1 February 2024: “150”) says at least 145 containers from 1 to 31 January 2024. "
                + "KR (Minister, 26 February 2024: “exactly 100”) leaves room for at most 100 for the same days. "
                + "Both cannot be true: 145 is 45 more than 100.",
            aside.Conflict!.Text
        );
        Assert.Equal(
            ("KR", ConflictGrade.Contradiction),
            (Assert.Single(aside.Conflict.Between), aside.Conflict.Grade)
        );
    }

    [Fact]
    public void A_superseded_telling_with_vague_dates_is_in_tension() =>
        Assert.Equal(
            ConflictGrade.Tension,
            Assert
                .Single(
                    Worked
                        .Of(
                            Kr with
                            {
                                Coverage = "2024-01",
                            },
                            Kr with
                            {
                                Id = "old",
                                Words = "150",
                                Stated = "2024-02-01",
                            }
                        )
                        .From("KR")
                        .Superseded
                )
                .Conflict!.Grade
        );

    [Theory]
    [InlineData("2024-02-01/2024-02-10", false)]
    [InlineData("2024-01-31/2024-02-10", true)]
    public void A_conflict_bears_on_the_period_that_it_shares_a_day_with(string period, bool bears) =>
        Assert.Equal(
            bears,
            Assert
                .Single(
                    Worked
                        .Of(Kr, Us, Us with { Id = "later", Words = "at least 1", Coverage = period })
                        .Conflicts
                )
                .BearsOnPeriod
        );

    [Theory]
    [InlineData("2024-01-01/2024-01-31", "2024-01-01/2024-01-31", ConflictGrade.Contradiction)]
    [InlineData("2024-01", "2024-01", ConflictGrade.Tension)]
    [InlineData("2024-01-01/2024-01-31", "2024-01-01/2024-01-30", ConflictGrade.Tension)]
    [InlineData(null, null, ConflictGrade.Tension)]
    public void Pledges_contradict_each_other_only_of_certainly_the_same_days(
        string? left,
        string? right,
        ConflictGrade grade
    )
    {
        var tank = ItemList.Find("tank").Value;
        var pledge = Kr with { Item = tank, Stage = Stage.Pledged, Coverage = left, Words = "exactly 31" };
        var other = Us with { Item = tank, Stage = Stage.Pledged, Coverage = right, Words = "exactly 1" };
        var estimate = Estimator.Of(
            FigureRecord.Of(FigureId.Read("KP-RU/pledged/tank").Value, [pledge.Claim, other.Claim]),
            new(2025, 1, 1),
            Policy.Current
        );

        Assert.Equal(grade, Assert.Single(estimate.Conflicts).Grade);
    }

    [Fact]
    public void An_older_pledge_is_superseded_without_a_conflict()
    {
        var pledge = Kr with { Item = ItemList.Find("tank").Value, Stage = Stage.Pledged };
        var estimate = Estimator.Of(
            FigureRecord.Of(
                FigureId.Read("KP-RU/pledged/tank").Value,
                [pledge.Claim, (pledge with { Id = "old", Words = "exactly 1", Stated = "2024-01-01" }).Claim]
            ),
            new(2025, 1, 1),
            Policy.Current
        );

        Assert.Null(Assert.Single(estimate.From("KR").Superseded).Conflict);
    }

    [Fact]
    public void One_perspective_read_alone_has_no_conflicts_with_others()
    {
        var estimate = Estimator.Of(
            FigureRecord.Of(Worked.Containers, [Kr.Claim, Us.Claim]),
            new(2025, 1, 1),
            Policy.Current,
            new(Perspective.Read("KR").Value, null)
        );

        Assert.Empty(estimate.Conflicts);
    }

    private static IEnumerable<string> Steps(Conflict conflict) =>
        conflict.Steps.Select(step =>
            $"{step.Claim} {step.Side} {step.Number} {step.From:yyyy-MM-dd}/{step.To:yyyy-MM-dd}"
        );
}
