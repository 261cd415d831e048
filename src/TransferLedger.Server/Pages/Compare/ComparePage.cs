using System.Collections.Immutable;
using TransferLedger.Core.Answers;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Figures;
using TransferLedger.Server.Api;
using TransferLedger.Server.Pages.Figures;
using TransferLedger.Server.Pages.Layout;
using TransferLedger.Server.Pages.Words;

namespace TransferLedger.Server.Pages.Compare;

/// <summary><c>GET /compare?figure=</c>: one figure at two moments side by side, differences marked.</summary>
internal static class ComparePage
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPage("/compare", Handle)
            .ForPages(
                new("figure", "KP-RU/containers"),
                new("aAsOf", "The one moment: by what had been said by this day. Default: today."),
                new("aKnownAt", "And recorded by this position, day or instant. Default: now."),
                new("bAsOf", "The other moment."),
                new("bKnownAt", "And what had been recorded by then.")
            );

    private static async Task<IResult> Handle(HttpContext http, Readers readers)
    {
        var form = CompareForm.Of(http.Request.Query);
        var figure = FigureId.Read(form.Figure);
        var a = await readers.Stand(form.AAsOf, form.AKnownAt, http.RequestAborted);
        var b = await readers.Stand(form.BAsOf, form.BKnownAt, http.RequestAborted);
        ImmutableArray<Fault> faults =
        [
            .. form.Figure.Length == 0 ? [] : figure.Faults.Select(fault => fault.Under("figure")),
            .. a.Faults.Select(fault => fault.Under("a")),
            .. b.Faults.Select(fault => fault.Under("b")),
        ];
        if (faults.Length > 0 || form.Figure.Length == 0)
        {
            return Shown(form with { Faults = faults });
        }

        var left = await Seen(figure.Value, a.Value, http.RequestAborted);
        var right = await Seen(figure.Value, b.Value, http.RequestAborted);
        return left is null || right is null
            ? Problems.NotFound("figure.unknown", $"Nobody has claimed anything about {figure.Value}.")
            : new Page(
                $"{new FigureWords(figure.Value).Name} at two moments",
                Page.Show<CompareView, CompareModel>(new(form, left, right))
            ).ToResult();
    }

    private static IResult Shown(CompareForm form) =>
        new Page("Two moments", Page.Show<CompareFormView, CompareForm>(form))
        {
            Status = form.Faults.IsEmpty ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        }.ToResult();

    private static async Task<SeenFigure?> Seen(
        FigureId figure,
        Standpoint at,
        CancellationToken cancellation
    ) =>
        await SeenFigure.Of(figure, at, Narrowing.None, cancellation) is { } seen
            ? await seen.Whole(cancellation)
            : null;
}

/// <summary>What is asked, as the address has it.</summary>
public sealed record CompareForm(string Figure, string AAsOf, string AKnownAt, string BAsOf, string BKnownAt)
{
    public ImmutableArray<Fault> Faults { get; init; } = [];

    internal static CompareForm Of(IQueryCollection query)
    {
        string Asked(string name) => query[name].ToString().Trim();
        return new(
            Asked("figure").Trim('/'),
            Asked("aAsOf"),
            Asked("aKnownAt"),
            Asked("bAsOf"),
            Asked("bKnownAt")
        );
    }
}

/// <summary>A figure at two moments.</summary>
public sealed record CompareModel(CompareForm Form, SeenFigure Left, SeenFigure Right)
{
    private readonly Estimate left = Left.Estimate();
    private readonly Estimate right = Right.Estimate();

    public FigureId Figure => Left.Figure;

    /// <summary>What there is to say of an estimate, on both sides.</summary>
    public IEnumerable<ComparedRow> Rows()
    {
        var words = new FigureWords(Figure);
        yield return Row("In words", estimate => words.Sentence(estimate));
        yield return Row("Number", estimate => words.Range(estimate.Status, estimate.Low, estimate.High));
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
        var fates = b.ToDictionary(row => row.Claim.Id, row => row.Fate.Words);
        var before = a.ToDictionary(row => row.Claim.Id, row => row.Fate.Words);
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
