using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Figures;

namespace TransferLedger.Core.Tests.Estimates;

public sealed class ConflictPropertyTests
{
    private static readonly DateOnly Late = new(2025, 12, 31);

    [Fact]
    public void Conflicts_are_those_that_a_slow_solver_finds() =>
        Hold(1_000, RandomFigures.Vaguely(45), everyDay: false);

    [Fact]
    public void Conflicts_are_those_of_a_solver_that_looks_at_every_day() =>
        Hold(40, RandomFigures.Vaguely(20), everyDay: true);

    [Fact]
    public void So_are_those_of_long_windows() => Hold(8, RandomFigures.Vaguely(120), everyDay: true);

    [Fact]
    public void So_are_those_of_windows_of_years() =>
        Hold(300, RandomFigures.Vaguely(700, years: true), everyDay: false);

    [Fact]
    public void So_are_those_of_statements_that_were_judged_to_be_one() =>
        Prop.ForAll(
                RandomJudgements.Of(RandomFigures.Vaguely(45)).ToArbitrary(),
                judged =>
                    Assert.Equal(
                        BruteForce.Conflicts(judged.Renamed, Late, everyDay: false),
                        Told(Estimator.Of(judged.Record, Late, Policy.Current))
                    )
            )
            .Check(Cases.Of(300));

    /// <summary>Else the properties above would say nothing.</summary>
    [Fact]
    public void The_random_figures_hold_every_kind_of_conflict()
    {
        Assert.SkipWhen(Cases.AreFewer, "Fewer cases were asked for, and these are all or nothing.");
        var estimates = RandomFigures
            .Vaguely(45)
            .Sample(1_000, new Rnd(20_240_226), 50)
            .Select(sayings => Of([.. sayings.Select(saying => saying.Claim)]))
            .ToList();

        var kinds = estimates.SelectMany(e => e.Conflicts).CountBy(c => (c.RestsOnDates, c.Tolerance));
        Assert.Equal(6, kinds.Count());
        var superseded = estimates.SelectMany(e => e.Perspectives).SelectMany(p => p.Superseded);
        Assert.Equal(2, superseded.CountBy(s => s.Conflict!.Grade).Count(grade => grade.Value > 20));
        Assert.Contains(estimates, e => e.Conflicts.Any(c => c.Claims.Count > 3));
        Assert.Contains(
            estimates,
            e => e.RestsOnTolerance && !e.Conflicts.Any(c => c.Tolerance != ToleranceTaken.Any)
        );
        Assert.Contains(estimates, e => e.Conflicts.Any(c => !c.BearsOnPeriod));
    }

    [Fact]
    public void No_claim_of_a_conflict_can_be_left_out() =>
        Each(
            300,
            sayings =>
            {
                foreach (var conflict in All(Of(Claims(sayings))))
                {
                    Assert.False(Hold(conflict.Steps));
                    Assert.All(
                        conflict.Steps,
                        one => Assert.True(Hold(conflict.Steps.Where(step => step != one)))
                    );
                }
            }
        );

    [Fact]
    public void The_floors_of_a_conflict_add_up_to_more_than_the_ceilings_that_cover_them() =>
        Each(
            300,
            sayings =>
            {
                foreach (var conflict in All(Of(Claims(sayings))))
                {
                    var (floors, ceilings) = (
                        Side(conflict, BoundSide.AtLeast),
                        Side(conflict, BoundSide.AtMost)
                    );
                    Assert.True(floors.Sum(step => step.Number) > ceilings.Sum(step => step.Number));
                    Assert.All(
                        floors.SelectMany(step => new[] { step.From ?? DateOnly.MinValue, step.To }),
                        day => Assert.True(Covering(floors, day) <= Covering(ceilings, day))
                    );
                }
            }
        );

    [Fact]
    public void The_claims_that_prove_a_bound_do_so_alone_and_fewer_do_not() =>
        Each(
            300,
            sayings =>
            {
                foreach (var own in Of(Claims(sayings)).Perspectives)
                {
                    Assert.Equal(own.Low, Lowest(own.Because.Low, own.Period));
                    Assert.Equal(own.High, Highest(own.Because.High, own.Period));
                    Assert.All(
                        Fewer(own.Because.Low),
                        some => Assert.True(Lowest(some, own.Period) < own.Low)
                    );
                    Assert.All(
                        Fewer(own.Because.High),
                        some => Assert.NotEqual(own.High, Highest(some, own.Period))
                    );
                }
            }
        );

    private static Estimate Of(IReadOnlyList<ClaimState> claims) =>
        Estimator.Of(FigureRecord.Of(Worked.Containers, claims), Late, Policy.Current);

    private static IEnumerable<Conflict> All(Estimate estimate) =>
        estimate.Conflicts.Concat(
            estimate.Perspectives.SelectMany(p => p.Superseded).Select(aside => aside.Conflict!)
        );

    private static bool Hold(IEnumerable<Step> steps) => Matrix(steps, []) is not null;

    private static long Lowest(IEnumerable<Step> steps, CoveredPeriod period)
    {
        var matrix = Matrix(steps, [period.From?.AddDays(-1) ?? period.To, period.To])!;
        return -matrix.Between[matrix.Node(period.To), matrix.Node(period.From?.AddDays(-1))];
    }

    private static long? Highest(IEnumerable<Step> steps, CoveredPeriod period)
    {
        var matrix = Matrix(steps, [period.From?.AddDays(-1) ?? period.To, period.To])!;
        var most = matrix.Between[matrix.Node(period.From?.AddDays(-1)), matrix.Node(period.To)];
        return most > DayMatrix.Infinity / 2 ? null : most;
    }

    /// <summary>Null: they contradict each other.</summary>
    private static DayMatrix? Matrix(IEnumerable<Step> steps, DateOnly[] also)
    {
        var all = steps.ToList();
        var days = all.SelectMany(step => new[] { step.From?.AddDays(-1) ?? step.To, step.To });
        var matrix = new DayMatrix([.. days, .. also], everyDay: false);
        foreach (var step in all)
        {
            var (before, last) = (step.From?.AddDays(-1), step.To);
            if (step.Side == BoundSide.AtLeast)
            {
                matrix.Limit(last, before, -step.Number);
            }
            else
            {
                matrix.Limit(before, last, step.Number);
            }
        }

        return matrix.Close() ? matrix : null;
    }

    private static IEnumerable<IEnumerable<Step>> Fewer(IReadOnlyList<Step> steps) =>
        steps.Select(one => steps.Where(step => step != one));

    private static List<Step> Side(Conflict conflict, BoundSide side) =>
        [.. conflict.Steps.Where(step => step.Side == side)];

    private static int Covering(List<Step> steps, DateOnly day) =>
        steps.Count(step => !(day < step.From) && day <= step.To);

    private static List<ClaimState> Claims(Saying[] sayings) => [.. sayings.Select(saying => saying.Claim)];

    private static void Each(int cases, Action<Saying[]> property) =>
        Prop.ForAll(Gen.OneOf(RandomFigures.Vaguely(4), RandomFigures.Vaguely(45)).ToArbitrary(), property)
            .Check(Cases.Of(cases));

    private static void Hold(int cases, Gen<Saying[]> figures, bool everyDay) =>
        Prop.ForAll(
                figures.ToArbitrary(),
                sayings =>
                {
                    var claims = sayings.Select(saying => saying.Claim).ToList();
                    Assert.Equal(BruteForce.Conflicts(claims, Late, everyDay), Told(Of(claims)));
                }
            )
            .Check(Cases.Of(cases));

    private static string Told(Estimate estimate)
    {
        var lines = estimate
            .Conflicts.Select(conflict => $"{string.Join('-', conflict.Between)} {Told(conflict)}")
            .Concat(
                estimate.Perspectives.SelectMany(p =>
                    p.Superseded.Select(aside => $"{p.Perspective} {Told(aside.Conflict!)}")
                )
            );
        return string.Concat(lines.Select(line => $"{line}\n")) + $"{estimate.RestsOnTolerance}\n";
    }

    private static string Told(Conflict conflict)
    {
        var bounds = conflict.Claims.Select(claim =>
            Told(conflict.Steps.Single(step => step.Claim == claim))
        );
        var reading = conflict.RestsOnDates ? "nominal" : "cautious";
        return $"{conflict.Grade} {reading} {conflict.Tolerance} {conflict.BearsOnPeriod} {string.Join(' ', bounds)}";
    }

    private static string Told(Step step) =>
        $"{step.Claim}{(step.Side == BoundSide.AtLeast ? '≥' : '≤')}{step.Number}[{step.From:yyyy-MM-dd}/{step.To:yyyy-MM-dd}]";
}
