using System.Text.Json;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Items;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Quantities;

namespace TransferLedger.Core.Tests.Estimates;

public sealed class FigureTests
{
    private static readonly Saying Kr = new()
    {
        Id = "kr",
        Words = "100 to 200",
        Coverage = "2024-01/2024-01",
    };

    private static readonly Saying Us = Kr with { Id = "us", By = "US" };

    private static readonly Saying Ua = Kr with { Id = "ua", By = "UA" };

    [Fact]
    public void Ranges_with_a_common_part_are_compatible() =>
        Is(EstimateStatus.Compatible, 150, 200, Kr, Us with { Words = "150 to 300" });

    [Fact]
    public void Three_ranges_that_meet_only_in_pairs_are_disputed() =>
        Is(
            EstimateStatus.Disputed,
            100,
            400,
            Kr,
            Us with
            {
                Words = "180 to 320",
            },
            Ua with
            {
                Words = "300 to 400",
            }
        );

    [Fact]
    public void A_range_that_encloses_another_does_not_widen_the_envelope()
    {
        var estimate = Is(
            EstimateStatus.Disputed,
            100,
            400,
            Kr,
            Us with
            {
                Words = "50 to 320",
            },
            Ua with
            {
                Words = "350 to 400",
            }
        );

        Assert.Equal([new Gap(321, 349)], estimate.Gaps);
    }

    [Fact]
    public void A_range_that_only_reaches_higher_or_lower_encloses_too()
    {
        var (least, most) = (Kr with { Words = "100 to 110" }, Us with { Words = "200 to 210" });

        Is(EstimateStatus.Disputed, 100, 210, least, most, Ua with { Words = "200 to 300" });
        Is(EstimateStatus.Disputed, 100, 210, least, most, Ua with { Words = "150 to 210" });
        Is(EstimateStatus.Disputed, 100, 210, least, most, Ua with { Words = "90 to 110" });
        Is(EstimateStatus.Disputed, 100, 210, least, most, Ua with { Words = "at least 150" });
    }

    [Fact]
    public void Two_with_the_same_range_are_compatible() => Is(EstimateStatus.Compatible, 100, 200, Kr, Us);

    [Fact]
    public void A_dispute_may_have_no_gap() =>
        Assert.Empty(Is(EstimateStatus.Disputed, 100, 300, Kr, Us with { Words = "201 to 300" }).Gaps);

    [Fact]
    public void A_disputed_figure_has_no_point() =>
        Assert.Null(Worked.Of(Kr with { Words = "exactly 100" }, Us with { Words = "exactly 200" }).Point);

    [Fact]
    public void A_point_outside_the_range_is_not_given()
    {
        var estimate = Worked.Of(Kr with { Words = "about 100" }, Us with { Words = "at least 105" });

        Assert.Equal((105, 110, null), (estimate.Low, estimate.High, estimate.Point));
    }

    [Fact]
    public void The_period_that_ends_last_leads() =>
        Assert.Equal("us#1", Worked.Of(Kr, Us with { Coverage = "2024-01/2024-02-03" }).Leading!.ToString());

    [Fact]
    public void Of_periods_that_end_together_the_most_trusted_leads() =>
        Assert.Equal("us#1", Worked.Of(Kr, Us with { Via = [] }).Leading!.ToString());

    [Fact]
    public void Only_vague_claims_are_better_than_none() =>
        Is(EstimateStatus.Single, 1000, null, Kr with { Words = "thousands of" });

    [Fact]
    public void A_floor_of_nothing_bears_on_nothing() =>
        Is(EstimateStatus.Unquantified, null, null, Kr with { Words = "at least 0" });

    [Fact]
    public void None_at_all_is_a_number() => Is(EstimateStatus.Single, 0, 0, Kr with { Words = "exactly 0" });

    [Fact]
    public void Claims_without_a_claimant_are_listed_only()
    {
        var estimate = Is(
            EstimateStatus.Unattributed,
            null,
            null,
            Kr with
            {
                By = null,
            },
            Us with
            {
                Repeats = "s",
            }
        );

        Assert.Equal(
            [Boundlessness.Unattributed, Boundlessness.Repeats],
            estimate.Boundless.Select(claim => claim.Why)
        );
    }

    [Fact]
    public void Words_without_a_number_make_no_bound() =>
        Is(EstimateStatus.Unquantified, null, null, Kr with { Words = "a significant number" });

    [Fact]
    public void A_rate_makes_no_bound() =>
        Assert.Equal(Boundlessness.Rate, Assert.Single(Worked.Of(Kr with { Per = Per.Month }).Boundless).Why);

    [Fact]
    public void What_is_only_planned_has_not_moved() =>
        Assert.Equal(
            Boundlessness.NotMoved,
            Assert.Single(Worked.Of(Kr with { Stage = Stage.Planned }).Boundless).Why
        );

    [Fact]
    public void A_joint_body_is_not_counted_beside_its_member()
    {
        var team = new Claimant
        {
            Kind = ClaimantKind.Joint,
            Code = "MSMT",
            Name = "MSMT",
            Members = ["US", "JP"],
        };

        Assert.Equal(new Corroboration(1, 1, 1), Worked.Of(Us, Kr with { Claimant = team }).Corroboration);
        Assert.Equal(new Corroboration(2, 2, 2), Worked.Of(Ua, Kr with { Claimant = team }).Corroboration);
    }

    [Fact]
    public void An_organisation_called_unattributed_is_a_claimant_all_the_same() =>
        Assert.Equal(
            new Corroboration(1, 1, 1),
            Worked
                .Of(
                    Kr with
                    {
                        Claimant = new() { Kind = ClaimantKind.Organisation, Name = "Unattributed" },
                    }
                )
                .Corroboration
        );

    [Fact]
    public void Pledges_do_not_add_up_and_the_latest_of_each_counts()
    {
        var pledge = Kr with
        {
            Item = ItemList.Find("tank").Value,
            Stage = Stage.Pledged,
            Coverage = "2025",
            Words = "exactly 31",
        };
        var estimate = Of(
            "KP-RU/pledged/tank",
            pledge,
            pledge with
            {
                Id = "earlier",
                Words = "exactly 14",
                Stated = "2023-01-01",
            },
            pledge with
            {
                Id = "us",
                By = "US",
                Words = "at least 30",
            }
        );

        Assert.Equal(
            (EstimateStatus.Compatible, 31, 31, 31),
            (estimate.Status, estimate.Low, estimate.High, estimate.Point)
        );
        Assert.Equal("earlier#1", Assert.Single(estimate.From("KR").Superseded).Telling.Claim.ToString());
        Assert.Equal(new DateOnly(2025, 12, 31), estimate.Period!.To);
    }

    [Fact]
    public void Shares_have_four_decimals()
    {
        var estimate = Of(
            "KP-RU/quality/artillery-round",
            Kr with
            {
                Item = ItemList.Find("artillery-round").Value,
                Share = Share.Read("12.5").Value,
            }
        );

        Assert.Equal((125_000, 4, "12.5 percent"), (estimate.Point, estimate.Decimals, estimate.Words));
    }

    [Fact]
    public void An_estimate_is_plain_data()
    {
        var json = JsonSerializer.SerializeToElement(Worked.On("2024-03-01"));

        Assert.Equal("KP-RU/containers", json.GetProperty("Figure").GetString());
        Assert.Equal(
            "feb-a#1",
            json.GetProperty("Because").GetProperty("Low")[0].GetProperty("Claim").GetString()
        );
    }

    private static Estimate Of(string figure, params Saying[] sayings) =>
        Estimator.Of(
            FigureRecord.Of(FigureId.Read(figure).Value, sayings.Select(saying => saying.Claim).ToList()),
            new(2025, 12, 31),
            Policy.Current
        );

    private static Estimate Is(EstimateStatus status, long? low, long? high, params Saying[] sayings)
    {
        var estimate = Worked.Of(sayings);

        Assert.Equal((status, low, high), (estimate.Status, estimate.Low, estimate.High));
        return estimate;
    }
}
