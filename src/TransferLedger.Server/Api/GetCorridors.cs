using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Projections;
using TransferLedger.Postgres.Projections;

namespace TransferLedger.Server.Api;

/// <summary><c>GET /corridors</c> and <c>GET /corridors/{corridor}</c>.</summary>
internal static class GetCorridors
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/corridors", List)
            .ForReaders()
            .Takes(Parameter.OfList)
            .WithSummary("Corridors and how much was said about them")
            .Produces<ListBody<CorridorBody>>();
        app.MapGet("/corridors/{corridor}", One)
            .ForReaders()
            .Takes(Parameter.OfOne)
            .WithSummary("One corridor: figures, routes, denials, evidence, absences, return flows")
            .Produces<CorridorPageBody>();
    }

    private static async Task<IResult> List(HttpContext http, LedgerReads reads, FilingDesk desk)
    {
        var at = ReadAt.Of(http.Request, desk.Today);
        if (!at.IsOk)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, at.Faults);
        }

        var found = await reads.Corridors(
            at.Value.AsOf,
            at.Value.After ?? "",
            at.Value.Limit + 1,
            http.RequestAborted
        );
        return Answers.List(
            http,
            at.Value,
            found.Bookmark,
            found.Rows,
            row => row.Corridor.ToString(),
            row => CorridorBody.Of(row, at.Value.Day)
        );
    }

    private static async Task<IResult> One(
        HttpContext http,
        string corridor,
        LedgerReads reads,
        FigureLists lists,
        FilingDesk desk
    )
    {
        var at = ReadAt.Of(http.Request, desk.Today);
        var read = Corridor.Read(corridor);
        if (!at.IsOk || !read.IsOk)
        {
            return Problems.Of(
                at.IsOk ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest,
                at.Faults.AddRange(read.Faults)
            );
        }

        var cancellation = http.RequestAborted;
        var found = await reads.Corridor(read.Value, DateOnly.MaxValue, cancellation);
        if (found.Rows.Count == 0)
        {
            var known = await reads.Corridors(DateOnly.MaxValue, "", ReadAt.MostRows, cancellation);
            var near = Nearest.Suggest(
                corridor,
                known.Rows.Select(row => row.Corridor.ToString()),
                "GET /corridors lists those that are."
            );
            return Problems.NotFound(
                "corridor.unknown",
                $"Nobody has claimed anything about {corridor}. {near}"
            );
        }

        var then = await reads.Corridor(read.Value, at.Value.AsOf, cancellation);
        var claims = await reads.Claims(
            new ClaimFilter { Corridor = read.Value },
            at.Value.AsOf,
            after: -1,
            int.MaxValue,
            cancellation
        );
        var whole = at.Value with { Limit = ReadAt.MostRows, After = null };
        var figures = await lists.At(whole, new FiguresAsked { Corridor = read.Value }, cancellation);
        var back = Corridor.Between(read.Value.Recipient, read.Value.Supplier);
        var returns = back.IsOk
            ? await lists.At(whole, new FiguresAsked { Corridor = back.Value }, cancellation)
            : null;
        var body = new CorridorPageBody(
            read.Value.ToString(),
            at.Value.Day,
            LastThatConcerns(claims.Rows, figures.Rows.Concat(returns?.Rows ?? [])),
            then.Rows is [var said] ? said.FirstSaid : null,
            then.Rows is [var still] ? still.LastSaid : null,
            then.Rows is [var row]
                ? CorridorBody.Of(row, at.Value.Day).Claims
                : new SortedDictionary<string, long>(),
            Figures(figures.Rows, at.Value),
            Of<ShipmentRouteObserved>(claims.Rows),
            Of<DenialIssued>(claims.Rows),
            Of<EvidenceCited>(claims.Rows),
            Of<AbsenceObserved>(claims.Rows),
            Of<ProductionObserved>(claims.Rows),
            Figures(returns?.Rows ?? [], at.Value)
        );
        return Answers.Read(http, found.Bookmark, body);
    }

    private static KnownAtBody? LastThatConcerns(
        IReadOnlyList<ClaimState> claims,
        IEnumerable<FigureRow> figures
    )
    {
        var of = figures.Select(row => row.Position.Value).Concat(claims.Select(row => row.Latest.Value));
        return of.DefaultIfEmpty(-1).Max() is var last and >= 0
            ? new KnownAtBody(last, claims.FirstOrDefault(row => row.Latest.Value == last)?.LatestAt)
            : null;
    }

    private static List<FigureBody> Figures(IReadOnlyList<FigureRow> rows, ReadAt at) =>
        rows.Select(row => FigureBody.Of(row.Figure, row.Current, at.Day)).ToList();

    private static List<ClaimBody> Of<TClaim>(IReadOnlyList<ClaimState> rows)
        where TClaim : Claim => rows.Where(row => row.Claim is TClaim).Select(ClaimBody.Of).ToList();
}

/// <param name="Claims">How many of each type.</param>
public sealed record CorridorBody(
    string Corridor,
    DateOnly FirstSaid,
    DateOnly LastSaid,
    IReadOnlyDictionary<string, long> Claims,
    LinksBody Links
)
{
    internal static CorridorBody Of(CorridorCounts row, string asOf) =>
        new(
            row.Corridor.ToString(),
            row.FirstSaid,
            row.LastSaid,
            row.Claims,
            new LinksBody($"/corridors/{row.Corridor}?asOf={asOf}")
        );
}

/// <summary>All that is known of one corridor. Return flows are the figures of the opposite one.</summary>
public sealed record CorridorPageBody(
    string Corridor,
    string AsOf,
    KnownAtBody? KnownAt,
    DateOnly? FirstSaid,
    DateOnly? LastSaid,
    IReadOnlyDictionary<string, long> Claims,
    IReadOnlyList<FigureBody> Figures,
    IReadOnlyList<ClaimBody> Routes,
    IReadOnlyList<ClaimBody> Denials,
    IReadOnlyList<ClaimBody> Evidence,
    IReadOnlyList<ClaimBody> Absences,
    IReadOnlyList<ClaimBody> Production,
    IReadOnlyList<FigureBody> ReturnFlows
);
