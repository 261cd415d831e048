using System.Globalization;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Filing;
using TransferLedger.Core.Log;
using TransferLedger.Core.Projections;
using TransferLedger.Postgres.Projections;

namespace TransferLedger.Server.Api;

/// <summary><c>GET /reports</c> (newest published first) and <c>GET /reports/{id}</c> with its claims and their fate.</summary>
internal static class GetReports
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/reports", List)
            .ForReaders()
            .Takes(Parameter.OfList)
            .WithSummary("Reports, newest published first")
            .Produces<ListBody<ReportBody>>();
        app.MapGet("/reports/{id}", One)
            .ForReaders()
            .Takes(Parameter.OfOne)
            .WithSummary("One report with its claims and their fate")
            .Produces<ReportPageBody>();
    }

    private static async Task<IResult> List(HttpContext http, LedgerReads reads, FilingDesk desk)
    {
        var at = ReadAt.Of(http.Request, desk.Today);
        if (!at.IsOk)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, at.Faults);
        }

        var found = await reads.Reports(
            at.Value.AsOf,
            After(at.Value),
            at.Value.Limit + 1,
            http.RequestAborted
        );
        return Answers.List(
            http,
            at.Value,
            found.Bookmark,
            found.Rows,
            row =>
                $"{row.Published.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} {row.Report.Report}",
            ReportBody.Of
        );
    }

    private static (DateOnly, string)? After(ReadAt at) =>
        at.After?.Split(' ') is [var day, var report]
        && DateOnly.TryParseExact(
            day,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var published
        )
            ? (published, report)
            : null;

    private static async Task<IResult> One(
        HttpContext http,
        string id,
        LedgerReads reads,
        ILog log,
        FilingDesk desk
    )
    {
        var at = ReadAt.Of(http.Request, desk.Today);
        var report = ReportId.Read(id);
        if (!at.IsOk || !report.IsOk)
        {
            return Problems.Of(
                at.IsOk ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest,
                at.Faults.AddRange(report.Faults)
            );
        }

        var found = await reads.Report(report.Value, at.Value.AsOf, http.RequestAborted);
        if (found.Rows is not [var row])
        {
            return Problems.NotFound(
                "report.unknown",
                $"No report {report.Value} had been published by {at.Value.Day}. GET /reports lists those that are here."
            );
        }

        var stream = await log.ReadStream(report.Value.Stream, http.RequestAborted);
        var seen = stream
            .Where(entry => entry.Position.Value < found.Bookmark)
            .Select(entry => (RecordedEntry.Of(entry), entry.Id))
            .ToList();
        var histories = FiledReports.From(seen, saltOf: _ => null)!.Histories;
        var claims = histories.Select(history => On(at.Value.AsOf, history.States())).ToList();
        var fates = await Fates(claims, reads, at.Value.AsOf, http.RequestAborted);
        var bodies = claims
            .Zip(histories)
            .Select(claim =>
                ClaimBody.Of(claim.First, fates.GetValueOrDefault(claim.First.Claim.Id)) with
                {
                    Later =
                    [
                        .. claim
                            .Second.Later()
                            .Where(later => !(later.Day > at.Value.AsOf))
                            .Select(later => LaterEventBody.Of(later.Entry)),
                    ],
                }
            )
            .ToList();
        var body = ReportPageBody.Of(row, at.Value.Day, bodies);
        return Answers.Read(http, found.Bookmark, body);
    }

    /// <summary>As it stands on the day; a claim that was said later, as it will first stand.</summary>
    private static ClaimState On(DateOnly day, IReadOnlyList<ClaimState> states) =>
        states.LastOrDefault(state => state.Since <= day) ?? states[0];

    /// <summary>What became of each claim in its figure's estimate.</summary>
    private static async Task<Dictionary<ClaimId, string>> Fates(
        IReadOnlyList<ClaimState> claims,
        LedgerReads reads,
        DateOnly asOf,
        CancellationToken cancellation
    )
    {
        var fates = new Dictionary<ClaimId, string>();
        var figures = claims.Select(claim => claim.Figure).OfType<FigureId>().Distinct().ToList();
        var (_, entries) = await reads.EntriesOfFigures(figures, cancellation);
        foreach (var of in entries.Values)
        {
            var estimate = Estimator.Of(of.Record(), asOf, Policy.Current);
            foreach (var (claim, fate) in ClaimBody.Fates(estimate))
            {
                fates[claim] = fate;
            }
        }

        return fates;
    }
}

/// <summary>A report as lists show it.</summary>
/// <param name="Version">Of its stream, for <c>If-Match</c>.</param>
public sealed record ReportBody(
    string Report,
    string Title,
    string Publisher,
    Medium Medium,
    string Published,
    int Claims,
    long Position,
    string Version,
    DateTime RecordedAt,
    LinksBody Links
)
{
    internal static ReportBody Of(ReportRow row) =>
        new(
            row.Report.Report.Text,
            row.Report.Title,
            row.Report.Publisher,
            row.Report.Medium,
            row.Report.Published.Text,
            row.Report.Claims,
            row.Position.Value,
            $"v{row.Version}",
            row.RecordedAt,
            new LinksBody(FiledBody.Address(row.Report))
        );
}

/// <summary>A report with its claims.</summary>
public sealed record ReportPageBody(
    string Report,
    string AsOf,
    string Title,
    string Publisher,
    Medium Medium,
    string? Language,
    string? Url,
    string Published,
    string? TextDigest,
    long Position,
    string Version,
    DateTime RecordedAt,
    IReadOnlyList<ClaimBody> Claims,
    LinksBody Links
)
{
    internal static ReportPageBody Of(ReportRow row, string asOf, IReadOnlyList<ClaimBody> claims) =>
        new(
            row.Report.Report.Text,
            asOf,
            row.Report.Title,
            row.Report.Publisher,
            row.Report.Medium,
            row.Report.Language,
            row.Report.Url,
            row.Report.Published.Text,
            row.Report.TextDigest?.Text,
            row.Position.Value,
            $"v{row.Version}",
            row.RecordedAt,
            claims,
            new LinksBody($"{FiledBody.Address(row.Report)}?asOf={asOf}")
        );
}
