using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Items;

namespace TransferLedger.Core.Denials;

/// <summary>
/// What goods a figure is about: its item; of containers what its claims say they hold. A figure of which nobody says that may
/// be about any.
/// </summary>
internal static class FigureGoods
{
    /// <param name="item">Null: any goods.</param>
    public static bool MayBe(FigureId figure, IEnumerable<ClaimState> claims, Item? item)
    {
        if (item is null)
        {
            return true;
        }

        var goods = figure.Item is { } own ? [own] : ContentsOf(claims);
        return goods.Count == 0 || goods.Any(good => ItemKinship.AreRelated(good, item));
    }

    private static List<Item> ContentsOf(IEnumerable<ClaimState> claims) =>
        claims
            .Select(state => (state.Claim as ContainersReported)?.Contents?.Item)
            .OfType<Item>()
            .Distinct()
            .ToList();
}
