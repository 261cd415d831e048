using TransferLedger.Core.Estimates;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Projections;
using TransferLedger.Core.Values;
using TransferLedger.Postgres.Projections;

namespace TransferLedger.Server.Api;

/// <summary><c>GET /figures?corridor=&amp;measure=&amp;status=</c>: figures with their range and status.</summary>
internal static class GetFigures
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/figures", Handle)
            .ForReaders()
            .Takes([
                .. Parameter.OfList,
                new("corridor", "Of this corridor: KP-RU."),
                new("measure", "Of this measure: containers, capacity, items, pledged, …"),
                new("status", "Of this status: single, compatible, disputed, unquantified, …"),
            ])
            .WithSummary("Figures with their range and status")
            .Produces<ListBody<FigureBody>>();

    private static async Task<IResult> Handle(HttpContext http, FigureLists lists, FilingDesk desk)
    {
        var at = ReadAt.Of(http.Request, desk.Today);
        var query = new Query(http.Request);
        var corridor = query.Value<Corridor>("corridor");
        var measure = query.Word<Measure>("measure");
        var status = query.Word<EstimateStatus>("status");
        if (!at.IsOk || query.Faults.Length > 0)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, at.Faults.AddRange(query.Faults));
        }

        var found = await lists.At(at.Value, corridor, measure, status, http.RequestAborted);
        return Answers.List(
            http,
            at.Value,
            found.Bookmark,
            found.Rows,
            row => row.Figure.ToString(),
            row => FigureBody.Of(row.Figure, row.Current, at.Value.Day)
        );
    }
}

/// <summary>Lists figures at a day: today's headlines are stored, those of an earlier day are worked out from the claims.</summary>
internal sealed class FigureLists(LedgerReads reads, FilingDesk desk)
{
    /// <returns>One row more than the page where there is a next one.</returns>
    public async Task<Page<FigureRow>> At(
        ReadAt at,
        Corridor? corridor,
        Measure? measure,
        EstimateStatus? status,
        CancellationToken cancellation
    )
    {
        if (at.AsOf >= desk.Today)
        {
            var filter = new FigureFilter(corridor, measure, status is { } wanted ? Kebab.Of(wanted) : null);
            return await reads.Figures(filter, at.AsOf, at.After ?? "", at.Limit + 1, cancellation);
        }

        return await AtEarlierDay(at, new FigureFilter(corridor, measure), status, cancellation);
    }

    private async Task<Page<FigureRow>> AtEarlierDay(
        ReadAt at,
        FigureFilter filter,
        EstimateStatus? status,
        CancellationToken cancellation
    )
    {
        var (rows, after) = (new List<FigureRow>(), at.After ?? "");
        while (true)
        {
            var page = await reads.Figures(filter, at.AsOf, after, at.Limit + 1, cancellation);
            var (_, entries) = await reads.EntriesOfFigures(
                [.. page.Rows.Select(row => row.Figure)],
                cancellation
            );
            foreach (var row in page.Rows)
            {
                var record = entries[row.Figure].Record();
                var headline = FigureHeadline.Of(record, at.AsOf, Policy.Current);
                if (status is null || headline.Status == status)
                {
                    rows.Add(row with { Current = headline });
                }

                if (rows.Count > at.Limit)
                {
                    return new Page<FigureRow>(page.Bookmark, rows);
                }
            }

            if (page.Rows.Count <= at.Limit)
            {
                return new Page<FigureRow>(page.Bookmark, rows);
            }

            after = page.Rows[^1].Figure.ToString();
        }
    }
}
