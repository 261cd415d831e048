using System.Globalization;
using TransferLedger.Core.Answers;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Retellings;

namespace TransferLedger.Server.Api;

/// <summary>
/// <c>GET /figures/{corridor}/containers/ratios</c> and <c>…/capacity/{item}/ratios</c>: how many rounds statements put into a
/// container.
/// </summary>
internal static class GetRatios
{
    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var path in FigureReader.Paths)
        {
            app.MapGet($"{path}/ratios", Handle)
                .ForReaders()
                .Takes(Parameter.OfOne)
                .WithSummary("Rounds per container, as a series by claimant")
                .Produces<RatiosBody>();
        }
    }

    private static Task<IResult> Handle(HttpContext http, FigureReader reader) =>
        reader.Answer(
            http,
            async (seen, at) =>
            {
                if (!RatiosBody.AreOf(seen.Figure))
                {
                    return Problems.NotFound(
                        "ratios.none",
                        $"{seen.Figure} has no ratios: they are of containers and capacity. Ask /figures/{seen.Figure.Corridor}/containers/ratios."
                    );
                }

                return await Answers.Read(http, at, await RatiosBody.Of(seen, http.RequestAborted));
            }
        );
}

/// <summary>Capacity over containers within one statement.</summary>
/// <param name="Unit">Of the ratios.</param>
public sealed record RatiosBody(
    string Figure,
    string Unit,
    string AsOf,
    KnownAtBody? KnownAt,
    PolicyBody Policy,
    PlausibleBody Plausible,
    IReadOnlyList<RatioSeriesBody> Series
)
{
    internal static bool AreOf(FigureId figure) => figure.Measure is Measure.Containers or Measure.Capacity;

    /// <summary>Of a figure that has ratios, from the containers and capacities of its corridor.</summary>
    internal static async Task<RatiosBody> Of(SeenFigure seen, CancellationToken cancellation)
    {
        var ledger = seen.At.Ledger;
        var corridor = seen.Figure.Corridor;
        var capacities = await ledger.FiguresOf(corridor, Measure.Capacity, ReadAt.MostRows, cancellation);
        var containers = FigureId.Read($"{corridor}/{Measure.Containers.Word()}").Value;
        var entries = await ledger.EntriesOfFigures(
            [.. capacities.Append(containers).Append(seen.Figure).Distinct()],
            cancellation
        );
        var last = await ledger.LastConcerned(cancellation);
        return Of(seen with { Last = last }, [.. entries.Values]);
    }

    private static RatiosBody Of(SeenFigure seen, IReadOnlyList<FigureEntries> entries)
    {
        var records = entries.Select(of => of.Record()).ToList();
        var policy = Core.Estimates.Policy.Current;
        var series = RatioSeries.Of(
            records.SelectMany(record => record.Claims),
            records[0].Statements,
            seen.At.AsOf,
            policy
        );
        return new(
            seen.Figure.ToString(),
            "rounds per container",
            seen.At.Day,
            seen.KnownAt,
            PolicyBody.Of(policy),
            new PlausibleBody(ImpliedRatio.LeastPlausible, ImpliedRatio.MostPlausible),
            [.. series.Select(of => RatioSeriesBody.Of(of, seen.Figure)).Where(of => of.Ratios.Count > 0)]
        );
    }
}

/// <summary>Outside of these a ratio is flagged, never rewritten.</summary>
public sealed record PlausibleBody(int Least, int Most);

public sealed record RatioSeriesBody(string Claimant, IReadOnlyList<RatioBody> Ratios)
{
    internal static RatioSeriesBody Of(RatioSeries series, FigureId figure) =>
        new(
            series.Claimant,
            [
                .. series
                    .Ratios.Where(ratio => figure.Item is null || ratio.Item == figure.Item)
                    .Select(RatioBody.Of),
            ]
        );
}

/// <summary>What one statement puts into a container.</summary>
/// <param name="Containers">Null: the claim itself is per container.</param>
/// <param name="Nominal">By the numbers as said, a decimal string, as low and high are.</param>
public sealed record RatioBody(
    string? Statement,
    string? Stated,
    string? Containers,
    string Capacity,
    string Item,
    string Low,
    string? High,
    string Nominal,
    bool Implausible
)
{
    internal static RatioBody Of(ImpliedRatio ratio) =>
        new(
            ratio.Statement,
            ratio.Stated?.Text,
            ratio.Containers?.ToString(),
            ratio.Capacity.ToString(),
            ratio.Item.ToString(),
            Number(ratio.Low),
            ratio.High is { } high ? Number(high) : null,
            Number(ratio.Nominal),
            ratio.Implausible
        );

    private static string Number(decimal ratio) => ratio.ToString("0.#", CultureInfo.InvariantCulture);
}
