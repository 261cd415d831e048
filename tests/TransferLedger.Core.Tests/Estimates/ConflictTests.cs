using TransferLedger.Core.Estimates;

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

    private static IEnumerable<string> Steps(Conflict conflict) =>
        conflict.Steps.Select(step =>
            $"{step.Claim} {step.Side} {step.Number} {step.From:yyyy-MM-dd}/{step.To:yyyy-MM-dd}"
        );
}
