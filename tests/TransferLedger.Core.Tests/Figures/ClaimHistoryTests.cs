using TransferLedger.Core.Events;

namespace TransferLedger.Core.Tests.Figures;

/// <summary>What holds when (domain.md section 2): given what happened to a claim, then these states of it.</summary>
public sealed class ClaimHistoryTests
{
    [Fact]
    public void A_claim_to_which_nothing_happened_stands_from_the_day_on_which_it_was_said_for_good()
    {
        var state = Assert.Single(ClaimLife.Of().History.States());

        Assert.Equal(new DateOnly(2024, 2, 26), state.Since);
        Assert.Null(state.Until);
    }

    [Fact]
    public void A_correction_holds_from_the_day_on_which_it_was_stated_and_earlier_days_show_the_claim_as_published() =>
        Assert.Equal(
            ["2024-02-26 1000", "2024-06-01 2000"],
            ClaimLife.Of().Corrected("2000", "2024-06-01").States
        );

    [Theory]
    [InlineData("2024-06", "2024-06-30")]
    [InlineData("2024-06-01/2024-06-03", "2024-06-03")]
    [InlineData("2024-06/..", "2024-12-01")]
    [InlineData("2024", "2024-12-01")]
    [InlineData("2024-02-20", "2024-02-26")]
    public void A_correction_holds_from_its_latest_day_but_not_after_it_was_recorded_nor_before_the_claim(
        string stated,
        string since
    )
    {
        var last = ClaimLife.Of().Corrected("2000", stated).States.Last();

        Assert.Equal($"{since} 2000", last);
    }

    [Fact]
    public void A_correction_on_the_day_of_the_claim_leaves_no_state_before_it() =>
        Assert.Equal(["2024-02-26 2000"], ClaimLife.Of().Corrected("2000", "2024-02-26").States);

    [Fact]
    public void A_withdrawal_by_the_claimant_holds_from_the_day_on_which_it_was_stated() =>
        Assert.Equal(
            ["2024-02-26 1000", "2024-06-01 1000 withdrawn"],
            ClaimLife.Of().Withdrawn("2024-06-01").States
        );

    [Fact]
    public void A_withdrawal_by_another_only_marks_the_claim() =>
        Assert.Equal(
            ["2024-02-26 1000", "2024-06-01 1000 reported withdrawn"],
            ClaimLife.Of().Withdrawn("2024-06-01", by: "Kim").States
        );

    [Fact]
    public void Of_one_day_a_correction_comes_before_a_withdrawal_whichever_was_recorded_first() =>
        Assert.Equal(
            ClaimLife.Of().Corrected(null, "2024-05-01", by: "Kim").Withdrawn("2024-05-01", by: "Kim").States,
            ClaimLife.Of().Withdrawn("2024-05-01", by: "Kim").Corrected(null, "2024-05-01", by: "Kim").States
        );

    [Fact]
    public void Nothing_follows_a_withdrawal_and_what_was_stated_before_it_still_counts() =>
        Assert.Equal(
            ["2024-02-26 1000", "2024-05-01 2000", "2024-06-01 2000 withdrawn"],
            ClaimLife
                .Of()
                .Withdrawn("2024-06-01")
                .Corrected("3000", "2024-07-01")
                .Corrected("2000", "2024-05-01")
                .States
        );

    [Fact]
    public void Whose_claim_it_is_to_withdraw_follows_the_attribution_of_the_day()
    {
        var attributed = ClaimLife.Of().Corrected(words: null, "2024-05-01", by: "Kim");

        Assert.Contains(attributed.Withdrawn("2024-06-01", by: "Kim").History.States(), s => s.Withdrawn);
        Assert.DoesNotContain(attributed.Withdrawn("2024-06-01").History.States(), s => s.Withdrawn);
        Assert.Contains(attributed.Withdrawn("2024-04-01").History.States(), s => s.Withdrawn);
    }

    [Fact]
    public void The_correction_stated_last_wins_whatever_was_recorded_last() =>
        Assert.Equal(
            ["2024-02-26 1000", "2024-05-01 2000", "2024-06-01 3000"],
            ClaimLife.Of().Corrected("3000", "2024-06-01").Corrected("2000", "2024-05-01").States
        );

    [Fact]
    public void Of_two_corrections_of_one_day_the_later_entry_wins() =>
        Assert.Equal(
            ["2024-02-26 1000", "2024-06-01 3000"],
            ClaimLife.Of().Corrected("2000", "2024-06-01").Corrected("3000", "2024-06-01").States
        );

    [Fact]
    public void Corrections_of_different_members_add_up()
    {
        var last = ClaimLife
            .Of()
            .Corrected("2000", "2024-05-01")
            .Corrected(words: null, "2024-06-01", item: "rocket")
            .History.States()[^1];

        Assert.Equal("2024-06-01 2000", ClaimLife.Text(last));
        Assert.Equal("KP-RU/items/rocket", last.Figure!.ToString());
    }

    [Fact]
    public void A_correction_to_what_the_claim_says_already_makes_no_state() =>
        Assert.Equal(["2024-02-26 1000"], ClaimLife.Of().Corrected("1000", "2024-06-01").States);

    [Fact]
    public void What_is_corrected_and_put_back_on_one_day_makes_no_state() =>
        Assert.Equal(
            ["2024-02-26 1000"],
            ClaimLife.Of().Corrected("2000", "2024-06-01").Corrected("1000", "2024-06-01").States
        );

    [Fact]
    public void A_recording_error_holds_for_every_day() =>
        Assert.Equal(["2024-02-26 1100"], ClaimLife.Of().Mended("1100").States);

    [Fact]
    public void A_recording_error_may_move_the_day_on_which_the_claim_was_said() =>
        Assert.Equal(["2024-02-20 1100"], ClaimLife.Of().Mended("1100", stated: "2024-02-20").States);

    [Fact]
    public void Of_two_recording_errors_the_later_one_stands() =>
        Assert.Equal(["2024-02-26 1200"], ClaimLife.Of().Mended("1100").Mended("1200").States);

    [Fact]
    public void What_the_publisher_corrected_stays_laid_over_a_recording_error_found_later() =>
        Assert.Equal(
            ["2024-02-26 1100", "2024-06-01 2000"],
            ClaimLife.Of().Corrected("2000", "2024-06-01").Mended("1100").States
        );

    [Fact]
    public void A_correction_that_a_recording_error_voids_holds_on_no_day() =>
        Assert.Equal(
            ["2024-02-26 1100", "2024-07-01 3000"],
            ClaimLife
                .Of()
                .Corrected("2000", "2024-06-01")
                .Corrected("3000", "2024-07-01")
                .Mended("1100", voids: 3)
                .States
        );

    [Fact]
    public void A_withdrawal_that_a_recording_error_voids_puts_the_claim_in_force_again() =>
        Assert.Equal(
            ["2024-02-26 1000"],
            ClaimLife.Of().Withdrawn("2024-06-01").Mended("1000", voids: 3).States
        );

    [Fact]
    public void What_was_voided_stays_so_after_another_recording_error() =>
        Assert.Equal(
            ["2024-02-26 1200"],
            ClaimLife.Of().Withdrawn("2024-06-01").Mended("1100", voids: 3).Mended("1200").States
        );

    [Fact]
    public void A_grade_holds_for_every_day_and_the_latest_stands()
    {
        var states = ClaimLife
            .Of()
            .Graded(new Grade(Reliability.B, 2))
            .Corrected("2000", "2024-06-01")
            .Graded(new Grade(Reliability.C, 3))
            .History.States();

        Assert.Equal(2, states.Count);
        Assert.All(states, state => Assert.Equal(new Grade(Reliability.C, 3), state.Claim.Grade));
    }

    [Fact]
    public void A_grade_stays_through_a_recording_error_that_brings_none()
    {
        var b2 = new Grade(Reliability.B, 2);
        var c3 = new Grade(Reliability.C, 3);

        Assert.Equal(b2, ClaimLife.Of().Graded(b2).Mended("1100").History.AsRecorded().Grade);
        Assert.Equal(c3, ClaimLife.Of().Graded(b2).Mended("1100", grade: c3).History.AsRecorded().Grade);
    }

    [Fact]
    public void Where_and_when_the_claim_itself_was_recorded_stays_in_every_state()
    {
        var life = ClaimLife.Of().Mended("1100").Corrected("2000", "2024-06-01");

        Assert.All(
            life.History.States(),
            state =>
                Assert.Equal(
                    (life.Entries[0].Position, life.Entries[0].RecordedAt),
                    (state.Position, state.RecordedAt)
                )
        );
    }

    [Fact]
    public void A_longer_history_leaves_the_one_that_it_was_made_from_alone()
    {
        var before = ClaimLife.Of().History;

        before.With(ClaimLife.Of().Corrected("2000", "2024-06-01").Entries[1]);

        Assert.Single(before.Entries);
    }

    [Fact]
    public void An_entry_about_another_claim_is_no_part_of_the_history()
    {
        var other = ClaimLife.Of().Withdrawn("2024-06-01").Entries[1];
        var about = (LaterEvent)other.Event with { Claim = ClaimId.Read("r#2").Value };

        Assert.Throws<ArgumentException>(() => ClaimLife.Of().History.Add(other with { Event = about }));
    }
}
