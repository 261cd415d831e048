using TransferLedger.Core.Estimates;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Projections;

namespace TransferLedger.Core.Tests.Estimates;

public sealed class TrackRecordTests
{
    private const string Minister = "minister-kr";

    private static readonly Saying First = new()
    {
        Id = "a",
        Words = "over 100",
        Stated = "2024-02-01",
        Published = "2024-02-01",
        Coverage = "2024-01/2024-01",
    };

    private static readonly Saying Second = First with
    {
        Id = "b",
        Words = "over 300",
        Stated = "2024-03-01",
        Published = "2024-03-01",
    };

    private static readonly Saying American = Second with
    {
        Id = "us",
        By = "US",
        Words = "exactly 200",
        Stated = "2024-02-15",
        Published = "2024-02-15",
    };

    [Fact]
    public void Own_numbers_are_revised_by_own_claims_alone()
    {
        var revision = Assert.Single(Of(First.Claim, American.Claim, Second.Claim).Revisions);

        Assert.Equal(
            ("KP-RU/containers", RevisionKind.Raised, new DateOnly(2024, 3, 1), 101, 301),
            (revision.Figure.ToString(), revision.Kind, revision.Day, revision.Before.Low, revision.After.Low)
        );
    }

    [Theory]
    [InlineData("over 300", 1, 0, 0)]
    [InlineData("fewer than 50", 0, 1, 0)]
    [InlineData("150 to 160", 0, 0, 1)]
    [InlineData("over 100", 0, 0, 0)]
    public void Each_kind_of_revision_is_counted(string words, int raised, int lowered, int tightened)
    {
        var before = First with { Words = "101 to 200" };
        var record = Of(before.Claim, (Second with { Words = words, Coverage = "2024-01/2024-01" }).Claim);

        Assert.Equal((raised, lowered, tightened), (record.Raised, record.Lowered, record.Tightened));
    }

    [Fact]
    public void A_correction_may_widen_what_was_said()
    {
        var record = Of(
            (First with { Words = "101 to 200" }).Claim with
            {
                Until = new(2024, 2, 10),
            },
            (First with { Words = "50 to 300" }).Claim with
            {
                Since = new(2024, 2, 10),
            }
        );

        Assert.Equal((1, 1), (record.Widened, record.Revisions.Count));
    }

    [Fact]
    public void Claims_statements_and_denials_are_counted()
    {
        var record = Of(
            (First with { Statement = "s" }).Claim,
            (First with { Id = "again", Statement = "s" }).Claim,
            Second.Claim,
            American.Claim,
            Denial
        );

        Assert.Equal((4, 3, 1), (record.Claims, record.Statements, record.Denials));
    }

    [Fact]
    public void What_was_not_yet_said_does_not_count()
    {
        var record = Of(new DateOnly(2024, 2, 20), First.Claim, Second.Claim);

        Assert.Equal((1, 0), (record.Claims, record.Revisions.Count));
    }

    [Fact]
    public void Corrections_and_withdrawals_of_their_claims_are_listed()
    {
        var record = Of(
            First.Claim with
            {
                Until = new(2024, 2, 10),
            },
            (First with { Words = "over 200" }).Claim with
            {
                Since = new(2024, 2, 10),
                Until = new(2024, 2, 12),
            },
            First.Claim with
            {
                Since = new(2024, 2, 12),
                Withdrawn = true,
            },
            American.Claim with
            {
                Until = new(2024, 2, 20),
            },
            American.Claim with
            {
                Since = new(2024, 2, 20),
                Withdrawn = true,
            }
        );

        Assert.Equal(
            [
                new ClaimChange(First.Claim.Claim.Id, new(2024, 2, 10), ClaimChangeKind.Corrected),
                new ClaimChange(First.Claim.Claim.Id, new(2024, 2, 12), ClaimChangeKind.Withdrawn),
            ],
            record.Changes
        );
        Assert.Equal((1, 1, 1), (record.Claims, record.Corrections, record.Withdrawals));
    }

    private static ClaimState Denial =>
        Retold.Report(
            "TASS",
            "2024-03-15",
            """
            {"type":"denial-issued","forms":["dismissal"],"targets":[{"corridor":"KP-RU"}],"coverage":null,"statement":null,
             "claimant":{"kind":"state","name":"Minister","country":"KR"}}
            """
        )[0];

    private static TrackRecord Of(params ClaimState[] states) => Of(new DateOnly(2025, 1, 1), states);

    private static TrackRecord Of(DateOnly asOf, params ClaimState[] states) =>
        TrackRecord.Of(
            Minister,
            states,
            [FigureRecord.Of(Worked.Containers, states.Where(state => state.Figure is not null).ToList())],
            StatementClasses.None,
            asOf,
            Policy.Current
        );
}
