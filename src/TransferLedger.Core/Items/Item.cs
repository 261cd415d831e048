using System.Text.Json.Serialization;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Items;

/// <summary>One kind of goods; stored as its slug. Source: items.md.</summary>
/// <param name="Slug">Its id: <c>artillery-round-152mm</c>.</param>
/// <param name="Is">What it means, in plain words; may be empty.</param>
/// <param name="CalibreMm">In millimetres, or null where the item has none or it is not said.</param>
/// <param name="Unit">The unit that every quantity of it has; null: it is never counted.</param>
/// <param name="Unroca">Category of the UN Register of Conventional Arms as the list words it; "-" is outside it.</param>
/// <param name="PartOf">Slug of the broader item, or null.</param>
[JsonConverter(typeof(TextConverter<Item>))]
public sealed record Item(string Slug, string Is, int? CalibreMm, Unit? Unit, string Unroca, string? PartOf)
    : IFromText<Item>
{
    public static Outcome<Item> Read(string text) => ItemList.Find(text);

    public bool Equals(Item? other) => Slug == other?.Slug;

    public override int GetHashCode() => Slug.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Slug;
}
