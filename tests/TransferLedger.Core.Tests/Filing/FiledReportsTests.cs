using System.Diagnostics;
using TransferLedger.Core.Events;
using TransferLedger.Core.Filing;

namespace TransferLedger.Core.Tests.Filing;

/// <summary>The fold of a report's stream.</summary>
public sealed class FiledReportsTests
{
    private const string Corrected = """{"quantity":"5","stated":"2024-03-05","reason":"r"}""";

    [Fact]
    public void What_happened_to_a_claim_later_stands_in_its_own_history_alone()
    {
        var report = ReportStream.Of($"{Drafts.Claim},{Drafts.Claim}").Corrected(Corrected, number: 2).Report;

        Assert.Equal([1, 2], report.Histories.Select(history => history.Entries.Count()));
        Assert.Equal(report.Claims.Select(claim => claim.Id), report.Histories.Select(history => history.Id));
    }

    [Fact]
    public void The_version_is_that_of_the_last_entry_and_the_claims_stay_as_they_were_filed()
    {
        var before = ReportStream.Of().Report;
        var after = ReportStream.Of().Corrected(Corrected).Report;

        Assert.Equal((2, 3), (before.Version, after.Version));
        Assert.Equal(before.Claims, after.Claims);
        Assert.Equal(before.Last, after.Last);
    }

    [Fact]
    public void An_erased_quote_moves_the_version_on_and_no_state()
    {
        var report = Folded(
            Filed(),
            new ExcerptErased
            {
                Claim = ClaimId.Read("r#1").Value,
                Reason = "Asked for",
                Entry = Guid.Empty,
                By = "desk-1",
            }
        );

        Assert.Equal(3, report!.Version);
        Assert.Single(report.HistoryOf(1)!.States());
    }

    [Fact]
    public void A_stream_without_entries_is_no_report() => Assert.Null(Folded());

    [Fact]
    public void An_event_that_belongs_into_no_report_throws() =>
        Assert.Throws<UnreachableException>(() =>
            Folded(
                Filed(),
                new StatementsJudged
                {
                    First = "a",
                    Second = "b",
                    Judgement = Judgement.Same,
                    By = "desk-1",
                    Reason = "r",
                }
            )
        );

    [Fact]
    public void An_event_about_a_claim_of_another_report_throws() =>
        Assert.Throws<UnreachableException>(() =>
            Folded(
                Filed(),
                new ClaimGraded
                {
                    Claim = ClaimId.Read("other#1").Value,
                    Grade = new Grade(Reliability.A, 1),
                    By = "desk-1",
                    Reason = "r",
                }
            )
        );

    private static LedgerEvent[] Filed()
    {
        var draft = Drafts.Draft();
        return [draft.Report, draft.Claims[0].Claim];
    }

    private static FiledReport? Folded(LedgerEvent[] filed, LedgerEvent later) => Folded([.. filed, later]);

    private static FiledReport? Folded(params LedgerEvent[] events) =>
        FiledReports.From(
            [
                .. events.Select(
                    (e, i) =>
                        (
                            new Recorded(
                                new Position(i),
                                new StreamId("report/r"),
                                i + 1,
                                new DateTime(2024, 3, 1, 0, 0, 0, DateTimeKind.Utc),
                                e
                            ),
                            Guid.Empty
                        )
                ),
            ],
            _ => null
        );
}
