using System.Globalization;
using TransferLedger.Core.Answers;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Projections;

namespace TransferLedger.Server.Api;

/// <summary><c>GET /conflicts</c>: claims that cannot all hold, across figures.</summary>
internal static class GetConflicts
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/conflicts", Handle)
            .ForReaders()
            .Takes([
                .. Parameter.OfList,
                new("corridor", "On this corridor: KP-RU."),
                new("measure", "Of figures of this measure: containers, capacity, items, …"),
                new("grade", "contradiction, or tension."),
                new("party", "In which this perspective takes part: KR."),
                Parameter.MinReliability,
            ])
            .WithSummary("Claims that cannot all hold, figure by figure")
            .Produces<ListBody<FigureConflictBody>>();

    private static async Task<IResult> Handle(HttpContext http, FigureConflicts conflicts, Readers readers)
    {
        var at = await readers.At(http);
        var query = new Query(http.Request);
        var asked = new ConflictsAsked(
            new FiguresAsked
            {
                Corridor = query.Value<Corridor>("corridor"),
                Measure = query.Word<Measure>("measure"),
                Narrowing = new(null, query.Reliability("minReliability")),
                InConflict = true,
            },
            query.Word<ConflictGrade>("grade"),
            query.Text("party")
        );
        if (!at.IsOk || query.Faults.Length > 0)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, at.Faults.AddRange(query.Faults));
        }

        var found = await conflicts.At(at.Value, asked, http.RequestAborted);
        return await Answers.List(
            http,
            at.Value,
            found.Bookmark,
            found.Rows,
            row => row.Key,
            row => FigureConflictBody.Of(row),
            asked.Figures.Narrowing
        );
    }
}

/// <summary>Which conflicts; what is null does not narrow.</summary>
/// <param name="Party">A perspective that takes part.</param>
internal sealed record ConflictsAsked(FiguresAsked Figures, ConflictGrade? Grade, string? Party)
{
    public bool Wants(Conflict conflict) =>
        (Grade is null || conflict.Grade == Grade)
        && (Party is null || conflict.Between.Contains(Party, StringComparer.Ordinal));
}

/// <summary>A conflict, and its place in the list.</summary>
/// <param name="Number">Its place among those of the figure, from 0.</param>
internal sealed record FigureConflict(FigureId Figure, int Number, Conflict Conflict)
{
    /// <summary>Ordered as the list is: by figure, then by number.</summary>
    public string Key => $"{Figure} {Number.ToString(CultureInfo.InvariantCulture)}";
}

/// <summary>Works out the conflicts of those figures that have any, page by page.</summary>
internal sealed class FigureConflicts(FigureLists lists)
{
    /// <summary>Figures that are worked out at once.</summary>
    private const int FiguresAtOnce = 50;

    /// <returns>One row more than the page where there is a next one.</returns>
    public async Task<Page<FigureConflict>> At(
        ReadAt at,
        ConflictsAsked asked,
        CancellationToken cancellation
    )
    {
        var (first, number) = PlaceOf(at.After);
        var rows = new List<FigureConflict>();
        if (first is not null)
        {
            rows.AddRange((await Of([first], at, asked, cancellation)).Where(row => row.Number > number));
        }

        var list = at with { Limit = FiguresAtOnce, After = first?.ToString() };
        while (true)
        {
            var page = await lists.At(list, asked.Figures, cancellation);
            var figures = page.Rows.Take(FiguresAtOnce).Select(row => row.Figure).ToList();
            rows.AddRange(await Of(figures, at, asked, cancellation));
            if (rows.Count > at.Limit || page.Rows.Count <= FiguresAtOnce)
            {
                return new Page<FigureConflict>(page.Bookmark, [.. rows.Take(at.Limit + 1)]);
            }

            list = list with { After = figures[^1].ToString() };
        }
    }

    private static async Task<IEnumerable<FigureConflict>> Of(
        IReadOnlyCollection<FigureId> figures,
        ReadAt at,
        ConflictsAsked asked,
        CancellationToken cancellation
    )
    {
        var entries = await at.Ledger.EntriesOfFigures(figures, cancellation);
        return Of(entries, at, asked);
    }

    /// <summary>Of some figures, all that are asked for, ordinally by figure.</summary>
    public static IEnumerable<FigureConflict> Of(
        IReadOnlyDictionary<FigureId, FigureEntries> entries,
        ReadAt at,
        ConflictsAsked asked
    ) =>
        entries
            .OrderBy(of => of.Key)
            .SelectMany(of =>
                Estimator
                    .Of(of.Value.Record(), at.AsOf, Policy.Current, asked.Figures.Narrowing)
                    .AllConflicts()
                    .Where(asked.Wants)
                    .Select((conflict, n) => new FigureConflict(of.Key, n, conflict))
            );

    private static (FigureId? Figure, int Number) PlaceOf(string? after) =>
        after?.Split(' ') is [var figure, var number]
        && FigureId.Read(figure) is { IsOk: true } read
        && int.TryParse(number, CultureInfo.InvariantCulture, out var n)
            ? (read.Value, n)
            : (null, 0);
}

/// <summary>Claims about one figure that cannot all hold.</summary>
/// <param name="Between">Two perspectives; one, where a telling is superseded by others of its own.</param>
public sealed record FigureConflictBody(
    string Figure,
    ConflictGrade Grade,
    IReadOnlyList<string> Between,
    IReadOnlyList<string> Claims,
    bool BearsOnPeriod,
    bool RestsOnDates,
    ToleranceTaken Tolerance,
    IReadOnlyList<StepBody> Steps,
    string Text
)
{
    internal static FigureConflictBody Of(FigureConflict row)
    {
        var body = ConflictBody.Of(row.Conflict, new FigureNumber(row.Figure));
        return new(
            row.Figure.ToString(),
            body.Grade,
            body.Between,
            body.Claims,
            body.BearsOnPeriod,
            body.RestsOnDates,
            body.Tolerance,
            body.Steps,
            body.Text
        );
    }
}
