using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Tests.Figures;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>When an estimate changed and what made it, on the axis of what was said and on that of what was recorded.</summary>
public sealed class RevisionCauseTests
{
    private static readonly DateOnly Corrected = new(2024, 3, 1);

    private static readonly DateOnly Withdrawn = new(2024, 4, 1);

    private static readonly Saying Said = new()
    {
        Id = "a",
        Words = "exactly 100",
        Stated = "2024-02-01",
        Coverage = "2024-01-01/2024-01-31",
    };

    private static readonly ClaimState[] Life =
    [
        Said.Claim with
        {
            Until = Corrected,
        },
        (Said with { Words = "exactly 200" }).Claim with
        {
            Since = Corrected,
            Until = Withdrawn,
        },
        (Said with { Words = "exactly 200" }).Claim with
        {
            Since = Withdrawn,
            Withdrawn = true,
        },
    ];

    [Theory]
    [InlineData("2024-02-29", "2024-02-01 First Said a#1")]
    [InlineData("2024-03-01", "2024-02-01 First Said a#1; 2024-03-01 Raised Corrected a#1")]
    [InlineData(
        "2024-04-01",
        "2024-02-01 First Said a#1; 2024-03-01 Raised Corrected a#1; 2024-04-01 Widened Withdrawn a#1"
    )]
    public void Each_day_that_changed_something_up_to_the_last_one_is_told(string asOf, string history) =>
        Assert.Equal(history, string.Join("; ", ByStated(asOf, Life)));

    [Fact]
    public void A_claim_that_a_correction_took_to_another_figure_leaves_on_that_day() =>
        Assert.Equal(
            ["2024-02-01 First Said a#1", "2024-03-01 Widened Corrected a#1"],
            ByStated("2024-03-01", [Life[0]])
        );

    [Theory]
    [InlineData("100 to 200", "100 to 250", RevisionKind.Raised)]
    [InlineData("100 to 200", "120 to 200", RevisionKind.Raised)]
    [InlineData("100 to 200", "at least 120", RevisionKind.Raised)]
    [InlineData("at least 100", "120 to 200", RevisionKind.Tightened)]
    [InlineData("100 to 200", "50 to 200", RevisionKind.Lowered)]
    [InlineData("100 to 200", "100 to 150", RevisionKind.Lowered)]
    [InlineData("at least 100", "at least 50", RevisionKind.Lowered)]
    [InlineData("at least 100", "50 to 200", RevisionKind.Lowered)]
    [InlineData("at least 100", "100 to 200", RevisionKind.Tightened)]
    [InlineData("100 to 200", "120 to 150", RevisionKind.Tightened)]
    [InlineData("100 to 200", "at least 100", RevisionKind.Widened)]
    [InlineData("100 to 200", "50 to 250", RevisionKind.Widened)]
    [InlineData("100 to 200", "at least 50", RevisionKind.Widened)]
    [InlineData("exactly 100", "100 to 100", RevisionKind.Reasons)]
    public void A_correction_moves_the_range(string before, string after, RevisionKind kind) =>
        Assert.Equal(
            kind,
            RevisionHistory
                .ByStated(
                    FigureRecord.Of(
                        Worked.Containers,
                        [
                            (Said with { Words = before }).Claim with
                            {
                                Until = Corrected,
                            },
                            (Said with { Words = after }).Claim with
                            {
                                Since = Corrected,
                            },
                        ]
                    ),
                    Corrected,
                    Policy.Current
                )[1]
                .Kind
        );

    /// <summary>Neither range nor period of the figure change, but it may now be in no more than tension.</summary>
    [Fact]
    public void A_date_of_a_kept_telling_that_became_less_exact_is_a_revision() =>
        Assert.Equal(
            ["2024-02-01 First Said a#1", "2024-02-20 Reasons Said b#1", "2024-03-01 Reasons Corrected a#1"],
            ByStated(
                "2024-12-31",
                [
                    Life[0],
                    (Said with { Coverage = "2024-01-01~/2024-01-31" }).Claim with
                    {
                        Since = Corrected,
                    },
                    (
                        Said with
                        {
                            Id = "b",
                            Stated = "2024-02-20",
                            Coverage = "2024-01-01/2024-02-10",
                            Words = "at least 100",
                        }
                    ).Claim,
                ]
            )
        );

    [Fact]
    public void A_claim_that_turns_out_to_be_of_another_perspective_is_a_revision() =>
        Assert.Equal(
            ["2024-02-01 First Said a#1", "2024-03-01 Reasons Corrected a#1"],
            ByStated("2024-12-31", [Life[0], (Said with { By = "US" }).Claim with { Since = Corrected }])
        );

    [Fact]
    public void Several_causes_of_a_day_are_told_by_their_claims() =>
        Assert.Equal(
            ["2024-02-01 First Said a#1", "2024-03-01 Reasons Corrected a#1, Said b#1, Said c#1"],
            ByStated(
                "2024-12-31",
                [
                    Life[0],
                    (Said with { Id = "c", Stated = "2024-03-01" }).Claim,
                    (Said with { Id = "b", Stated = "2024-03-01" }).Claim,
                ]
            )
        );

    [Fact]
    public void A_moment_on_the_axis_of_what_was_said_is_a_day()
    {
        var first = RevisionHistory.ByStated(
            FigureRecord.Of(Worked.Containers, Life),
            Withdrawn,
            Policy.Current
        )[0];

        Assert.Equal(new RevisionMoment(new(2024, 2, 1), null, null), first.At);
        Assert.Equal((EstimateStatus.Empty, new ProvenRange(0, null)), (first.Before.Status, first.Carried));
    }

    [Fact]
    public void A_filing_a_correction_and_a_withdrawal_are_revisions_when_they_are_recorded() =>
        Assert.Equal(
            [
                "2024-03-01 42 First Filed r#1",
                "2024-07-01 43 Raised Corrected r#1",
                "2024-09-01 44 Widened Withdrawn r#1",
            ],
            ByRecorded(
                ClaimLife
                    .Of("exactly 1000")
                    .Corrected("exactly 2000", "2024-06-01", "2024-07-01")
                    .Withdrawn("2024-08-01", "2024-09-01")
            )
        );

    [Fact]
    public void Our_own_error_is_a_cause() =>
        Assert.Equal(
            ["2024-03-01 42 First Filed r#1", "2024-12-01 43 Raised RecordingError r#1"],
            ByRecorded(ClaimLife.Of("exactly 1000").Mended("exactly 2000"))
        );

    [Fact]
    public void Our_own_error_may_take_a_claim_to_another_figure() =>
        Assert.Equal(
            ["2024-03-01 42 First Filed r#1", "2024-12-01 43 Widened RecordingError r#1"],
            ByRecorded(ClaimLife.Of("exactly 1000").Mended("exactly 1000", item: "rocket"))
        );

    [Fact]
    public void A_withdrawn_claim_that_never_was_of_the_figure_leaves_nothing_behind()
    {
        var history = RevisionHistory.ByRecorded(
            new FigureEntries(
                Rounds,
                ClaimLife
                    .Of("exactly 1000")
                    .Withdrawn("2024-08-01", "2024-09-01")
                    .Mended("exactly 1000", item: "rocket")
                    .Entries
            ),
            new(2025, 1, 1),
            Policy.Current
        );

        Assert.Equal(
            [EstimateStatus.Single, EstimateStatus.Unquantified, EstimateStatus.Empty],
            history.Select(revision => revision.After.Status)
        );
    }

    [Fact]
    public void A_grade_that_changes_nothing_is_no_revision() =>
        Assert.Equal(
            ["2024-03-01 42 First Filed r#1"],
            ByRecorded(ClaimLife.Of("exactly 1000").Graded(new(Reliability.A, 1)))
        );

    [Fact]
    public void What_the_reader_does_not_stand_at_yet_changes_nothing() =>
        Assert.Equal(
            ["2024-03-01 42 First Filed r#1"],
            ByRecorded(ClaimLife.Of("exactly 1000").Corrected("exactly 2000", "2024-06-01"), new(2024, 5, 31))
        );

    [Fact]
    public void Only_claims_that_the_reader_looks_at_make_revisions() =>
        Assert.Empty(
            RevisionHistory.ByRecorded(
                new FigureEntries(Rounds, ClaimLife.Of("exactly 1000").Entries),
                new(2025, 1, 1),
                Policy.Current,
                new(null, Reliability.A)
            )
        );

    [Fact]
    public void A_judgement_is_a_cause_and_names_its_statements()
    {
        var filed = ClaimLife.Of("exactly 1000").Entries[0];
        var claim = (ItemsReported)filed.Event;
        var history = RevisionHistory.ByRecorded(
            new FigureEntries(
                Rounds,
                [
                    filed with
                    {
                        Event = claim with { Statement = "b" },
                    },
                    filed with
                    {
                        Position = new(50),
                        Stream = new("report/q"),
                        Event = claim with { Id = ClaimId.Read("q#1").Value, Statement = "a" },
                    },
                    filed with
                    {
                        Position = new(51),
                        Stream = new("statements"),
                        Event = new StatementsJudged
                        {
                            First = "b",
                            Second = "a",
                            Judgement = Judgement.Same,
                            By = "desk-1",
                            Reason = "r",
                        },
                    },
                ]
            ),
            new(2025, 1, 1),
            Policy.Current
        );

        Assert.Equal(
            ["42 First Filed r#1 ", "50 Reasons Filed q#1 ", "51 Reasons Judged  b a"],
            history.Select(r =>
                $"{r.At.Position} {r.Kind} {r.Cause[0].Kind} {r.Cause[0].Claim} {string.Join(' ', r.Cause[0].Statements)}"
            )
        );
    }

    private static FigureId Rounds => FigureId.Read("KP-RU/items/artillery-round").Value;

    private static IEnumerable<string> ByStated(string asOf, ClaimState[] claims) =>
        RevisionHistory
            .ByStated(FigureRecord.Of(Worked.Containers, claims), Saying.Day(asOf), Policy.Current)
            .Select(r => $"{r.At.Day:yyyy-MM-dd} {r.Kind} {Causes(r)}");

    private static IEnumerable<string> ByRecorded(ClaimLife life, DateOnly? asOf = null) =>
        RevisionHistory
            .ByRecorded(new FigureEntries(Rounds, life.Entries), asOf ?? new(2025, 1, 1), Policy.Current)
            .Select(r => $"{r.At.Day:yyyy-MM-dd} {r.At.Position} {r.Kind} {Causes(r)}");

    private static string Causes(Revision revision) =>
        string.Join(", ", revision.Cause.Select(cause => $"{cause.Kind} {cause.Claim}"));
}
