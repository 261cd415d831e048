using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Log;
using TransferLedger.Postgres.Excerpts;
using TransferLedger.Server.Api;
using TransferLedger.Server.Names;
using TransferLedger.Server.Pages.Layout;
using TransferLedger.Server.Pages.Parts;
using TransferLedger.Server.Pages.Words;

namespace TransferLedger.Server.Pages.Reports;

/// <summary>
/// <c>GET /report/{id}</c>: what a report is and claims, in whose exact words. It shows quotes, which can be erased, so nobody on the
/// way may keep it.
/// </summary>
internal static class ReportPage
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPage("/report/{id}", Handle).ForPages([.. Parameter.OfOne]);

    private static async Task<IResult> Handle(
        HttpContext http,
        string id,
        Readers readers,
        ILog log,
        ExcerptStore excerpts,
        UnknownNames unknown
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        var at = await readers.At(http);
        var report = ReportId.Read(id);
        if (!at.IsOk || !report.IsOk)
        {
            return Problems.Of(
                at.IsOk ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest,
                at.Faults.AddRange(report.Faults)
            );
        }

        var found = await GetReports.On(at.Value.AsOf, report.Value, at.Value.Ledger, http.RequestAborted);
        if (found is null)
        {
            return await unknown.Report(report.Value, at.Value, http);
        }

        var model = new ReportModel(
            found,
            at.Value.AsOf,
            await Fates(found, at.Value, http.RequestAborted),
            await Quotes(report.Value, log, excerpts, http.RequestAborted),
            PageLinks.Of(http.Request)
        );
        return new Page(found.Row.Report.Title, Page.Show<ReportView, ReportModel>(model)).ToResult();
    }

    /// <summary>What became of its claims, in the estimates of their figures.</summary>
    private static async Task<IReadOnlyDictionary<ClaimId, ClaimFate>> Fates(
        ReportOnDay report,
        ReadAt at,
        CancellationToken cancellation
    )
    {
        var figures = report
            .Claims.Select(claim => claim.State.Figure)
            .OfType<FigureId>()
            .Distinct()
            .ToList();
        var entries = await at.Ledger.EntriesOfFigures(figures, cancellation);
        return entries
            .Values.SelectMany(of => ClaimFate.In(Estimator.Of(of.Record(), at.AsOf, Policy.Current)))
            .Where(of => of.Key.Report == report.Row.Report.Report)
            .ToDictionary();
    }

    private static async Task<IReadOnlyDictionary<ClaimId, string>> Quotes(
        ReportId report,
        ILog log,
        ExcerptStore excerpts,
        CancellationToken cancellation
    )
    {
        var quoted = (await log.ReadStream(report.Stream, cancellation))
            .Select(entry => (entry.Id, Claim: RecordedEntry.Of(entry).Event as Claim))
            .Where(of => of.Claim?.Quote is not null)
            .ToList();
        var there = await excerpts.Of([.. quoted.Select(of => of.Id)], cancellation);
        return quoted
            .Where(of => there.ContainsKey(of.Id))
            .ToDictionary(of => of.Claim!.Id, of => there[of.Id].Text);
    }
}

/// <summary>A report as its page shows it.</summary>
/// <param name="Fates">Of claims that feed a figure and had been said.</param>
/// <param name="Quotes">Those that are not erased.</param>
public sealed record ReportModel(
    ReportOnDay Report,
    DateOnly AsOf,
    IReadOnlyDictionary<ClaimId, ClaimFate> Fates,
    IReadOnlyDictionary<ClaimId, string> Quotes,
    PageLinks Links
);
