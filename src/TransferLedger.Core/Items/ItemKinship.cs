using TransferLedger.Core.Values;

namespace TransferLedger.Core.Items;

/// <summary>What an item is part of, and what is part of it, as far as the list goes. Source: items.md, "Part of".</summary>
public static class ItemKinship
{
    /// <summary>The same item, or one of the two is part of the other.</summary>
    public static bool AreRelated(Item left, Item right) =>
        left == right || WholesOf(left).Contains(right) || WholesOf(right).Contains(left);

    /// <summary>The nearest first; empty for an item that is part of nothing.</summary>
    public static Sequence<Item> WholesOf(Item item)
    {
        var wholes = new List<Item>();
        for (var part = item; part.PartOf is { } slug; )
        {
            part = ItemList.Find(slug).Value;
            wholes.Add(part);
        }

        return wholes.ToSequence();
    }

    /// <summary>Its parts, their parts and so on, in the order of their slugs.</summary>
    public static Sequence<Item> PartsOf(Item item) =>
        ItemList.All.Where(other => WholesOf(other).Contains(item)).ToSequence();
}
