using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;

namespace TransferLedger.Core.Tests.Figures;

/// <summary>Whatever happens to a claim, in whatever order it is recorded.</summary>
public sealed class ClaimHistoryPropertyTests
{
    private static readonly DateOnly First = new(2024, 2, 20);

    private static Gen<string> Days { get; } =
        Gen.Choose(0, 30).Select(n => First.AddDays(n).ToString("yyyy-MM-dd"));

    private static Gen<string> Dates { get; } =
        Gen.Frequency(
            (8, Days),
            (1, Gen.Elements("2024-02", "2024", "2024-03-05/..", "2024-03-01/2024-03-09"))
        );

    private static Gen<string> Words { get; } = Gen.Choose(1, 5).Select(n => $"{n}000");

    private static Gen<string> Items { get; } = Gen.Elements("artillery-round", "rocket");

    private static Gen<string> Names { get; } =
        Gen.Frequency((3, Gen.Constant("Shin")), (1, Gen.Constant("Kim")));

    /// <summary>What may happen next; n is the version of the entry.</summary>
    private static Gen<Func<ClaimLife, string, ClaimLife>> Step { get; } =
        Gen.Frequency(
            (
                4,
                from words in Gen.OrNull(Words)
                from item in Gen.OrNull(Items)
                from name in Gen.Frequency(
                    (5, Gen.Constant<string?>(null)),
                    (1, Names.Select(string? (n) => n))
                )
                from stated in Dates
                select Do((life, recorded) => life.Corrected(words, stated, recorded, item, name))
            ),
            (
                1,
                from stated in Dates
                from name in Names
                select Do((life, recorded) => life.Withdrawn(stated, recorded, name))
            ),
            (
                1,
                from words in Words
                from item in Items
                from stated in Days
                from voided in Gen.Choose(3, 9)
                select Do(
                    (life, recorded) =>
                        voided < life.Entries.Count + 2
                            ? life.Mended(words, recorded, item, stated, voids: voided)
                            : life.Mended(words, recorded, item, stated)
                )
            ),
            (1, Gen.Choose(1, 6).Select(n => Do((life, _) => life.Graded(new Grade(Reliability.B, n)))))
        );

    /// <summary>Up to eight things, recorded from the day of filing on, some days apart.</summary>
    private static Arbitrary<ClaimLife> Lives { get; } =
        (
            from steps in Gen.Choose(0, 8).SelectMany(count => Gen.ArrayOf(Step, count))
            from gap in Gen.Choose(0, 6)
            select steps
                .Select((step, n) => (Step: step, On: new DateOnly(2024, 3, 1).AddDays(n * gap)))
                .Aggregate(ClaimLife.Of(), (life, next) => next.Step(life, next.On.ToString("yyyy-MM-dd")))
        ).ToArbitrary();

    [Fact]
    public void States_follow_each_other_without_a_gap_from_the_day_on_which_the_claim_was_said() =>
        Holds(life =>
        {
            var states = life.History.States();
            return states[0].Since == states[0].Said
                && states[^1].Until is null
                && states.Zip(states.Skip(1)).All(pair => pair.First.Until == pair.Second.Since)
                && states.Zip(states.Skip(1)).All(pair => pair.First.Since < pair.Second.Since);
        });

    [Fact]
    public void Neighbouring_states_differ_and_a_withdrawn_one_is_the_last() =>
        Holds(life =>
        {
            var states = life.History.States();
            return states
                .Zip(states.Skip(1))
                .All(pair =>
                    !pair.First.Withdrawn
                    && (
                        pair.Second.Withdrawn
                        || pair.First.WithdrawalReported != pair.Second.WithdrawalReported
                        || pair.First.Claim != pair.Second.Claim
                    )
                );
        });

    [Fact]
    public void On_each_day_the_claim_stands_as_all_that_was_stated_by_that_day_leaves_it() =>
        Holds(life =>
            Enumerable
                .Range(0, 60)
                .Select(n => First.AddDays(n))
                .All(day =>
                {
                    var standing = life.History.States().SingleOrDefault(state => state.StandsOn(day));
                    return (standing?.Claim, standing?.Withdrawn ?? false) == OnDay(life, day);
                })
        );

    [Fact]
    public void A_correction_leaves_the_days_before_it_alone() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(
                Lives,
                Days.ToArbitrary(),
                (life, day) =>
                {
                    var stated = DateOnly.ParseExact(day, "yyyy-MM-dd");
                    var before = life.History.States();
                    var after = life.Corrected("9000", day).History.States();
                    return Enumerable
                        .Range(0, 40)
                        .Select(n => First.AddDays(n))
                        .Where(earlier => earlier < stated)
                        .Where(earlier => before[0].Said <= earlier)
                        .All(earlier =>
                            before.Single(s => s.StandsOn(earlier)).Claim
                            == after.Single(s => s.StandsOn(earlier)).Claim
                        );
                }
            )
        );

    [Fact]
    public void The_order_in_which_two_corrections_of_different_days_are_recorded_does_not_matter() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(
                Lives,
                (
                    from a in Days
                    from b in Days
                    where After(a) && After(b) && a != b
                    select (a, b)
                ).ToArbitrary(),
                (life, days) =>
                {
                    var (a, b) = days;
                    var inOrder = life.Corrected("8000", a).Corrected("9000", b, item: "rocket");
                    var reversed = life.Corrected("9000", b, item: "rocket").Corrected("8000", a);
                    return inOrder.History.States().SequenceEqual(reversed.History.States());
                }
            )
        );

    [Fact]
    public void What_was_known_at_a_position_is_not_changed_by_later_entries() =>
        Holds(life =>
            new[] { "artillery-round", "rocket" }
                .Select(item => FigureId.Read($"KP-RU/items/{item}").Value)
                .All(figure =>
                    life.Entries.Select((entry, n) => (entry.Position, Count: n + 1))
                        .All(known =>
                            new FigureEntries(figure, life.Entries)
                                .UpTo(known.Position)
                                .Record()
                                .Claims.SequenceEqual(
                                    new FigureEntries(figure, [.. life.Entries.Take(known.Count)])
                                        .Record()
                                        .Claims
                                )
                        )
                )
        );

    /// <summary>The claim on one day, worked out by itself: null before it was said.</summary>
    private static (Claim? Claim, bool Withdrawn) OnDay(ClaimLife life, DateOnly day)
    {
        var claim = life.History.AsRecorded();
        var filed = DateOnly.FromDateTime(life.Entries[0].RecordedAt);
        var said = new[] { claim.Stated!.Latest!.Value, claim.Published.Latest!.Value, filed }.Min();
        if (day < said)
        {
            return (null, false);
        }

        var happened =
            from entry in life.Entries.Select(
                (entry, n) => (entry.Version, entry.RecordedAt, entry.Event, Place: n)
            )
            where !life.History.Voided.Contains(entry.Version)
            let stated = entry.Event switch
            {
                ClaimCorrected corrected => corrected.Stated,
                ClaimWithdrawn withdrawn => withdrawn.Stated,
                _ => null,
            }
            where stated is not null
            let recorded = DateOnly.FromDateTime(entry.RecordedAt)
            let latest = stated.Latest is { } end && end < recorded ? end : recorded
            let holds = latest < said ? said : latest
            where holds <= day
            orderby holds, entry.Event is ClaimWithdrawn, entry.Place
            select entry.Event;
        foreach (var change in happened)
        {
            if (change is ClaimWithdrawn withdrawn && withdrawn.Claimant.Id == claim.Claimant!.Id)
            {
                return (claim, true);
            }

            claim = change is ClaimCorrected corrected ? corrected.ApplyTo(claim) : claim;
        }

        return (claim, false);
    }

    private static bool After(string day) => string.CompareOrdinal(day, "2024-03-01") > 0;

    private static Func<ClaimLife, string, ClaimLife> Do(Func<ClaimLife, string, ClaimLife> step) => step;

    private static void Holds(Func<ClaimLife, bool> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Lives, property));
}
