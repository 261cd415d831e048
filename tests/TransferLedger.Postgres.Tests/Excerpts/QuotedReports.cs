using System.Security.Cryptography;
using System.Text;
using TransferLedger.Core.Events;
using TransferLedger.Core.Filing;
using TransferLedger.Core.Log;
using TransferLedger.Postgres.Excerpts;
using TransferLedger.Postgres.Log;

namespace TransferLedger.Postgres.Tests.Excerpts;

/// <summary>Reports whose claims bring quotes, as the server files them.</summary>
internal static class QuotedReports
{
    private static readonly DateOnly Today = new(2024, 12, 31);

    /// <param name="withWords">False: the log has the entries and the words are missing, as after a restore from a mirror.</param>
    /// <returns>The quotes, claim by claim.</returns>
    public static async Task<List<CarriedExcerpt>> File(
        this PostgresLog log,
        string report,
        bool withWords,
        params IEnumerable<string> quotes
    )
    {
        var draft = ReportReader.Read(Encoding.UTF8.GetBytes(Json(report, quotes)), Today).Value;
        var filing = (FilingDecision.File)
            FileReport.Decide(draft, filed: null, () => RandomNumberGenerator.GetBytes(Excerpt.SaltBytes));
        var entries = filing
            .Events.Select(
                (e, i) =>
                    new NewEntry(
                        Guid.CreateVersion7(),
                        draft.Report.Report.Stream,
                        i + 1,
                        EventNames.Of(e.Event),
                        e.Data,
                        "desk",
                        withWords ? e.Excerpt : null
                    )
            )
            .ToList();
        Assert.IsType<AppendResult.Appended>(
            await log.Append(entries, TestContext.Current.CancellationToken)
        );
        return
        [
            .. entries
                .Zip(filing.Events)
                .Where(both => both.Second.Excerpt is not null)
                .Select(both => new CarriedExcerpt(both.First.Id, both.Second.Excerpt!)),
        ];
    }

    /// <summary>Appends the event that says that a quote is erased, and no more.</summary>
    /// <param name="version">At which it stands in the stream of the report.</param>
    public static async Task SayErased(this PostgresLog log, string report, Guid entry, long version)
    {
        var erasure = new ExcerptErased
        {
            Claim = ClaimId.Read($"{report}#1").Value,
            Reason = "Asked for",
            Entry = entry,
            By = "desk",
        };
        var said = new NewEntry(
            Guid.CreateVersion7(),
            erasure.Claim.Report.Stream,
            version,
            EventNames.Of(erasure),
            EventJson.Write(erasure),
            "desk"
        );
        Assert.IsType<AppendResult.Appended>(await log.Append([said], TestContext.Current.CancellationToken));
    }

    private static string Json(string report, IEnumerable<string> quotes) =>
        $$"""{"id": "{{report}}", "title": "A title", "publisher": "A Paper", "medium": "press", "published": "2024-02-28", "corridor": "KP-RU", "claims": [{{string.Join(", ", quotes.Select(Claim))}}]}""";

    private static string Claim(string quote) =>
        $$"""{"type": "containers-reported", "quantity": "over 1,000", "quote": "{{quote}}"}""";
}
