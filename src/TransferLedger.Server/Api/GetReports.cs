using System.Globalization;
using TransferLedger.Core.Answers;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Projections;
using TransferLedger.Server.Names;

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

    private static async Task<IResult> List(HttpContext http, Readers readers)
    {
        var at = await readers.At(http);
        if (!at.IsOk)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, at.Faults);
        }

        var found = await at.Value.List(lists =>
            lists.Reports(at.Value.AsOf, After(at.Value), at.Value.Limit + 1, http.RequestAborted)
        );
        return await Answers.List(
            http,
            at.Value,
            found.Bookmark,
            found.Rows,
            row =>
                $"{row.Published.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} {row.Report.Report}",
            row => ReportBody.Of(row, at.Value)
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

    private static async Task<IResult> One(HttpContext http, string id, Readers readers, UnknownNames unknown)
    {
        var at = await readers.At(http);
        var report = ReportId.Read(id);
        if (!at.IsOk || !report.IsOk)
        {
            return Problems.Of(
                at.IsOk ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest,
                at.Faults.AddRange(report.Faults)
            );
        }

        var ledger = at.Value.Ledger;
        if (await On(at.Value.AsOf, report.Value, ledger, http.RequestAborted) is not { } found)
        {
            return await unknown.Report(report.Value, at.Value, http);
        }

        var bodies = found
            .Claims.Select(claim =>
                ClaimBody.Of(claim.State, claim.Fate) with
                {
                    Later = [.. claim.Later.Select(LaterEventBody.Of)],
                }
            )
            .ToList();
        var last = await ledger.LastConcerned(http.RequestAborted);
        return await Answers.Read(http, at.Value, ReportPageBody.Of(found.Row, at.Value, last!, bodies));
    }

    /// <summary>A report as it stood by a day; null: it was not here, or not published yet.</summary>
    internal static async Task<ReportOnDay?> On(
        DateOnly day,
        ReportId report,
        LedgerAt ledger,
        CancellationToken cancellation
    )
    {
        var found = await ledger.Report(report, cancellation);
        if (found is null || found.Row.Said > day)
        {
            return null;
        }

        var claims = found.Claims.Select(history => On(day, history.States())).ToList();
        var fates = await Fates(claims, ledger, day, cancellation);
        return new(
            found.Row,
            [
                .. claims
                    .Zip(found.Claims)
                    .Select(claim => new ClaimOnDay(
                        claim.First,
                        fates.GetValueOrDefault(claim.First.Claim.Id),
                        [
                            .. claim
                                .Second.Later()
                                .Where(later => !(later.Day > day))
                                .Select(later => later.Entry),
                        ]
                    )),
            ]
        );
    }

    /// <summary>As it stands on the day; a claim that was said later, as it will first stand.</summary>
    private static ClaimState On(DateOnly day, IReadOnlyList<ClaimState> states) =>
        states.LastOrDefault(state => state.Since <= day) ?? states[0];

    /// <summary>What became of each claim in its figure's estimate.</summary>
    private static async Task<Dictionary<ClaimId, string>> Fates(
        IReadOnlyList<ClaimState> claims,
        LedgerAt ledger,
        DateOnly asOf,
        CancellationToken cancellation
    )
    {
        var fates = new Dictionary<ClaimId, string>();
        var figures = claims.Select(claim => claim.Figure).OfType<FigureId>().Distinct().ToList();
        var entries = await ledger.EntriesOfFigures(figures, cancellation);
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

/// <summary>A report as it stood by a day.</summary>
/// <param name="Claims">In the order of the report.</param>
public sealed record ReportOnDay(ReportRow Row, IReadOnlyList<ClaimOnDay> Claims);

/// <summary>A claim as it stood by a day.</summary>
/// <param name="Fate">In the estimate of its figure; null: it feeds none.</param>
/// <param name="Later">What had happened to it, in the order of the log.</param>
public sealed record ClaimOnDay(ClaimState State, string? Fate, IReadOnlyList<Recorded> Later);

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
    internal static ReportBody Of(ReportRow row, ReadAt at) =>
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
            new LinksBody($"{FiledBody.Address(row.Report)}{at.Standpoint.Query}")
        );
}

/// <summary>A report with its claims.</summary>
public sealed record ReportPageBody(
    string Report,
    string AsOf,
    KnownAtBody KnownAt,
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
    internal static ReportPageBody Of(
        ReportRow row,
        ReadAt at,
        Recorded last,
        IReadOnlyList<ClaimBody> claims
    ) =>
        new(
            row.Report.Report.Text,
            at.Day,
            KnownAtBody.Of(last)!,
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
            new LinksBody(
                $"{FiledBody.Address(row.Report)}{at.Standpoint.QueryAt(last)}&policy={Policy.Current.Name}"
            )
        );
}
