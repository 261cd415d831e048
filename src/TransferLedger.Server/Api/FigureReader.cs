using System.Collections.Immutable;
using TransferLedger.Core.Denials;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Postgres.Projections;

namespace TransferLedger.Server.Api;

/// <summary>Reads one figure's claims and finds out what the address means.</summary>
internal sealed class FigureReader(LedgerReads reads, Readers readers, RememberedAnswers remembered)
{
    private const int MostSuggested = 10_000;

    /// <summary>Where a figure stands: those of one item have it in their address.</summary>
    public static readonly ImmutableArray<string> Paths =
    [
        "/figures/{corridor}/{measure}",
        "/figures/{corridor}/{measure}/{item}",
    ];

    /// <summary>What every answer about one figure takes.</summary>
    public static readonly ImmutableArray<Parameter> Takes =
    [
        .. Parameter.OfOne,
        Parameter.Perspective,
        Parameter.MinReliability,
    ];

    /// <summary>An answer about what the address names, at the pair that the query names.</summary>
    public Task<IResult> Answer(HttpContext http, Func<SeenFigure, Task<IResult>> answer) =>
        Asked(
            http,
            async asked =>
                await See(asked, http.RequestAborted) is { } seen
                    ? await answer(seen)
                    : await NobodyClaimed(asked, http.RequestAborted)
        );

    /// <summary>The same, of a body that follows from the figure and what stands beside it alone: remembered.</summary>
    public Task<IResult> Answer<T>(HttpContext http, Func<SeenFigure, Task<T>> body) =>
        Asked(
            http,
            async asked =>
                await remembered.Of(
                    $"{http.Request.Path}{http.Request.QueryString} {asked.At.Day}",
                    asked,
                    async () =>
                        await See(asked, http.RequestAborted) is { } seen
                            ? Api.Answer.Of(asked.At.Ledger.End, await body(seen))
                            : null,
                    http.RequestAborted
                )
                    is { } answer
                    ? Answers.Read(http, asked.At, answer)
                    : await NobodyClaimed(asked, http.RequestAborted)
        );

    private async Task<IResult> Asked(HttpContext http, Func<FigureAsked, Task<IResult>> answer)
    {
        var at = await readers.At(http);
        var narrowing = NarrowingOf(http.Request);
        if (!at.IsOk || !narrowing.IsOk)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, at.Faults.AddRange(narrowing.Faults));
        }

        var address = AddressOf(http);
        var figure = FigureId.Read(address);
        return figure.IsOk
            ? await answer(new FigureAsked(figure.Value, at.Value, narrowing.Value))
            : await Unknown(address, figure.Faults, http.RequestAborted);
    }

    /// <summary>Null: nobody has claimed anything about it, then or since.</summary>
    private async Task<SeenFigure?> See(FigureAsked asked, CancellationToken cancellation)
    {
        var ledger = asked.At.Ledger;
        var entries = (await ledger.EntriesOfFigures([asked.Figure], cancellation))[asked.Figure];
        return entries.Entries.Count == 0 && !await IsKnown(asked.Figure, cancellation)
            ? null
            : new SeenFigure(entries, asked.At, asked.Narrowing)
            {
                Last = await ledger.LastConcerned(cancellation),
            };
    }

    private async Task<bool> IsKnown(FigureId figure, CancellationToken cancellation) =>
        (await reads.EntriesOfFigures([figure], cancellation))[figure].Entries.Count > 0;

    private Task<IResult> NobodyClaimed(FigureAsked asked, CancellationToken cancellation) =>
        Unknown(
            asked.Figure.ToString(),
            [Fault.At("figure.unknown", $"Nobody has claimed anything about {asked.Figure}.")],
            cancellation
        );

    /// <summary>Which claims are asked for: <c>perspective</c> and <c>minReliability</c>.</summary>
    public static Outcome<Narrowing> NarrowingOf(HttpRequest request)
    {
        var query = new Query(request);
        var narrowing = new Narrowing(
            query.Value<Perspective>("perspective"),
            query.Reliability("minReliability")
        );
        return query.Faults.Length > 0 ? query.Faults : narrowing;
    }

    /// <summary>With what stands beside its numbers: denials, absences, related figures.</summary>
    public static async Task<SeenFigure> Whole(SeenFigure seen, CancellationToken cancellation)
    {
        var corridors = new[] { seen.Figure.Corridor }.Concat(
            Corridor.Between(seen.Figure.Corridor.Supplier, Party.Unknown) is { IsOk: true } toNobody
                ? [toNobody.Value]
                : []
        );
        var ledger = seen.At.Ledger;
        var beside = await ledger.Beside(
            TargetsOf(seen.Record),
            corridors.Distinct(),
            seen.At.AsOf,
            cancellation
        );
        var related = RelatedFigures.Of(seen.Figure);
        var known = await ledger.KnownOf([.. related.Wholes, .. related.Parts], seen.At.AsOf, cancellation);
        return seen with { Beside = beside, Known = known, Last = await ledger.LastConcerned(cancellation) };
    }

    /// <summary>What a denial of something on the figure aims at.</summary>
    public static IEnumerable<DenialTarget> TargetsOf(FigureRecord record)
    {
        yield return new DenialTarget { Figure = record.Figure.ToString() };
        yield return new DenialTarget { Corridor = record.Figure.Corridor.ToString() };
        yield return new DenialTarget { Corridor = $"{record.Figure.Corridor.Supplier}-*" };
        foreach (var claim in record.Claims.Select(state => state.Claim.Id).Distinct())
        {
            yield return new DenialTarget { Claim = claim };
        }

        var statements = record.Claims.Select(state => state.Claim.Statement).OfType<string>().Distinct();
        foreach (var statement in statements.SelectMany(record.Statements.MembersOf).Distinct())
        {
            yield return new DenialTarget { Statement = statement };
        }
    }

    private static string AddressOf(HttpContext http)
    {
        var (corridor, measure, item) = (Part(http, "corridor"), Part(http, "measure"), Part(http, "item"));
        return item is null ? $"{corridor}/{measure}" : $"{corridor}/{measure}/{item}";
    }

    private static string? Part(HttpContext http, string name) => http.GetRouteValue(name)?.ToString();

    private async Task<IResult> Unknown(
        string address,
        ImmutableArray<Fault> faults,
        CancellationToken cancellation
    )
    {
        var known = await reads.Figures(
            new FigureFilter(),
            DateOnly.MaxValue,
            "",
            MostSuggested,
            cancellation
        );
        var ids = known.Rows.Select(row => row.Figure.ToString());
        var suggestion = Nearest.Suggest(address, ids, "GET /figures lists those that are.");
        return Problems.Of(
            StatusCodes.Status404NotFound,
            [.. faults.Select(fault => fault with { Says = $"{fault.Says} {suggestion}" })]
        );
    }
}

/// <summary>What a reader asks about one figure.</summary>
internal sealed record FigureAsked(FigureId Figure, ReadAt At, Narrowing Narrowing);

/// <summary>One figure as a reader sees it: its entries, the day at which they stand, and which claims they look at.</summary>
internal sealed record SeenFigure(FigureEntries Entries, ReadAt At, Narrowing Narrowing)
{
    public FigureId Figure => Entries.Figure;

    public FigureRecord Record { get; } = Entries.Record();

    /// <summary>Denials and absences that may concern it, withdrawn ones too; they never move a number.</summary>
    public IReadOnlyList<ClaimState> Beside { get; init; } = [];

    /// <summary>Which of its related figures are known here.</summary>
    public IReadOnlyList<FigureId> Known { get; init; } = [];

    public IReadOnlyList<FigureDenial> Denials(ClaimId? leading) =>
        FigureDenials.Of(Record, leading, Beside, At.AsOf);

    public IReadOnlyList<ClaimState> Absences() => FigureAbsences.Of(Record, Beside, At.AsOf);

    /// <summary>The last entry that concerns what was asked; null: none did yet.</summary>
    public Recorded? Last { get; init; }

    public KnownAtBody? KnownAt => KnownAtBody.Of(Last);

    public Estimate Estimate() => Estimator.Of(Record, At.AsOf, Policy.Current, Narrowing);
}
