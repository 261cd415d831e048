using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;

namespace TransferLedger.Core.Tests.Estimates;

public sealed class PropertyTests
{
    private static readonly DateOnly Late = new(2024, 12, 31);

    /// <summary>After years of things that were said.</summary>
    private static readonly DateOnly VeryLate = new(2027, 12, 31);

    [Fact]
    public void It_agrees_with_a_solver_that_looks_at_every_day() =>
        Hold(600, sayings => Assert.Equal(BruteForce.Of(Claims(sayings), Late), Told(Claims(sayings), Late)));

    [Fact]
    public void It_agrees_with_that_solver_on_earlier_days_too() =>
        Hold(
            200,
            sayings =>
            {
                var day = new DateOnly(2024, 2, 1);
                Assert.Equal(BruteForce.Of(Claims(sayings), day), Told(Claims(sayings), day));
            }
        );

    [Fact]
    public void So_it_does_over_long_windows() =>
        Prop.ForAll(
                RandomFigures.Vaguely(120).ToArbitrary(),
                sayings =>
                    Assert.Equal(BruteForce.Of(Claims(sayings), VeryLate), Told(Claims(sayings), VeryLate))
            )
            .Check(Cases.Of(12));

    [Fact]
    public void So_it_does_over_years_of_which_that_solver_looks_at_the_days_that_are_mentioned() =>
        Prop.ForAll(
                RandomFigures.Vaguely(700, years: true).ToArbitrary(),
                sayings =>
                    Assert.Equal(
                        BruteForce.Of(Claims(sayings), VeryLate, everyDay: false),
                        Told(Claims(sayings), VeryLate)
                    )
            )
            .Check(Cases.Of(200));

    [Fact]
    public void It_reads_statements_that_were_judged_to_be_one_as_if_they_had_one_name() =>
        Prop.ForAll(
                RandomJudgements.Of(RandomFigures.Sayings).ToArbitrary(),
                judged => Assert.Equal(BruteForce.Of(judged.Renamed, Late), Told(judged.Record, Late))
            )
            .Check(Cases.Of(200));

    [Fact]
    public void The_order_of_filing_does_not_matter()
    {
        var orders =
            from sayings in RandomFigures.Sayings
            from shuffled in Gen.Shuffle(sayings)
            select (sayings, shuffled);

        Prop.ForAll(
                orders.ToArbitrary(),
                o => Assert.Equal(Of(Claims(o.sayings), Late), Of(Claims(o.shuffled), Late))
            )
            .Check(Cases.Of(200));
    }

    [Fact]
    public void What_is_said_later_never_changes_an_earlier_answer() =>
        Hold(
            200,
            sayings =>
            {
                var day = new DateOnly(2024, 2, 1);
                var claims = Claims(sayings);
                Assert.Equal(Of([.. claims.Where(c => c.Said <= day)], day), Of(claims, day));
            }
        );

    [Fact]
    public void Of_the_kept_the_most_trusted_that_do_it_set_a_telling_aside() =>
        Hold(
            300,
            sayings =>
            {
                foreach (var perspective in Of(Claims(sayings), Late).Perspectives)
                {
                    foreach (var aside in perspective.Superseded)
                    {
                        Assert.Equal(Remaining(perspective.Kept, aside.Telling), aside.By);
                    }
                }
            }
        );

    [Fact]
    public void The_claims_that_set_a_telling_aside_are_irreducible() =>
        Hold(
            200,
            sayings =>
            {
                foreach (var perspective in Of(Claims(sayings), Late).Perspectives)
                {
                    foreach (var aside in perspective.Superseded)
                    {
                        var all = perspective.Kept.Where(told => aside.By.Contains(told.Claim)).ToList();
                        Assert.False(BruteForce.HoldTogether([.. all, aside.Telling]));
                        Assert.All(
                            all,
                            one =>
                                Assert.True(
                                    BruteForce.HoldTogether([.. all.Where(t => t != one), aside.Telling])
                                )
                        );
                    }
                }
            }
        );

    [Fact]
    public void The_steps_of_a_bound_add_up_to_it() =>
        Hold(
            300,
            sayings =>
            {
                foreach (var perspective in Of(Claims(sayings), Late).Perspectives)
                {
                    var sum = perspective.Because.Low.Sum(s =>
                        s.Side == BoundSide.AtLeast ? s.Number : -s.Number
                    );
                    Assert.Equal(perspective.Low, sum);
                    var most = perspective.Because.High.Sum(s =>
                        s.Side == BoundSide.AtMost ? s.Number : -s.Number
                    );
                    Assert.Equal(perspective.High ?? 0, most);
                }
            }
        );

    [Fact]
    public void Its_history_ends_with_its_estimate() =>
        Hold(
            200,
            sayings =>
            {
                var (claims, estimate) = (Claims(sayings), Of(Claims(sayings), Late));
                var history = RevisionHistory.ByStated(
                    FigureRecord.Of(Worked.Containers, claims),
                    Late,
                    Policy.Current
                );
                var last = history[^1].After;
                Assert.Equal(
                    (estimate.Status, estimate.Low, estimate.High, estimate.Point, estimate.Period),
                    (last.Status, last.Low, last.High, last.Point, last.Period)
                );
            }
        );

    /// <summary>The rule as it is written, over every day: kept tellings less trusted than the one set aside cannot be reasons.</summary>
    private static IEnumerable<ClaimId> Remaining(IReadOnlyList<Telling> kept, Telling aside)
    {
        var count = Enumerable
            .Range(0, kept.Count + 1)
            .First(n => !BruteForce.HoldTogether([.. kept.Take(n), aside]));
        var rest = kept.Take(count).ToList();
        for (var n = rest.Count - 1; n >= 0; n--)
        {
            var without = rest.Where((_, place) => place != n).ToList();
            rest = BruteForce.HoldTogether([.. without, aside]) ? rest : without;
        }

        return rest.Select(telling => telling.Claim);
    }

    /// <summary>A history keeps what it read on the day before; each of its steps must be as if it had not.</summary>
    [Fact]
    public void Each_step_of_its_history_is_the_estimate_of_that_day() =>
        Hold(
            200,
            sayings =>
            {
                var claims = Claims(sayings);
                var history = RevisionHistory.ByStated(
                    FigureRecord.Of(Worked.Containers, claims),
                    Late,
                    Policy.Current
                );
                Assert.All(
                    history,
                    step =>
                    {
                        var then = Of(claims, step.At.Day);
                        Assert.Equal(
                            (then.Status, then.Low, then.High, then.Point, then.Period, then.Leading),
                            (
                                step.After.Status,
                                step.After.Low,
                                step.After.High,
                                step.After.Point,
                                step.After.Period,
                                step.After.Leading
                            )
                        );
                    }
                );
            }
        );

    private static string Told(IReadOnlyList<ClaimState> claims, DateOnly asOf) =>
        Told(FigureRecord.Of(Worked.Containers, claims), asOf);

    private static string Told(FigureRecord record, DateOnly asOf)
    {
        var e = Estimator.Of(record, asOf, Policy.Current);
        if (e.Period is null)
        {
            return e.Status.ToString();
        }

        return $"{e.Status} {e.Low ?? 0}..{Show(e.High)} from {e.Period.From} to {e.Period.To} led by {e.Leading}\n"
            + string.Concat(e.Perspectives.Zip(e.Ranges, (p, r) => Told(p, r)))
            + string.Join(' ', e.Gaps.SelectMany(gap => Run(gap)));
    }

    private static string Told(PerspectiveEstimate p, PerspectiveRange r) =>
        $"{p.Perspective} {r.Low}..{Show(r.High)} own {p.Low}..{Show(p.High)}"
        + $" kept {string.Join(',', p.Kept.Select(t => t.Claim))} aside {string.Join(',', p.Superseded.Select(s => s.Telling.Claim))}\n";

    private static IEnumerable<long> Run(Gap gap)
    {
        for (var n = gap.From; n <= gap.To; n++)
        {
            yield return n;
        }
    }

    private static string Show(long? high) => high is null ? "∞" : $"{high}";

    private static List<ClaimState> Claims(Saying[] sayings) => [.. sayings.Select(saying => saying.Claim)];

    private static Estimate Of(IReadOnlyList<ClaimState> claims, DateOnly asOf) =>
        Estimator.Of(FigureRecord.Of(Worked.Containers, claims), asOf, Policy.Current);

    private static void Hold(int cases, Action<Saying[]> property) =>
        Prop.ForAll(RandomFigures.Sayings.ToArbitrary(), property).Check(Cases.Of(cases));
}
