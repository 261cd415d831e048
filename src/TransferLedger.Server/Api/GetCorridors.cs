using TransferLedger.Core.Answers;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Projections;
using TransferLedger.Server.Names;

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

    private static async Task<IResult> List(HttpContext http, Readers readers)
    {
        var at = await readers.At(http);
        if (!at.IsOk)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, at.Faults);
        }

        var found = await at.Value.List(lists =>
            lists.Corridors(at.Value.AsOf, at.Value.After ?? "", at.Value.Limit + 1, http.RequestAborted)
        );
        return await Answers.List(
            http,
            at.Value,
            found.Bookmark,
            found.Rows,
            row => row.Corridor.ToString(),
            row => CorridorBody.Of(row, at.Value)
        );
    }

    private static async Task<IResult> One(
        HttpContext http,
        string corridor,
        Readers readers,
        UnknownNames unknown
    )
    {
        var at = await readers.At(http);
        var read = Corridor.Read(corridor);
        if (!at.IsOk || !read.IsOk)
        {
            return Problems.Of(
                at.IsOk ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest,
                at.Faults.AddRange(read.Faults)
            );
        }

        if (await On(at.Value, read.Value, FigureLists.WorkedOut, http.RequestAborted) is not { } found)
        {
            return await unknown.Corridor(read.Value, at.Value, http);
        }

        var body = new CorridorPageBody(
            read.Value.ToString(),
            at.Value.Day,
            KnownAtBody.Of(found.Last),
            found.Counts?.FirstSaid,
            found.Counts?.LastSaid,
            found.Counts?.Claims ?? new SortedDictionary<string, long>(),
            Figures(found.Figures, at.Value),
            Of<ShipmentRouteObserved>(found.Claims),
            Of<DenialIssued>(found.Claims),
            Of<EvidenceCited>(found.Claims),
            Of<AbsenceObserved>(found.Claims),
            Of<ProductionObserved>(found.Claims),
            Figures(found.Returns, at.Value),
            new LinksBody(
                $"/corridors/{read.Value}{at.Value.Standpoint.QueryAt(found.Last)}&policy={Policy.Current.Name}"
            )
        );
        return await Answers.Read(http, at.Value, body);
    }

    /// <summary>A corridor as it stood; null: nobody has ever claimed anything about it.</summary>
    /// <param name="list">Finds its figures: from the entries alone, or where they are stored.</param>
    internal static async Task<CorridorOnDay?> On(
        ReadAt at,
        Corridor corridor,
        Func<ReadAt, FiguresAsked, CancellationToken, Task<Page<FigureRow>>> list,
        CancellationToken cancellation
    )
    {
        var ledger = at.Ledger;
        var claims = await ledger.ClaimsOfCorridor(corridor, cancellation);
        if (claims.Count == 0 && (ledger.IsAllThatIsKnown || !await ledger.EverKnew(corridor, cancellation)))
        {
            return null;
        }

        var whole = at with { Limit = ReadAt.MostRows, After = null };
        var back = Corridor.Between(corridor.Recipient, corridor.Supplier);
        async Task<IReadOnlyList<FigureRow>> FiguresOf(Corridor of) =>
            (await list(whole, new FiguresAsked { Corridor = of }, cancellation)).Rows;
        var figures = await FiguresOf(corridor);
        var returns = back.IsOk ? await FiguresOf(back.Value) : [];
        return new(
            corridor,
            LedgerAt.Counts(corridor, claims, at.AsOf),
            [.. claims.Where(state => state.StandsOn(at.AsOf))],
            figures,
            returns,
            await ledger.LastConcerned(cancellation)
        );
    }

    private static List<FigureBody> Figures(IReadOnlyList<FigureRow> rows, ReadAt at) =>
        rows.Select(row => FigureBody.Of(row.Figure, row.Current, at.Standpoint.Query)).ToList();

    private static List<ClaimBody> Of<TClaim>(IReadOnlyList<ClaimState> rows)
        where TClaim : Claim => rows.Where(row => row.Claim is TClaim).Select(ClaimBody.Of).ToList();
}

/// <summary>A corridor as it stood by a day.</summary>
/// <param name="Counts">Null: nothing had been said of it by then.</param>
/// <param name="Claims">As they stood.</param>
/// <param name="Returns">Figures of the opposite corridor.</param>
/// <param name="Last">The last entry that it rests on.</param>
public sealed record CorridorOnDay(
    Corridor Corridor,
    CorridorCounts? Counts,
    IReadOnlyList<ClaimState> Claims,
    IReadOnlyList<FigureRow> Figures,
    IReadOnlyList<FigureRow> Returns,
    Recorded? Last
);

/// <param name="Claims">How many of each type.</param>
public sealed record CorridorBody(
    string Corridor,
    DateOnly FirstSaid,
    DateOnly LastSaid,
    IReadOnlyDictionary<string, long> Claims,
    LinksBody Links
)
{
    internal static CorridorBody Of(CorridorCounts row, ReadAt at) =>
        new(
            row.Corridor.ToString(),
            row.FirstSaid,
            row.LastSaid,
            row.Claims,
            new LinksBody($"/corridors/{row.Corridor}{at.Standpoint.Query}")
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
    IReadOnlyList<FigureBody> ReturnFlows,
    LinksBody Links
);
