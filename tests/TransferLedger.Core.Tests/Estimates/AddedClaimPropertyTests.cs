using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Time;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>What one more claim, or one more entry, must not change.</summary>
public sealed class AddedClaimPropertyTests
{
    private static readonly DateOnly Late = new(2025, 12, 31);

    /// <summary>
    /// Of a perspective with a leading telling that is counted, dated and about goods moved: else a claim that is would lead.
    /// </summary>
    [Fact]
    public void A_claim_that_its_perspective_implies_changes_no_bound_and_no_status() =>
        Cases.CheckReal(
            FiguresAndNumbers,
            400,
            atLeast: 60,
            given =>
            {
                var (sayings, which, daysBefore, length, slack) = given;
                var before = Of(sayings);
                if (Implied(before, which, daysBefore, length, slack) is not { } implied)
                {
                    return false;
                }

                var after = Of([.. sayings, implied]);
                Assert.Equal(Bounds(before), Bounds(after));
                Assert.Equal(Pairs(before), Pairs(after));
                return true;
            }
        );

    /// <summary>One with an earlier id may come to name the telling where all else is equal.</summary>
    [Fact]
    public void One_more_appearance_of_the_standing_reading_with_the_last_id_changes_only_counts_ids_and_what_rests_on_the_tolerance() =>
        Cases.CheckReal(
            FiguresAndNumbers,
            400,
            atLeast: 70,
            given =>
            {
                var (sayings, which, _, _, _) = given;
                var before = Of(sayings);
                var tellings = before
                    .Perspectives.SelectMany(p => p.Kept)
                    .Select(told => told.Claim.ToString());
                var naming = sayings
                    .Where(saying => saying.Statement is not null && tellings.Contains($"{saying.Id}#1"))
                    .ToList();
                if (naming.Count == 0)
                {
                    return false;
                }

                var again = naming[which % naming.Count] with { Id = "z", Publisher = "Another" };
                Assert.Equal(WithoutCounts(before), WithoutCounts(Of([.. sayings, again])));
                return true;
            }
        );

    [Fact]
    public void The_order_of_filing_changes_no_conflict() =>
        Prop.ForAll(
                (
                    from sayings in RandomFigures.Vaguely(45)
                    from shuffled in Gen.Shuffle(sayings)
                    select (sayings, shuffled)
                ).ToArbitrary(),
                orders => Assert.Equal(Of(orders.sayings), Of(orders.shuffled))
            )
            .Check(Cases.Of(300));

    [Fact]
    public void Later_entries_never_change_what_an_earlier_reader_saw() =>
        Prop.ForAll(
                FiguresAndNumbers,
                given =>
                {
                    var (sayings, which, _, _, _) = given;
                    var all = Entries(sayings);
                    var last = all[which % all.Count].Position;
                    var then = new FigureEntries(
                        Worked.Containers,
                        [.. all.Where(entry => entry.Position <= last)]
                    );

                    Assert.Equal(
                        Estimator.Of(then.Record(), Late, Policy.Current),
                        Estimator.Of(
                            new FigureEntries(Worked.Containers, all).UpTo(last).Record(),
                            Late,
                            Policy.Current
                        )
                    );
                }
            )
            .Check(Cases.Of(200));

    private static Arbitrary<(Saying[], int, int, int, int)> FiguresAndNumbers { get; } =
        (
            from sayings in RandomFigures.Vaguely(45)
            from which in Gen.Choose(0, 30)
            from daysBefore in Gen.Choose(0, 30)
            from length in Gen.Choose(1, 30)
            from slack in Gen.Choose(0, 5)
            select (sayings, which, daysBefore, length, slack)
        ).ToArbitrary();

    /// <summary>What the kept tellings prove over some days that end before those of the leading one, or less.</summary>
    private static Saying? Implied(Estimate estimate, int which, int before, int length, int slack)
    {
        if (estimate.Perspectives.Count == 0)
        {
            return null;
        }

        var own = estimate.Perspectives[which % estimate.Perspectives.Count];
        var leading = own.Kept.Single(told => told.Claim == own.Leading);
        if (leading.Vague || leading.OpenDate || leading.Used)
        {
            return null;
        }

        var to = leading.Period.To.AddDays(-1 - before);
        var from = to.AddDays(-length);
        var matrix = BruteForce.Matrix(own.Kept, from, to);
        var low = Math.Max(0, -matrix.Between[matrix.Node(to), matrix.Node(from.AddDays(-1))] - slack);
        var high = matrix.Between[matrix.Node(from.AddDays(-1)), matrix.Node(to)];
        return new()
        {
            Id = "implied",
            By = own.Perspective,
            Words =
                high > DayMatrix.Infinity / 2 ? $"at least {low}" : $"between {low} and {high + slack + 1}",
            Coverage = $"{from:yyyy-MM-dd}/{to:yyyy-MM-dd}",
            Stated = which % 2 == 0 ? "2025-06-01" : $"{to:yyyy-MM-dd}",
        };
    }

    private static (EstimateStatus, long?, long?, CoveredPeriod?, string, string) Bounds(Estimate estimate) =>
        (
            estimate.Status,
            estimate.Low,
            estimate.High,
            estimate.Period,
            string.Join(' ', estimate.Ranges),
            string.Join(' ', estimate.Perspectives.Select(p => (p.Perspective, p.Low, p.High, p.Period)))
        );

    /// <summary>With half of the tolerance the claim need not be implied.</summary>
    private static IEnumerable<Sequence<string>> Pairs(Estimate estimate) =>
        estimate
            .Conflicts.Where(conflict => conflict.Tolerance != ToleranceTaken.Half)
            .Select(conflict => conflict.Between);

    /// <summary>
    /// Nor what half of the tolerance makes of it: read so, "about 51" is no rounding of 56, and one more voice for 56 is heard.
    /// </summary>
    private static Estimate WithoutCounts(Estimate estimate) =>
        estimate with
        {
            Corroboration = new(0, 0, 0),
            RestsOnTolerance = false,
            Conflicts =
            [
                .. estimate
                    .Conflicts.Where(conflict => conflict.Tolerance != ToleranceTaken.Half)
                    .Select(conflict => conflict with { Tolerance = ToleranceTaken.Any, Text = "" }),
            ],
            Perspectives =
            [
                .. estimate.Perspectives.Select(p =>
                    p with
                    {
                        Kept = [.. p.Kept.Select(told => told with { Appearances = [] })],
                        Superseded =
                        [
                            .. p.Superseded.Select(aside =>
                                aside with
                                {
                                    Telling = aside.Telling with { Appearances = [] },
                                }
                            ),
                        ],
                        Notes = [.. p.Notes.Where(note => note.Claim.ToString() != "z#1")],
                    }
                ),
            ],
        };

    private static Estimate Of(Saying[] sayings) =>
        Estimator.Of(
            FigureRecord.Of(Worked.Containers, [.. sayings.Select(saying => saying.Claim)]),
            Late,
            Policy.Current
        );

    /// <summary>Claims, and between them grades, withdrawals and judgements.</summary>
    private static List<Recorded> Entries(Saying[] sayings)
    {
        var entries = new List<Recorded>();
        foreach (var (n, saying) in sayings.Index())
        {
            var claim = saying.Claim.Claim;
            Record(claim);
            switch (n % 4)
            {
                case 0:
                    Record(
                        new ClaimGraded
                        {
                            Claim = claim.Id,
                            Grade = new(Reliability.A, 1),
                            By = "desk",
                            Reason = "r",
                        }
                    );
                    break;
                case 1 when claim.Claimant is { } claimant:
                    Record(
                        new ClaimWithdrawn
                        {
                            Claim = claim.Id,
                            Claimant = claimant,
                            Stated = Edtf.Read("2024-02-10").Value,
                            Reason = "r",
                        }
                    );
                    break;
                case 2:
                    Record(
                        new StatementsJudged
                        {
                            First = "s1",
                            Second = "s2",
                            Judgement = n % 8 < 4 ? Judgement.Same : Judgement.Unsure,
                            By = "desk",
                            Reason = "r",
                        }
                    );
                    break;
                default:
                    break;
            }
        }

        return entries;

        void Record(LedgerEvent what) =>
            entries.Add(
                new(
                    new Position(entries.Count),
                    new StreamId("report/r"),
                    entries.Count + 1,
                    new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc),
                    what
                )
            );
    }
}
