using System.Collections.Immutable;
using TransferLedger.Core.Answers;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Server.Names;

namespace TransferLedger.Server.Api;

/// <summary>Reads one figure's claims and finds out what the address means.</summary>
internal sealed class FigureReader(NameSearch names, Readers readers, RememberedAnswers remembered)
{
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
    public Task<IResult> Answer(HttpContext http, Func<SeenFigure, ReadAt, Task<IResult>> answer) =>
        Asked(
            http,
            async asked =>
                await See(asked, http.RequestAborted) is { } seen
                    ? await answer(seen, asked.At)
                    : await NobodyClaimed(http, asked)
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
                    ? await Answers.Read(http, asked.At, answer)
                    : await NobodyClaimed(http, asked)
        );

    /// <summary>
    /// The same of what is written about the figure in another shape, rests on other figures of its corridor too, and names moments that
    /// the ledger knows now, wherever its reader stands.
    /// </summary>
    public Task<IResult> Written(
        HttpContext http,
        Func<SeenFigure, Task<byte[]>> write,
        Func<FigureId, ReadOnlyMemory<byte>, IResult> show
    ) =>
        Asked(
            http,
            async asked =>
            {
                var end = asked.At.Asked.KnownAt is null
                    ? asked.At.Ledger.End
                    : (await readers.Now(http.RequestAborted)).End;
                return
                    await remembered.Of(
                        $"written {http.Request.Path}{http.Request.QueryString} {asked.At.Day} {readers.Today}",
                        end,
                        async () =>
                            await See(asked, http.RequestAborted) is { } seen
                                ? new(
                                    Api.Answer.Written(end, await write(seen)),
                                    new FigureConcern(asked.Figure, wholeCorridor: true).May
                                )
                                : null,
                        http.RequestAborted
                    )
                        is { } answer
                    ? show(asked.Figure, answer.Bytes)
                    : await NobodyClaimed(http, asked);
            }
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
            : await Unknown(http, address, figure.Faults, at.Value);
    }

    private static Task<SeenFigure?> See(FigureAsked asked, CancellationToken cancellation) =>
        SeenFigure.Of(asked.Figure, asked.At.Standpoint, asked.Narrowing, cancellation);

    private Task<IResult> NobodyClaimed(HttpContext http, FigureAsked asked) =>
        Unknown(
            http,
            asked.Figure.ToString(),
            [Fault.At("figure.unknown", $"Nobody has claimed anything about {asked.Figure}.")],
            asked.At
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

    private static string AddressOf(HttpContext http)
    {
        var (corridor, measure, item) = (Part(http, "corridor"), Part(http, "measure"), Part(http, "item"));
        return item is null ? $"{corridor}/{measure}" : $"{corridor}/{measure}/{item}";
    }

    private static string? Part(HttpContext http, string name) => http.GetRouteValue(name)?.ToString();

    private async Task<IResult> Unknown(
        HttpContext http,
        string address,
        ImmutableArray<Fault> faults,
        ReadAt at
    )
    {
        var suggestion = await names.Suggest(
            http,
            "figure",
            address,
            at.AsOf,
            "GET /figures lists those that are."
        );
        return Problems.Of(
            StatusCodes.Status404NotFound,
            [.. faults.Select(fault => fault with { Says = $"{fault.Says} {suggestion}" })]
        );
    }
}

/// <summary>What a reader asks about one figure.</summary>
internal sealed record FigureAsked(FigureId Figure, ReadAt At, Narrowing Narrowing);
