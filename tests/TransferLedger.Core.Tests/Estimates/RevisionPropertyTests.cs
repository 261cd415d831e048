using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Figures;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>
/// A history walks from step to step and keeps what it read before; what it says of each step must be the estimate that is
/// worked out anew there.
/// </summary>
public sealed class RevisionPropertyTests
{
    private static readonly Standing Nothing = new() { Status = EstimateStatus.Empty };

    private static readonly DateOnly First = new(2024, 1, 10);
    private static readonly DateOnly Late = new(2025, 12, 31);

    [Fact]
    public void After_each_entry_the_history_by_recording_stands_where_the_estimate_does() =>
        Each(
            120,
            (entries, asOf) =>
            {
                var history = RevisionHistory.ByRecorded(entries.Figure, asOf, Policy.Current);
                Assert.Equal(
                    entries.Steps.Select(p => (p, Estimated(entries.Figure.UpTo(p).Record(), asOf))),
                    entries.Steps.Select(p => (p, Standing(history, at => at.Position <= p)))
                );
            }
        );

    [Fact]
    public void On_each_day_the_history_by_statement_stands_where_the_estimate_does() =>
        Each(
            120,
            (entries, _) =>
            {
                var record = entries.Figure.Record();
                var history = RevisionHistory.ByStated(record, Late, Policy.Current);
                var days = DaysOf(record);
                Assert.Equal(
                    days.Select(day => (day, Estimated(record, day))),
                    days.Select(day => (day, Standing(history, at => at.Day <= day)))
                );
            }
        );

    [Fact]
    public void A_history_by_statement_up_to_a_day_is_the_beginning_of_the_whole_one() =>
        Each(
            60,
            (entries, asOf) =>
            {
                var record = entries.Figure.Record();
                Assert.Equal(
                    RevisionHistory
                        .ByStated(record, Late, Policy.Current)
                        .TakeWhile(revision => revision.At.Day <= asOf),
                    RevisionHistory.ByStated(record, asOf, Policy.Current)
                );
            }
        );

    [Fact]
    public void Each_revision_begins_where_the_one_before_ended() =>
        Each(
            60,
            (entries, asOf) =>
            {
                AssertChained(RevisionHistory.ByRecorded(entries.Figure, asOf, Policy.Current));
                AssertChained(RevisionHistory.ByStated(entries.Figure.Record(), asOf, Policy.Current));
            }
        );

    [Fact]
    public void A_revision_by_recording_is_at_the_end_of_a_report_or_at_a_later_event() =>
        Each(
            60,
            (entries, asOf) =>
                Assert.Subset(
                    entries.Steps.ToHashSet(),
                    RevisionHistory
                        .ByRecorded(entries.Figure, asOf, Policy.Current)
                        .Select(revision => revision.At.Position!.Value)
                        .ToHashSet()
                )
        );

    /// <summary>Else the properties above would say nothing.</summary>
    [Fact]
    public void The_random_entries_lead_to_every_kind_of_revision_by_every_cause()
    {
        Assert.SkipWhen(Cases.AreFewer, "Fewer cases were asked for, and these are all or nothing.");
        var figures = RandomEntries.All.Sample(300, new Rnd(20_240_226), 50).ToList();
        var recorded = figures
            .SelectMany(entries => RevisionHistory.ByRecorded(entries.Figure, Late, Policy.Current))
            .ToList();
        var stated = figures
            .SelectMany(entries => RevisionHistory.ByStated(entries.Figure.Record(), Late, Policy.Current))
            .ToList();

        Assert.Equal(Enum.GetValues<RevisionKind>(), Often(recorded.Select(revision => revision.Kind)));
        Assert.Equal(Enum.GetValues<RevisionKind>(), Often(stated.Select(revision => revision.Kind)));
        Assert.Equal(
            [
                CauseKind.Corrected,
                CauseKind.Withdrawn,
                CauseKind.Filed,
                CauseKind.RecordingError,
                CauseKind.Graded,
                CauseKind.Judged,
            ],
            Often(recorded.Select(revision => revision.Cause[0].Kind))
        );
        Assert.Equal(
            [CauseKind.Said, CauseKind.Corrected, CauseKind.Withdrawn],
            Often(stated.SelectMany(revision => revision.Cause).Select(cause => cause.Kind))
        );
        Assert.Equal([1, 2, 3], Often(recorded.Select(revision => revision.Cause.Count)).Take(3));
    }

    private static void AssertChained(IReadOnlyList<Revision> history) =>
        Assert.Equal(
            history.Select(revision => revision.After).Prepend(Nothing).SkipLast(1),
            history.Select(revision => revision.Before)
        );

    private static Standing Standing(IEnumerable<Revision> history, Func<RevisionMoment, bool> seen) =>
        history.LastOrDefault(revision => seen(revision.At))?.After ?? Nothing;

    private static Standing Estimated(FigureRecord record, DateOnly asOf)
    {
        var estimate = Estimator.Of(record, asOf, Policy.Current);
        return new()
        {
            Status = estimate.Status,
            Low = estimate.Low,
            High = estimate.High,
            Point = estimate.Point,
            Words = estimate.Words,
            Period = estimate.Period,
            Leading = estimate.Leading,
        };
    }

    /// <summary>Those on which a claim came to stand otherwise, and one before them all.</summary>
    private static List<DateOnly> DaysOf(FigureRecord record) =>
        [
            .. record
                .Claims.SelectMany(state => new[] { state.Since, state.Until ?? state.Since })
                .Append(First.AddYears(-1))
                .Distinct()
                .Order(),
        ];

    private static IEnumerable<T> Often<T>(IEnumerable<T> all)
        where T : notnull =>
        all.CountBy(one => one).Where(count => count.Value > 5).Select(count => count.Key).Order();

    private static void Each(int cases, Action<RandomEntries, DateOnly> property) =>
        Prop.ForAll(
                (
                    from entries in RandomEntries.All
                    from asOf in Gen.Frequency(
                        (1, Gen.Constant(Late)),
                        (1, Gen.Choose(0, 60).Select(n => First.AddDays(n)))
                    )
                    select (entries, asOf)
                ).ToArbitrary(),
                given => property(given.entries, given.asOf)
            )
            .Check(Cases.Of(cases));
}
