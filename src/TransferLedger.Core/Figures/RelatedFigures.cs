using TransferLedger.Core.Items;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Figures;

/// <summary>
/// The figures of the same corridor and measure that an item's whole and parts would have. Whether the ledger knows them is
/// the caller's to see; nothing is added up over them. Source: items.md, "Part of".
/// </summary>
/// <param name="Wholes">The nearest first.</param>
/// <param name="Parts">In the order of their slugs.</param>
public sealed record RelatedFigures(Sequence<FigureId> Wholes, Sequence<FigureId> Parts)
{
    /// <summary>Both empty for a figure without an item.</summary>
    public static RelatedFigures Of(FigureId figure) =>
        figure.Item is { } item
            ? new(Figures(figure, ItemKinship.WholesOf(item)), Figures(figure, ItemKinship.PartsOf(item)))
            : new([], []);

    private static Sequence<FigureId> Figures(FigureId figure, IEnumerable<Item> items) =>
        items
            .Select(item => FigureId.Read($"{figure.Corridor}/{figure.Measure.Word()}/{item}").Value)
            .ToSequence();
}
