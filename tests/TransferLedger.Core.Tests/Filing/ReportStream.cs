using System.Globalization;
using System.Text;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Filing;

namespace TransferLedger.Core.Tests.Filing;

/// <summary>
/// Given a report's stream: filed on 2024-03-01 with claims as JSON, then what happened to them. Every event goes through its
/// stored form, as it would through the log. <see cref="Drafts.Today"/> is the day of everything that is asked.
/// </summary>
internal sealed class ReportStream
{
    public const string Filed = "2024-03-01";

    private readonly List<Recorded> entries = [];

    private ReportStream(IEnumerable<Recorded> entries) => this.entries.AddRange(entries);

    public static ReportStream Of(string claims = Drafts.Claim, string members = "")
    {
        var file = (FilingDecision.File)
            FileReport.Decide(Drafts.Draft(claims, members), filed: null, () => new byte[Excerpt.SaltBytes]);
        var stream = new ReportStream([]);
        foreach (var entry in file.Events)
        {
            stream.Append(entry, Filed);
        }

        return stream;
    }

    public FiledReport Report =>
        FiledReports.From(
            [.. entries.Select(entry => (entry, EntryId(entry.Version)))],
            _ => new byte[Excerpt.SaltBytes]
        )!;

    public long Version => entries.Count;

    /// <summary>Id of the entry at a version of the stream.</summary>
    public static Guid EntryId(long version) => new($"00000000-0000-7000-8000-{version:D12}");

    /// <summary>The history of a claim.</summary>
    public ClaimHistory this[int number] => Report.HistoryOf(number)!;

    public LaterDecision Correct(string body, int number = 1, long? expected = null) =>
        CorrectClaim.Decide(Bytes(body), Report, number, expected ?? Version, Drafts.Today);

    public LaterDecision Withdraw(string body, int number = 1, long? expected = null) =>
        WithdrawClaim.Decide(Bytes(body), Report, number, expected ?? Version, Drafts.Today);

    public LaterDecision Mend(string body, int number = 1, long? expected = null) =>
        CorrectRecording.Decide(Bytes(body), Report, number, expected ?? Version, Drafts.Today);

    public LaterDecision Grade(string body, int number = 1, long? expected = null, string by = "desk-1") =>
        GradeClaim.Decide(Bytes(body), by, Report, number, expected ?? Version, Drafts.Today);

    public LaterDecision Erase(string body, int number = 1, long? expected = null, string by = "desk-1") =>
        EraseExcerpt.Decide(Bytes(body), by, Report, number, expected);

    public ReportStream Corrected(string body, int number = 1, string on = "2024-12-31") =>
        After(Correct(body, number), on);

    public ReportStream Withdrawn(string body, int number = 1, string on = "2024-12-31") =>
        After(Withdraw(body, number), on);

    public ReportStream Mended(string body, int number = 1, string on = "2024-12-31") =>
        After(Mend(body, number), on);

    public ReportStream Graded(string body, int number = 1) => After(Grade(body, number), "2024-12-31");

    public ReportStream Erased(string body, int number = 1) => After(Erase(body, number), "2024-12-31");

    /// <summary>The stream with what was decided; this one stays as it is.</summary>
    private ReportStream After(LaterDecision decision, string on)
    {
        if (decision is not LaterDecision.Append append)
        {
            throw new InvalidOperationException($"Nothing to append: {Says(decision)}");
        }

        Assert.Equal((Report.Report.Report.Stream, Version + 1), (append.Stream, append.Version));
        var after = new ReportStream(entries);
        after.Append(append.Event, on);
        return after;
    }

    private void Append(NewEvent entry, string on) =>
        entries.Add(
            new Recorded(
                new Position(40 + entries.Count),
                new StreamId("report/r"),
                entries.Count + 1,
                DateTime.ParseExact(
                    on,
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal
                ),
                EventJson.Read(EventNames.Of(entry.Event), entry.Data.Span)
            )
        );

    public static byte[] Bytes(string body) => Encoding.UTF8.GetBytes(body);

    /// <summary>The event of a decision to append.</summary>
    public static T Appended<T>(LaterDecision decision)
        where T : LedgerEvent =>
        decision is LaterDecision.Append append
            ? Assert.IsType<T>(append.Event.Event)
            : throw new InvalidOperationException(Says(decision));

    /// <summary>"pointer code" of each fault of a refusal, in their order.</summary>
    public static IReadOnlyList<string> Refusals(LaterDecision decision) =>
        decision is LaterDecision.Refused refused
            ? [.. refused.Faults.Select(fault => $"{fault.Place} {fault.Code}")]
            : throw new InvalidOperationException(Says(decision));

    private static string Says(LaterDecision decision) =>
        decision is LaterDecision.Refused refused ? string.Join("; ", refused.Faults) : decision.ToString();
}
