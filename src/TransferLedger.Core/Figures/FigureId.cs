using System.Diagnostics;
using System.Text.Json.Serialization;
using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Items;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Figures;

/// <summary>
/// One quantity on one corridor, followed over time: <c>KP-RU/containers</c>, <c>KP-RU/items/ballistic-missile</c>. Source:
/// domain.md section 5.
/// </summary>
[JsonConverter(typeof(TextConverter<FigureId>))]
public sealed record FigureId : IFromText<FigureId>, IComparable<FigureId>
{
    private FigureId(Corridor corridor, Measure measure, Item? item) =>
        (Corridor, Measure, Item) = (corridor, measure, item);

    public Corridor Corridor { get; }

    public Measure Measure { get; }

    /// <summary>Null for containers and voyages.</summary>
    public Item? Item { get; }

    /// <summary>The unit of its numbers; null: the item is never counted.</summary>
    public Unit? Unit =>
        Measure switch
        {
            Measure.Containers => Quantities.Unit.Container,
            Measure.Voyages => Quantities.Unit.Voyage,
            Measure.Quality or Measure.Share => Quantities.Unit.Percent,
            _ => Item!.Unit,
        };

    /// <summary>Faults: <c>figure.unreadable</c>, and those of its corridor and item.</summary>
    public static Outcome<FigureId> Read(string text)
    {
        var parts = text.Split('/');
        if (
            parts.Length is not (2 or 3)
            || !Enum.TryParse<Measure>(parts[1], ignoreCase: true, out var measure)
            || parts[1] != measure.Word()
            || measure.HasItem() != (parts.Length == 3)
        )
        {
            return Fault.At(
                "figure.unreadable",
                $"{Quote.Of(text)} is no figure. Write corridor/measure or corridor/measure/item, such as KP-RU/containers."
            );
        }

        return Corridor
            .Read(parts[0])
            .Then(corridor =>
                measure.HasItem()
                    ? ItemList.Find(parts[2]).Map(item => new FigureId(corridor, measure, item))
                    : new FigureId(corridor, measure, null)
            );
    }

    /// <summary>The figure that a claim feeds; null for claims that feed none (denials, evidence, absences, production).</summary>
    public static FigureId? FedBy(Claim claim) =>
        claim switch
        {
            ContainersReported => new(claim.Corridor, Measure.Containers, null),
            MunitionsCapacityEstimated capacity => new(claim.Corridor, Measure.Capacity, capacity.Item),
            ItemsReported items => new(claim.Corridor, MeasureOf(items.Stage), items.Item),
            ShipmentRouteObserved { Voyages: not null } => new(claim.Corridor, Measure.Voyages, null),
            QualityAssessed quality => new(claim.Corridor, Measure.Quality, quality.Item),
            ShareReported share => new(claim.Corridor, Measure.Share, share.Item),
            _ => null,
        };

    public int CompareTo(FigureId? other) => string.CompareOrdinal(ToString(), other?.ToString());

    public override string ToString() =>
        string.Concat(Corridor.ToString(), "/", Measure.Word(), Item is null ? "" : $"/{Item}");

    private static Measure MeasureOf(Stage? stage) =>
        stage switch
        {
            Stage.Sought => Measure.Sought,
            Stage.Negotiated => Measure.Negotiated,
            Stage.Ordered => Measure.Ordered,
            Stage.Pledged => Measure.Pledged,
            Stage.Planned => Measure.Planned,
            Stage.Forecast => Measure.Forecast,
            null or >= Stage.Staged => Measure.Items,
            _ => throw new UnreachableException($"No measure for stage {stage}."),
        };
}
