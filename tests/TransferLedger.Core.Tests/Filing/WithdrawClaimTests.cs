using TransferLedger.Core.Events;
using TransferLedger.Core.Filing;
using static TransferLedger.Core.Tests.Filing.ReportStream;

namespace TransferLedger.Core.Tests.Filing;

/// <summary>Given a claim by Shin of KR, when somebody says that it is withdrawn, then this event or this refusal.</summary>
public sealed class WithdrawClaimTests
{
    private const string Shin = """{"kind":"state","name":"Shin","country":"KR"}""";
    private const string Kirby = """{"kind":"state","name":"Kirby","country":"US"}""";
    private const string Claimed =
        $$"""{"type":"containers-reported","quantity":"over 1,000","claimant":{{Shin}}}""";

    private static string By(string claimant, string reason = "r", string stated = "2024-03-05") =>
        $$"""{"claimant":{{claimant}},"stated":"{{stated}}","reason":"{{reason}}"}""";

    [Fact]
    public void A_withdrawal_is_appended_with_the_figure_of_the_claim()
    {
        var withdrawn = Appended<ClaimWithdrawn>(ReportStream.Of(Claimed).Withdraw(By(Shin)));

        Assert.Equal("shin-kr", withdrawn.Claimant.Id);
        Assert.Equal("2024-03-05", withdrawn.Stated.Text);
        Assert.Equal(["KP-RU/containers"], withdrawn.Figures);
    }

    [Fact]
    public void Its_claimant_takes_the_claim_out_of_force() =>
        Assert.Equal(
            [false, true],
            ReportStream.Of(Claimed).Withdrawn(By(Shin))[1].States().Select(state => state.Withdrawn)
        );

    [Fact]
    public void Another_can_only_say_so() =>
        Assert.Equal(
            [(false, false), (false, true)],
            ReportStream
                .Of(Claimed)
                .Withdrawn(By(Kirby))[1]
                .States()
                .Select(state => (state.Withdrawn, state.WithdrawalReported))
        );

    [Theory]
    [InlineData("r2", "2024-03-05")]
    [InlineData("r", "2024-03-04")]
    public void Withdrawing_a_claim_twice_is_refused(string reason, string stated) =>
        Assert.Equal(
            [" claim.already-withdrawn"],
            Refusals(ReportStream.Of(Claimed).Withdrawn(By(Shin)).Withdraw(By(Shin, reason, stated)))
        );

    [Fact]
    public void Another_can_still_say_so_after_the_claimant() =>
        Assert.IsType<LaterDecision.Append>(ReportStream.Of(Claimed).Withdrawn(By(Shin)).Withdraw(By(Kirby)));

    [Fact]
    public void The_claimant_can_withdraw_after_another_has_said_so() =>
        Assert.IsType<LaterDecision.Append>(ReportStream.Of(Claimed).Withdrawn(By(Kirby)).Withdraw(By(Shin)));

    [Fact]
    public void A_claim_can_be_withdrawn_again_once_the_first_time_was_voided() =>
        Assert.IsType<LaterDecision.Append>(
            ReportStream
                .Of(Claimed)
                .Withdrawn(By(Shin))
                .Mended($$"""{"becomes":{{Claimed}},"voids":[3],"reason":"Of another claim"}""")
                .Withdraw(By(Shin))
        );

    [Fact]
    public void Asked_twice_the_second_answer_is_nothing_whatever_the_expected_version() =>
        Assert.Equal(
            new LaterDecision.Unchanged(new Position(42), 3),
            ReportStream.Of(Claimed).Withdrawn(By(Shin)).Withdraw(By(Shin), expected: 2)
        );

    [Fact]
    public void A_version_that_has_moved_on_is_told() =>
        Assert.Equal(
            new LaterDecision.VersionMoved(2),
            ReportStream.Of(Claimed).Withdraw(By(Shin), expected: 3)
        );

    [Fact]
    public void A_claim_that_the_report_does_not_have_is_unknown() =>
        Assert.IsType<LaterDecision.Unknown>(ReportStream.Of(Claimed).Withdraw(By(Shin), number: 2));

    [Fact]
    public void All_faults_come_at_once() =>
        Assert.Equal(
            [
                "/claimant member.missing",
                "/stated stated.before-claim",
                "/reason member.missing",
                "/by json.unknown-member",
            ],
            Refusals(ReportStream.Of(Claimed).Withdraw("""{"by":"x","stated":"2024-02-27"}"""))
        );

    [Fact]
    public void A_withdrawal_in_the_future_is_refused() =>
        Assert.Equal(
            ["/stated date.in-the-future"],
            Refusals(ReportStream.Of(Claimed).Withdraw(By(Shin, stated: "2025")))
        );
}
