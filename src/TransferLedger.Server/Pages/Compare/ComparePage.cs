using TransferLedger.Core.Answers;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Figures;
using TransferLedger.Server.Api;
using TransferLedger.Server.Pages.Figures;
using TransferLedger.Server.Pages.Shared;

namespace TransferLedger.Server.Pages.Compare;

/// <summary><c>GET /compare?figure=</c>: one figure at two moments side by side, differences marked.</summary>
internal static class ComparePage
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/compare", Handle)
            .ForPages(
                new("figure", "KP-RU/containers"),
                new("aAsOf", "The one moment: by what had been said by this day. Default: today."),
                new("aKnownAt", "And recorded by this position, day or instant. Default: now."),
                new("bAsOf", "The other moment."),
                new("bKnownAt", "And what had been recorded by then.")
            );

    private static async Task<IResult> Handle(HttpContext http, Readers readers)
    {
        string Asked(string name) => http.Request.Query[name].ToString();
        var figure = FigureId.Read(Asked("figure"));
        var a = await readers.Stand(Asked("aAsOf"), Asked("aKnownAt"), http.RequestAborted);
        var b = await readers.Stand(Asked("bAsOf"), Asked("bKnownAt"), http.RequestAborted);
        if (!figure.IsOk || !a.IsOk || !b.IsOk)
        {
            return Problems.Of(
                StatusCodes.Status400BadRequest,
                [
                    .. figure.Faults.Select(fault => fault.Under("figure")),
                    .. a.Faults.Select(fault => fault.Under("a")),
                    .. b.Faults.Select(fault => fault.Under("b")),
                ]
            );
        }

        var left = await Seen(figure.Value, a.Value, http.RequestAborted);
        var right = await Seen(figure.Value, b.Value, http.RequestAborted);
        if (left is null || right is null)
        {
            return Problems.NotFound("figure.unknown", $"Nobody has claimed anything about {figure.Value}.");
        }

        var model = new CompareModel(
            left,
            right,
            Asked("aAsOf"),
            Asked("aKnownAt"),
            Asked("bAsOf"),
            Asked("bKnownAt")
        );
        return new Page(
            $"{new FigureWords(figure.Value).Name} at two moments",
            Page.Show<CompareView, CompareModel>(model)
        ).ToResult();
    }

    private static async Task<SeenFigure?> Seen(
        FigureId figure,
        Standpoint at,
        CancellationToken cancellation
    ) =>
        await SeenFigure.Of(figure, at, Narrowing.None, cancellation) is { } seen
            ? await seen.Whole(cancellation)
            : null;
}

/// <summary>A figure at two moments, each as its address has it.</summary>
public sealed record CompareModel(
    SeenFigure Left,
    SeenFigure Right,
    string AAsOf,
    string AKnownAt,
    string BAsOf,
    string BKnownAt
)
{
    private readonly Estimate left = Left.Estimate();
    private readonly Estimate right = Right.Estimate();

    public FigureId Figure => Left.Figure;

    /// <summary>What there is to say of an estimate, on both sides.</summary>
    public IEnumerable<ComparedRow> Rows()
    {
        var words = new FigureWords(Figure);
        yield return Row("In words", estimate => words.Sentence(estimate));
        yield return Row("Number", estimate => words.Range(estimate.Low, estimate.High));
        yield return Row("Status", estimate => ClaimWords.Words(estimate.Status));
        yield return Row(
            "Over",
            estimate => estimate.Period is { } period ? FigureWords.Over(period) : "nothing"
        );
        yield return Row("Leading claim", estimate => estimate.Leading?.ToString() ?? "none");
        yield return Row("Statements behind it", estimate => $"{estimate.Corroboration.Statements:N0}");
        yield return Row("Conflicts", estimate => $"{estimate.AllConflicts().Count():N0}");
        yield return new(
            "Denials",
            $"{Left.Denials(left.Leading).Count}",
            $"{Right.Denials(right.Leading).Count}"
        );
        foreach (var side in Sides())
        {
            yield return Row(
                $"{side} says",
                estimate =>
                    estimate.Perspectives.FirstOrDefault(one => one.Perspective == side) is { } said
                        ? words.Sentence(said)
                        : "nothing yet"
            );
        }
    }

    /// <summary>Every claim that stands on either side, with its fate there; null: it does not stand there.</summary>
    public IEnumerable<(ClaimRow Claim, string? Left, string? Right)> Claims()
    {
        var (a, b) = (ClaimRow.All(Left, left), ClaimRow.All(Right, right));
        var fates = b.ToDictionary(row => row.Claim.Id, row => row.Fate);
        var before = a.ToDictionary(row => row.Claim.Id, row => row.Fate);
        return a.UnionBy(b, row => row.Claim.Id)
            .OrderBy(row => row.Said)
            .Select(row =>
                (row, before.GetValueOrDefault(row.Claim.Id), fates.GetValueOrDefault(row.Claim.Id))
            );
    }

    private IEnumerable<string> Sides() =>
        left
            .Perspectives.Concat(right.Perspectives)
            .Select(side => side.Perspective)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    private ComparedRow Row(string name, Func<Estimate, string> say) => new(name, say(left), say(right));
}

/// <summary>One thing on both sides.</summary>
public sealed record ComparedRow(string Name, string Left, string Right)
{
    public bool Differs => Left != Right;
}
