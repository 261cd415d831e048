using TransferLedger.Core.Estimates;
using TransferLedger.Core.Figures;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>What the second of two claims did to the first; they are about the same days unless said otherwise.</summary>
public sealed class RevisionTests
{
    private static readonly Saying First = new()
    {
        Id = "a",
        Stated = "2024-02-01",
        Published = "2024-02-01",
        Coverage = "2024-01/2024-01",
    };

    private static readonly Saying Second = First with
    {
        Id = "b",
        Stated = "2024-03-01",
        Published = "2024-03-01",
    };

    [Theory]
    [InlineData("100 to 200", "150 to 250", RevisionKind.Raised)]
    [InlineData("at least 100", "at least 150", RevisionKind.Raised)]
    [InlineData("100 to 200", "at least 150", RevisionKind.Raised)]
    [InlineData("100 to 200", "80 to 150", RevisionKind.Lowered)]
    [InlineData("at least 150", "80 to 120", RevisionKind.Lowered)]
    [InlineData("at least 100", "100 to 200", RevisionKind.Tightened)]
    [InlineData("100 to 200", "120 to 180", RevisionKind.Tightened)]
    [InlineData("100 to 200", "exactly 200", RevisionKind.Raised)]
    public void A_newer_telling_moves_the_range(string before, string after, RevisionKind kind) =>
        Assert.Equal(kind, Last(First with { Words = before }, Second with { Words = after }).Kind);

    [Fact]
    public void A_dispute_that_grows_on_both_sides_widens() =>
        Assert.Equal(
            RevisionKind.Widened,
            Last(
                First with
                {
                    Words = "exactly 100",
                },
                First with
                {
                    Id = "us",
                    Words = "exactly 200",
                    By = "US",
                },
                Second with
                {
                    Words = "exactly 50",
                },
                Second with
                {
                    Id = "us2",
                    Words = "exactly 300",
                    By = "US",
                }
            ).Kind
        );

    [Fact]
    public void Another_reason_for_the_same_range_is_a_revision() =>
        Assert.Equal(
            RevisionKind.Reasons,
            Last(First with { Words = "over 100" }, Second with { Words = "over 50" }).Kind
        );

    [Fact]
    public void Two_that_fall_out_dispute_and_one_that_gives_in_settles()
    {
        var kinds = History(
                First with
                {
                    Words = "exactly 100",
                },
                Second with
                {
                    Words = "exactly 200",
                    By = "US",
                },
                Second with
                {
                    Id = "c",
                    Words = "exactly 200",
                    Stated = "2024-03-05",
                    Published = "2024-03-05",
                }
            )
            .Select(revision => revision.Kind);

        Assert.Equal([RevisionKind.First, RevisionKind.Disputed, RevisionKind.Settled], kinds);
    }

    [Fact]
    public void Before_is_what_earlier_claims_prove_over_the_new_period()
    {
        var last = Last(
            First with
            {
                Words = "exactly 100",
            },
            Second with
            {
                Words = "at least 30",
                Coverage = "2024-02/2024-02",
            }
        );

        Assert.Equal(new ProvenRange(0, null), last.Carried);
        Assert.Equal((RevisionKind.Raised, 100, 30), (last.Kind, last.Before.Low, last.After.Low));
    }

    [Fact]
    public void One_more_appearance_of_what_stands_is_no_revision() =>
        Assert.Single(
            History(
                First with
                {
                    Words = "over 100",
                    Statement = "s",
                },
                First with
                {
                    Id = "b",
                    Words = "over 100",
                    Statement = "s",
                    Published = "2024-03-01",
                    Publisher = "Reuters",
                    Disclosed = "2024-03-01",
                }
            )
        );

    /// <summary>Neither range nor leading telling change; what does not hold together any more does.</summary>
    [Fact]
    public void A_correction_that_only_makes_a_conflict_is_a_revision()
    {
        var exact = new Saying
        {
            Id = "a",
            Words = "exactly 5,000",
            Coverage = "2023-09-01/2023-12-31",
            Stated = "2024-01-10",
        };
        var latest = new Saying
        {
            Id = "b",
            Words = "at least 10,000",
            Coverage = "/2024-06-14",
            Stated = "2024-06-14",
        };
        var american = exact with { Id = "c", By = "US", Words = "at least 1,000" };
        var corrected = (american with { Words = "at least 8,000" }).Claim with { Since = new(2024, 7, 1) };
        var history = RevisionHistory.ByStated(
            FigureRecord.Of(
                Worked.Containers,
                [exact.Claim, latest.Claim, american.Claim with { Until = new(2024, 7, 1) }, corrected]
            ),
            new(2025, 1, 1),
            Policy.Current
        );

        Assert.Equal(
            (new DateOnly(2024, 7, 1), RevisionKind.Reasons),
            (history[^1].At.Day, history[^1].Kind)
        );
    }

    private static Revision Last(params Saying[] sayings) => History(sayings)[^1];

    private static IReadOnlyList<Revision> History(params Saying[] sayings) =>
        RevisionHistory.ByStated(
            FigureRecord.Of(Worked.Containers, sayings.Select(saying => saying.Claim).ToList()),
            new(2025, 1, 1),
            Policy.Current
        );
}
