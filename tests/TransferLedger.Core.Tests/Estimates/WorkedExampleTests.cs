using TransferLedger.Core.Estimates;
using TransferLedger.Core.Figures;

namespace TransferLedger.Core.Tests.Estimates;

public sealed class WorkedExampleTests
{
    [Theory]
    [InlineData("2023-10-12", EstimateStatus.Empty, null, null, null, null)]
    [InlineData("2023-12-31", EstimateStatus.Single, 1001L, null, null, "kirby#1")]
    [InlineData("2024-03-01", EstimateStatus.Single, 6030L, 7370L, 6700L, "feb-a#1")]
    [InlineData("2024-07-01", EstimateStatus.Compatible, 10_000L, null, null, "june-a#1")]
    [InlineData("2024-09-01", EstimateStatus.Single, 13_001L, null, null, "dia#1")]
    public void The_figure_follows_what_had_been_said(
        string day,
        EstimateStatus status,
        long? low,
        long? high,
        long? point,
        string? leading
    )
    {
        var estimate = Worked.On(day);

        Assert.Equal(
            (status, low, high, point, leading),
            (estimate.Status, estimate.Low, estimate.High, estimate.Point, estimate.Leading?.ToString())
        );
    }

    [Theory]
    [InlineData("2024-03-01", "KR", 6030L, 7370L, 6700L)]
    [InlineData("2024-03-01", "US", 1001L, null, null)]
    [InlineData("2024-07-01", "KR", 10_000L, null, null)]
    [InlineData("2024-07-01", "US", 1001L, null, null)]
    [InlineData("2024-07-01", "NATO", 1000L, null, null)]
    [InlineData("2024-09-01", "KR", 13_001L, null, null)]
    public void Each_perspective_stands_by_itself(
        string day,
        string perspective,
        long low,
        long? high,
        long? point
    )
    {
        var own = Worked.On(day).From(perspective);

        Assert.Equal((low, high, point), (own.Low, own.High, own.Point));
    }

    [Theory]
    [InlineData("2024-03-01", "US", false)]
    [InlineData("2024-07-01", "US", true)]
    [InlineData("2024-07-01", "NATO", false)]
    [InlineData("2024-09-01", "US", false)]
    public void A_perspective_bears_where_it_says_something_of_the_period(
        string day,
        string perspective,
        bool bears
    ) => Assert.Equal(bears, Worked.On(day).Ranges.Single(r => r.Perspective == perspective).Bears);

    [Fact]
    public void The_period_is_that_of_the_best_appearance_with_a_dated_start()
    {
        var period = Worked.On("2024-03-01").Period;

        Assert.Equal(new CoveredPeriod(new(2023, 9, 1), new(2024, 2, 26), "2023-09/2024-02-26"), period);
    }

    [Fact]
    public void What_differs_between_appearances_is_flagged()
    {
        var notes = Worked.On("2024-09-01").From("KR").Notes.Select(n => $"{n.Claim} {n.Kind}");

        Assert.Equal(["feb-a#1 StartChanged", "june-a#1 RetoldDifferently"], notes);
    }

    [Fact]
    public void The_added_claim_makes_the_figure_disputed()
    {
        var estimate = Worked.WithAddedOn("2024-03-01");

        Assert.Equal(
            (EstimateStatus.Disputed, 6030L, null, null),
            (estimate.Status, estimate.Low, estimate.High, estimate.Point)
        );
        Assert.Equal([new Gap(7371, 10_000)], estimate.Gaps);
    }

    [Fact]
    public void The_dispute_no_longer_bears_on_the_later_period()
    {
        var estimate = Worked.WithAddedOn("2024-09-01");

        Assert.Equal(
            (EstimateStatus.Compatible, 13_001L, null),
            (estimate.Status, estimate.Low, estimate.High)
        );
    }

    [Fact]
    public void One_statement_told_twice_is_one_bound()
    {
        var estimate = Worked.On("2024-03-01");

        Assert.Equal(["feb-a#1"], estimate.From("KR").Kept.Select(told => told.Claim.ToString()));
        Assert.Equal(new Corroboration(2, 2, 3), estimate.Corroboration);
    }

    [Fact]
    public void The_claims_that_prove_a_bound_are_named()
    {
        var because = Worked.On("2024-07-01").Because;

        Assert.Equal(["june-a#1"], because.Low.Select(step => step.Claim.ToString()));
        Assert.Empty(because.High);
    }

    [Fact]
    public void Its_history_is_told_by_kinds_and_causes()
    {
        var history = RevisionHistory.ByStated(
            FigureRecord.Of(Worked.Containers, Worked.Claims),
            Saying.Day("2024-12-31"),
            Policy.Current
        );

        Assert.Equal(
            [
                "2023-10-13 First kirby#1",
                "2024-02-26 Tightened feb-a#1, feb-b#1",
                "2024-06-14 Raised june-a#1, june-b#1",
                "2024-06-16 Reasons nato#1",
                "2024-08-27 Raised dia#1",
            ],
            history.Select(r =>
                $"{r.At.Day:yyyy-MM-dd} {r.Kind} {string.Join(", ", r.Cause.Select(cause => cause.Claim))}"
            )
        );
    }
}
