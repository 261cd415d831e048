using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;

namespace TransferLedger.Core.Tests.Estimates;

public sealed class DaysTests
{
    private static readonly Saying Plain = new()
    {
        Id = "a",
        Words = "exactly 100",
        Stated = "2024-02-26",
    };

    [Theory]
    [InlineData("2023-09/2024-01", "2023-09-01", "2024-01-31")]
    [InlineData("2023-09~/2024-01-10~", "2023-09-01", "2024-01-10")]
    [InlineData("/2024-01-10", null, "2024-01-10")]
    [InlineData("../2024-01-10", null, "2024-01-10")]
    [InlineData("2023", "2023-01-01", "2023-12-31")]
    [InlineData("2023-09/", "2023-09-01", "2024-02-26")]
    [InlineData("2023-09/..", "2023-09-01", "2024-02-26")]
    [InlineData(null, null, "2024-02-26")]
    [InlineData("2024", "2024-01-01", "2024-02-26")]
    public void A_coverage_means_the_days_from_its_earliest_to_its_latest(
        string? coverage,
        string? from,
        string to
    )
    {
        var period = Worked.Of(Plain with { Coverage = coverage }).Period!;

        Assert.Equal(
            (from, to),
            (
                $"{period.From:yyyy-MM-dd}" is "" ? null : $"{period.From:yyyy-MM-dd}",
                $"{period.To:yyyy-MM-dd}"
            )
        );
    }

    [Fact]
    public void An_end_after_the_day_on_which_it_was_said_is_cut_and_flagged()
    {
        var estimate = Worked.Of(Plain with { Coverage = "2024-01/2024-06" });

        Assert.Equal(new DateOnly(2024, 2, 26), estimate.Period!.To);
        Assert.Equal([NoteKind.CoverageCut], estimate.From("KR").Notes.Select(note => note.Kind));
    }

    [Fact]
    public void A_coverage_that_starts_after_its_cut_end_makes_no_bound()
    {
        var estimate = Worked.Of(Plain with { Coverage = "2024-03/2024-06" });

        Assert.Equal(EstimateStatus.Unquantified, estimate.Status);
        Assert.Equal(Boundlessness.StartsAfterItEnds, Assert.Single(estimate.Boundless).Why);
    }

    [Fact]
    public void A_claim_is_not_seen_before_it_was_disclosed()
    {
        var later = (Plain with { Disclosed = "2024-05-01", Published = "2024-05-02" }).Claim;

        Assert.Equal(EstimateStatus.Empty, Worked.On("2024-04-30", [later]).Status);
        Assert.Equal(EstimateStatus.Single, Worked.On("2024-05-01", [later]).Status);
    }

    [Fact]
    public void Goods_used_had_all_been_moved_before()
    {
        var estimate = Worked.Of(Plain with { Stage = Stage.Used, Coverage = "2024-01/2024-01" });

        Assert.Equal((100, null, null), (estimate.Low, estimate.High, estimate.Point));
        Assert.Equal(new CoveredPeriod(null, new(2024, 1, 31), "2024-01/2024-01"), estimate.Period);
    }

    [Fact]
    public void Goods_used_do_not_lead_where_goods_moved_are_told() =>
        Assert.Equal(
            "a#1",
            Worked
                .Of(
                    Plain with
                    {
                        Coverage = "/2024-01-01",
                    },
                    Plain with
                    {
                        Id = "b",
                        Stage = Stage.Used,
                        Coverage = "/2024-01-31",
                    }
                )
                .Leading!.ToString()
        );

    [Fact]
    public void Goods_used_never_share_a_telling_with_goods_moved() =>
        Assert.Equal(
            2,
            Worked
                .Of(
                    Plain with
                    {
                        Statement = "s",
                    },
                    Plain with
                    {
                        Id = "b",
                        Statement = "s",
                        Stage = Stage.Used,
                    }
                )
                .From("KR")
                .Kept.Count
        );

    [Fact]
    public void A_ceiling_on_what_was_used_makes_no_bound() =>
        Assert.Equal(
            Boundlessness.UsedCeiling,
            Assert.Single(Worked.Of(Plain with { Words = "up to 50", Stage = Stage.Used }).Boundless).Why
        );

    [Fact]
    public void A_difference_of_two_claims_proves_a_rise_between_them()
    {
        var estimate = Worked.Of(
            Plain with
            {
                Words = "at least 900",
                Coverage = "/2024-02-20",
                Stated = "2024-02-20",
            },
            Plain with
            {
                Id = "b",
                Words = "at most 300",
                Coverage = "/2023-12-31",
                Stated = "2024-01-01",
            },
            Plain with
            {
                Id = "c",
                Words = "at least 1",
                Coverage = "2024-01-01/2024-02-20",
                Stated = "2024-02-21",
            }
        );

        Assert.Equal(600, estimate.Low);
        Assert.Equal(
            ["a#1 AtLeast 900", "b#1 AtMost 300"],
            estimate.Because.Low.Select(s => $"{s.Claim} {s.Side} {s.Number}")
        );
    }

    [Theory]
    [InlineData("2024-02-20", "a#1")]
    [InlineData("2024-02-27", "b#1")]
    public void Of_two_that_prove_the_same_bound_the_most_trusted_is_named(string stated, string named)
    {
        var one = Plain with { Coverage = "2024-01-01/2024-01-31" };
        var because = Worked.Of(one, one with { Id = "b", Stated = stated }).Because;

        Assert.Equal(named, Assert.Single(because.Low).Claim.ToString());
        Assert.Equal(named, Assert.Single(because.High).Claim.ToString());
    }

    [Fact]
    public void What_is_said_of_each_of_a_hundred_days_adds_up()
    {
        var first = new DateOnly(2024, 1, 1);
        var days = Enumerable
            .Range(0, 100)
            .Select(n =>
                Plain with
                {
                    Id = $"day-{n}",
                    Words = "at least 1",
                    Coverage = $"{first.AddDays(n):yyyy-MM-dd}",
                    Stated = "2024-06-01",
                }
            );
        var estimate = Worked.Of([
            .. days,
            Plain with
            {
                Id = "all",
                Words = "at most 500",
                Coverage = "2024-01-01/2024-04-09",
                Stated = "2024-06-02",
            },
        ]);

        Assert.Equal((100, 500, 100), (estimate.Low, estimate.High, estimate.Because.Low.Count));
    }
}
