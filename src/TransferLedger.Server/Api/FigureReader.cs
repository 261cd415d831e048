using System.Collections.Immutable;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Postgres.Projections;

namespace TransferLedger.Server.Api;

/// <summary>Reads one figure's claims and finds out what the address means.</summary>
internal sealed class FigureReader(LedgerReads reads, FilingDesk desk)
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

    public async Task<IResult> Answer(HttpContext http, Func<SeenFigure, Task<IResult>> answer)
    {
        var at = ReadAt.Of(http.Request, desk.Today);
        var narrowing = NarrowingOf(http.Request);
        if (!at.IsOk || !narrowing.IsOk)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, at.Faults.AddRange(narrowing.Faults));
        }

        var address = AddressOf(http);
        var figure = FigureId.Read(address);
        if (!figure.IsOk)
        {
            return await Unknown(address, figure.Faults, http.RequestAborted);
        }

        var (bookmark, entries) = await reads.EntriesOfFigure(figure.Value, http.RequestAborted);
        return entries.Entries.Count == 0
            ? await Unknown(
                address,
                [Fault.At("figure.unknown", $"Nobody has claimed anything about {address}.")],
                http.RequestAborted
            )
            : await answer(new SeenFigure(entries, at.Value, bookmark, narrowing.Value));
    }

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

    /// <summary>The denials said by then that target the figure, its corridor, or one of its claims or statements.</summary>
    public async Task<IReadOnlyList<ClaimState>> DenialsOf(SeenFigure seen, CancellationToken cancellation) =>
        (await reads.Denials(TargetsOf(seen), seen.At.AsOf, cancellation)).Rows;

    private static IEnumerable<DenialTarget> TargetsOf(SeenFigure seen)
    {
        yield return new DenialTarget { Figure = seen.Figure.ToString() };
        yield return new DenialTarget { Corridor = seen.Figure.Corridor.ToString() };
        yield return new DenialTarget { Corridor = $"{seen.Figure.Corridor.Supplier}-*" };
        foreach (var row in seen.Record.Claims)
        {
            yield return new DenialTarget { Claim = row.Claim.Id };
        }

        foreach (
            var statement in seen
                .Record.Claims.Select(row => row.Claim.Statement)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
        )
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

/// <summary>One figure as a reader sees it: its entries, the day at which they stand, and which claims they look at.</summary>
internal sealed record SeenFigure(FigureEntries Entries, ReadAt At, long Bookmark, Narrowing Narrowing)
{
    public FigureId Figure => Entries.Figure;

    public FigureRecord Record { get; } = Entries.Record();

    /// <summary>Those that are part of the answer; denials never move a number.</summary>
    public IReadOnlyList<ClaimState> Denials { get; init; } = [];

    /// <summary>The last entry that concerns what was asked.</summary>
    public KnownAtBody KnownAt
    {
        get
        {
            var last = Entries.Entries[^1];
            var denial = Denials.MaxBy(state => state.Latest.Value);
            return denial is not null && denial.Latest > last.Position
                ? new KnownAtBody(denial.Latest.Value, denial.LatestAt)
                : new KnownAtBody(last.Position.Value, last.RecordedAt);
        }
    }

    /// <summary>An append elsewhere does not change it.</summary>
    public string Validator => $"{KnownAt.Position}-{At.Validator}";

    public Estimate Estimate() => Estimator.Of(Record, At.AsOf, Policy.Current, Narrowing);
}
