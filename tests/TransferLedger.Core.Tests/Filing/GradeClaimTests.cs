using TransferLedger.Core.Events;
using TransferLedger.Core.Filing;
using static TransferLedger.Core.Tests.Filing.ReportStream;

namespace TransferLedger.Core.Tests.Filing;

/// <summary>Given a report's stream, when a claim is graded, then this event or this refusal.</summary>
public sealed class GradeClaimTests
{
    private const string B2 = """{"grade":{"reliability":"B","credibility":2},"reason":"r"}""";
    private const string C3 = """{"grade":{"reliability":"C","credibility":3},"reason":"r"}""";

    [Fact]
    public void A_grade_is_appended_with_who_gave_it()
    {
        var graded = Appended<ClaimGraded>(ReportStream.Of().Grade(B2, by: "desk-7"));

        Assert.Equal((new Grade(Reliability.B, 2), "desk-7"), (graded.Grade, graded.By));
        Assert.Equal(["KP-RU/containers"], graded.Figures);
    }

    [Fact]
    public void Asked_twice_the_second_answer_is_nothing_whatever_the_expected_version() =>
        Assert.Equal(
            new LaterDecision.Unchanged(new Position(42), 3),
            ReportStream.Of().Graded(B2).Grade(B2, expected: 2)
        );

    [Fact]
    public void The_same_grade_by_another_is_a_grade_of_its_own() =>
        Assert.IsType<LaterDecision.Append>(ReportStream.Of().Graded(B2).Grade(B2, by: "desk-2"));

    [Fact]
    public void A_grade_given_again_after_another_is_one_more() =>
        Assert.IsType<LaterDecision.Append>(ReportStream.Of().Graded(B2).Graded(C3).Grade(B2));

    [Fact]
    public void A_grade_given_again_after_a_recording_error_brought_another_is_one_more() =>
        Assert.IsType<LaterDecision.Append>(
            ReportStream
                .Of()
                .Graded(B2)
                .Mended(
                    """{"becomes":{"type":"containers-reported","quantity":"5","grade":{"reliability":"C","credibility":3}},"reason":"r"}"""
                )
                .Grade(B2)
        );

    [Fact]
    public void A_version_that_has_moved_on_is_told() =>
        Assert.Equal(new LaterDecision.VersionMoved(2), ReportStream.Of().Grade(B2, expected: 1));

    [Fact]
    public void A_claim_that_the_report_does_not_have_is_unknown() =>
        Assert.IsType<LaterDecision.Unknown>(ReportStream.Of().Grade(B2, number: 9));

    [Theory]
    [InlineData("""{"reason":"r"}""", "/grade member.missing")]
    [InlineData("""{"grade":{"reliability":"B","credibility":2}}""", "/reason member.missing")]
    [InlineData(
        """{"grade":{"reliability":"G","credibility":7},"reason":"r"}""",
        "/grade/reliability grade.unknown,/grade/credibility grade.unknown"
    )]
    [InlineData(
        """{"grade":{"reliability":"B","credibility":2},"reason":"r","by":"me"}""",
        "/by json.unknown-member"
    )]
    public void What_is_no_grade_is_refused(string body, string faults) =>
        Assert.Equal(faults.Split(','), Refusals(ReportStream.Of().Grade(body)));
}
