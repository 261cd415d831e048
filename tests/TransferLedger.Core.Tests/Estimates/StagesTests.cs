using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Items;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>Figures before goods move: the most trusted telling of each perspective, and nothing adds up.</summary>
public sealed class StagesTests
{
    private static readonly Saying Kr = new()
    {
        Id = "kr",
        Item = ItemList.Find("tank").Value,
        Stage = Stage.Pledged,
        Words = "exactly 31",
        Coverage = "2024-01-01/2024-01-31",
    };

    private static readonly Saying Us = Kr with { Id = "us", By = "US" };

    [Theory]
    [InlineData("exactly 31", "31", "31")]
    [InlineData("at least 31", "31", "")]
    [InlineData("at least 1", "1", "")]
    [InlineData("up to 31", "", "31")]
    [InlineData("exactly 0", "", "0")]
    public void A_number_above_0_and_a_limit_each_have_their_reason(string words, string low, string high)
    {
        var because = Of(Kr with { Words = words }).Because;

        Assert.Equal(
            (low, high),
            (
                string.Join(' ', because.Low.Select(step => step.Number)),
                string.Join(' ', because.High.Select(step => step.Number))
            )
        );
    }

    [Fact]
    public void A_reason_is_a_bound_of_the_latest_telling_over_its_own_period() =>
        Assert.Equal(
            [new Step(Kr.Claim.Claim.Id, BoundSide.AtLeast, 31, new(2024, 1, 1), new(2024, 1, 31))],
            Of(Kr, Kr with { Id = "old", Stated = "2024-01-02", Words = "exactly 12" }).Because.Low
        );

    [Theory]
    [InlineData("31 to 40", "10 to 31")]
    [InlineData("10 to 31", "31 to 40")]
    [InlineData("up to 31", "at least 31")]
    [InlineData("at least 31", "up to 31")]
    public void Numbers_that_meet_hold_together(string korean, string american)
    {
        var estimate = Of(Kr with { Words = korean }, Us with { Words = american });

        Assert.Empty(estimate.Conflicts);
        Assert.Equal((EstimateStatus.Compatible, 31, 31), (estimate.Status, estimate.Low, estimate.High));
    }

    [Theory]
    [InlineData("32 to 40", "10 to 31")]
    [InlineData("10 to 31", "32 to 40")]
    public void Numbers_that_do_not_meet_do_not(string korean, string american) =>
        Assert.Single(Of(Kr with { Words = korean }, Us with { Words = american }).Conflicts);

    private static Estimate Of(params Saying[] sayings) =>
        Estimator.Of(
            FigureRecord.Of(
                FigureId.Read("KP-RU/pledged/tank").Value,
                sayings.Select(saying => saying.Claim).ToList()
            ),
            new(2025, 12, 31),
            Policy.Current
        );
}
