using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>A reader may look at one perspective only, or at claims of some reliability.</summary>
public sealed class NarrowingTests
{
    private static readonly Saying Kr = new()
    {
        Id = "kr",
        Words = "exactly 100",
        Coverage = "2024-01-01/2024-01-31",
    };

    private static readonly Saying Us = Kr with { Id = "us", By = "US", Words = "at least 120" };

    [Fact]
    public void Of_one_perspective_only_its_own_claims_count()
    {
        var estimate = Read("KR", null, Kr.Claim, Us.Claim);

        Assert.Equal((EstimateStatus.Single, 100, 100), (estimate.Status, estimate.Low, estimate.High));
        Assert.Equal(new Corroboration(1, 1, 1), estimate.Corroboration);
        Assert.Equal("KR", Assert.Single(estimate.Perspectives).Perspective);
    }

    [Fact]
    public void Only_its_own_claims_are_listed() =>
        Assert.Equal(
            "kr#1",
            Assert
                .Single(
                    Read(
                        "KR",
                        null,
                        (Kr with { Words = "many" }).Claim,
                        (Us with { Words = "many" }).Claim
                    ).Boundless
                )
                .Claim.ToString()
        );

    [Fact]
    public void A_statement_is_of_one_perspective_whoever_retells_it()
    {
        var kr = (Kr with { Statement = "s" }).Claim;
        var retold = (Us with { Statement = "s", Words = "exactly 101", Stated = null }).Claim;

        Assert.Equal(2, Assert.Single(Read("KR", null, kr, retold).From("KR").Kept).Appearances.Count);
        Assert.Equal(EstimateStatus.Empty, Read("US", null, kr, retold).Status);
    }

    [Theory]
    [InlineData(null, 120)]
    [InlineData(Reliability.C, 110)]
    [InlineData(Reliability.B, 110)]
    [InlineData(Reliability.A, 100)]
    public void Claims_of_less_reliability_and_ungraded_ones_are_not_read(Reliability? worst, int low)
    {
        var floor = Kr with { Words = "at least 100", Grade = new(Reliability.A, 6) };
        var estimate = Read(
            null,
            worst,
            floor.Claim,
            (floor with { Id = "b", Words = "at least 110", Grade = new(Reliability.B, 1) }).Claim,
            (floor with { Id = "c", Words = "at least 120", Grade = null }).Claim
        );

        Assert.Equal(low, estimate.Low);
    }

    [Theory]
    [InlineData("KR", null, EstimateStatus.Unquantified)]
    [InlineData("US", null, EstimateStatus.Empty)]
    [InlineData("KR", Reliability.B, EstimateStatus.Unquantified)]
    [InlineData("KR", Reliability.A, EstimateStatus.Empty)]
    [InlineData(null, Reliability.A, EstimateStatus.Empty)]
    public void A_withdrawn_claim_that_is_not_looked_at_leaves_no_trace(
        string? perspective,
        Reliability? worst,
        EstimateStatus status
    )
    {
        var withdrawn = (Kr with { Grade = new(Reliability.B, 2) }).Claim with { Withdrawn = true };
        var estimate = Read(perspective, worst, withdrawn);

        Assert.Equal(status, estimate.Status);
        Assert.Equal(status == EstimateStatus.Empty ? 0 : 1, estimate.Boundless.Count);
    }

    [Fact]
    public void The_history_of_one_perspective_is_its_own()
    {
        var record = FigureRecord.Of(
            Worked.Containers,
            [Kr.Claim, (Us with { Stated = "2024-03-01" }).Claim, Kr.Claim with { Claim = Later }]
        );

        Assert.Equal(
            ["2024-02-26 First", "2024-04-01 Raised"],
            History(record, new(Perspective.Read("KR").Value, null))
        );
        Assert.Equal(
            ["2024-02-26 First", "2024-03-01 Disputed", "2024-04-01 Settled"],
            History(record, null)
        );
    }

    [Fact]
    public void Who_has_said_nothing_has_no_history() =>
        Assert.Empty(
            History(
                FigureRecord.Of(Worked.Containers, [Kr.Claim, Us.Claim with { Withdrawn = true }]),
                new(Perspective.Read("UA").Value, null)
            )
        );

    [Fact]
    public void Of_several_withdrawn_claims_one_that_is_looked_at_is_enough() =>
        Assert.Equal(
            ["2024-02-26 First", "2024-03-01 Widened"],
            History(
                FigureRecord.Of(
                    Worked.Containers,
                    [
                        Us.Claim with
                        {
                            Withdrawn = true,
                        },
                        Kr.Claim with
                        {
                            Until = new(2024, 3, 1),
                        },
                        Kr.Claim with
                        {
                            Since = new(2024, 3, 1),
                            Withdrawn = true,
                        },
                    ]
                ),
                new(Perspective.Read("KR").Value, null)
            )
        );

    [Fact]
    public void A_conflict_of_claims_that_are_not_read_is_not_told() =>
        Assert.Empty(
            Read(
                null,
                Reliability.C,
                (Kr with { Grade = new(Reliability.C, 1) }).Claim,
                (Us with { Grade = new(Reliability.D, 1) }).Claim
            ).Conflicts
        );

    [Fact]
    public void A_policy_is_found_by_its_name()
    {
        Assert.Equal(Policy.Current, Policy.Read("v1").Value);
        Assert.Equal("v1", string.Join(' ', Policy.All));
        Assert.Equal(1, Policy.Current.Number);
        Assert.Null(Policy.Find("v9"));
        Assert.Equal(
            ("policy.unknown", "\"v9\" is no policy. Known: v1."),
            (Policy.Read("v9").Faults.Single().Code, Policy.Read("v9").Faults.Single().Says)
        );
    }

    private static Claim Later =>
        (Kr with { Id = "later", Words = "exactly 130", Stated = "2024-04-01" }).Claim.Claim;

    private static IEnumerable<string> History(FigureRecord record, Narrowing? narrowing) =>
        RevisionHistory
            .ByStated(record, new(2025, 1, 1), Policy.Current, narrowing)
            .Select(revision => $"{revision.At.Day:yyyy-MM-dd} {revision.Kind}");

    private static Estimate Read(string? perspective, Reliability? worst, params ClaimState[] claims) =>
        Estimator.Of(
            FigureRecord.Of(Worked.Containers, claims),
            new(2025, 1, 1),
            Policy.Current,
            new(perspective is null ? null : Perspective.Read(perspective).Value, worst)
        );
}
