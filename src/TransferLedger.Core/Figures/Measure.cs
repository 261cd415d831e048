namespace TransferLedger.Core.Figures;

/// <summary>What a figure measures. The stages before goods move have a figure each. Source: domain.md section 5.</summary>
public enum Measure
{
    Containers,
    Capacity,
    Items,
    Sought,
    Negotiated,
    Ordered,
    Pledged,
    Planned,
    Forecast,
    Voyages,
    Quality,
    Share,
}

public static class Measures
{
    /// <summary>As it stands in a figure's id: the member's name in lower case.</summary>
    public static string Word(this Measure measure) => Words[(int)measure];

    private static readonly string[] Words =
    [
        .. Enum.GetValues<Measure>().Select(measure => measure.ToString().ToLowerInvariant()),
    ];

    /// <summary>Of one item; containers and voyages are counted as they are.</summary>
    public static bool HasItem(this Measure measure) =>
        measure is not (Measure.Containers or Measure.Voyages);

    /// <summary>Its claims are bounds on a rising total; of the others only the latest and the range are given.</summary>
    public static bool Accumulates(this Measure measure) =>
        measure is Measure.Containers or Measure.Capacity or Measure.Items or Measure.Voyages;
}
