using TransferLedger.Core.Events;
using TransferLedger.Core.Filing;
using TransferLedger.Core.Log;

namespace TransferLedger.Server.Api;

/// <summary>Where what happened to claims later is handed in: the one way from a decision to an entry in the log.</summary>
public sealed class EditingDesk(ILog log, FilingDesk desk, TimeProvider clock)
{
    /// <summary>
    /// How often a decision is taken again because somebody else's entry came first. Only judgements without an expected
    /// version need more than one more.
    /// </summary>
    private const int MostAttempts = 20;

    public DateOnly Today => desk.Today;

    /// <summary>Decides on a report and appends what follows.</summary>
    public Task<Edited> OnReport(
        ReportId report,
        Func<FiledReport?, LaterDecision> decide,
        string by,
        CancellationToken cancellation
    ) =>
        Settle(
            async () =>
            {
                var stream = await log.ReadStream(report.Stream, cancellation);
                var events = stream.Select(entry => (RecordedEntry.Of(entry), entry.Id)).ToList();
                return decide(FiledReports.From(events, saltOf: _ => null));
            },
            by,
            cancellation
        );

    /// <summary>Decides on all judgements and appends what follows.</summary>
    public Task<Edited> OnJudgements(
        Func<JudgedStatements, LaterDecision> decide,
        string by,
        CancellationToken cancellation
    ) =>
        Settle(
            async () =>
            {
                var stream = await log.ReadStream(StreamId.Judgements, cancellation);
                return decide(JudgedStatements.From(stream.Select(RecordedEntry.Of)));
            },
            by,
            cancellation
        );

    private async Task<Edited> Settle(
        Func<Task<LaterDecision>> decide,
        string by,
        CancellationToken cancellation
    )
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var decision = await decide();
            if (decision is not LaterDecision.Append append)
            {
                return new Edited.Decided(decision);
            }

            var result = await log.Append([Entry(append, by)], cancellation);
            if (result is not AppendResult.VersionMoved)
            {
                return new Edited.Handed(append.Event.Event, result);
            }
        }

        return new Edited.Handed(Event: null, new AppendResult.Busy(TimeSpan.FromSeconds(1)));
    }

    private NewEntry Entry(LaterDecision.Append append, string by) =>
        new(
            Guid.CreateVersion7(clock.GetUtcNow()),
            append.Stream,
            append.Version,
            EventNames.Of(append.Event.Event),
            append.Event.Data,
            by
        );
}

/// <summary>How handing in a later event ended.</summary>
public abstract record Edited
{
    private Edited() { }

    /// <summary>There was nothing to append.</summary>
    public sealed record Decided(LaterDecision Decision) : Edited;

    /// <summary>The log's answer.</summary>
    /// <param name="Event">What was appended; null where too many others came first.</param>
    public sealed record Handed(LedgerEvent? Event, AppendResult Result) : Edited;
}
