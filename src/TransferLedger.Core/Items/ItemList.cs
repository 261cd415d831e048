using System.Collections.Frozen;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Quantities;

namespace TransferLedger.Core.Items;

/// <summary>
/// The product's item list (items.md). An answer links an item to its parts and its whole; nothing is ever added up.
/// </summary>
public static class ItemList
{
    // slug | is | calibre in mm | unit (none: never a number) | UNROCA | part of
    private const string Table = """
        arms|weapons, kind not said||unit|-|
        conventional-arms|major conventional weapons, kind not said||unit|I-VII, not said|arms
        military-equipment|other equipment for armed forces, not weapons or not said||unit|-|
        ammunition|ammunition, kind not said ("munitions")||round|-|
        ammunition-mass|ammunition or explosives by weight||tonne|-|
        artillery-ammunition|shells and rockets together, or not told apart||round|-|ammunition
        ammunition-122mm|122 mm, shell or rocket not said|122|round|-|artillery-ammunition
        artillery-round|gun and howitzer shells, calibre not said or mixed||round|-|artillery-ammunition
        artillery-round-122mm|shells|122|round|-|artillery-round
        artillery-round-130mm|shells|130|round|-|artillery-round
        artillery-round-152mm|shells|152|round|-|artillery-round
        artillery-round-155mm|shells|155|round|-|artillery-round
        artillery-round-170mm|shells|170|round|-|artillery-round
        mortar-round|mortar bombs||round|-|ammunition
        rocket|artillery rockets, calibre not said||round|-|artillery-ammunition
        rocket-122mm|multiple-launcher rockets (Grad class, mostly under 25 km)|122|round|-|rocket
        rocket-240mm|multiple-launcher rockets (over 25 km)|240|round|VII|rocket
        anti-tank-rocket|shoulder-fired rockets||round|-|ammunition
        propellant|gunpowder, propelling charges||tonne|-|
        missile|missiles, kind not said||missile|-|arms
        ballistic-missile|surface-to-surface, any range class, designation in the words||missile|VII|missile
        missile-launcher|launch vehicle for ballistic or cruise missiles||unit|VII|arms
        surface-to-air-missile|not man-portable, or not said||missile|-|missile
        manpads|man-portable air defence||unit|VII|arms
        air-defence-system|vehicle or battery, guns or missiles||unit|-|arms
        anti-tank-missile|guided||missile|- (launcher: SALW)|missile
        anti-tank-weapon|kind not said||unit|SALW|arms
        artillery-piece|guns, howitzers, rocket launchers of 75 mm and more||unit|III|conventional-arms
        tank|battle tank||unit|I|conventional-arms
        armoured-vehicle|armoured combat vehicle||unit|II|conventional-arms
        aircraft|kind not said||unit|IV or V, not said|conventional-arms
        uav|unmanned aircraft, armed or not, kind not said||unit|IV if armed|arms
        uav-one-way-attack|loitering munition (Shahed class)||unit|IV, practice differs|uav
        technology-military|know-how, designs, help; field not said|||-|
        technology-missile||||-|technology-military
        technology-satellite|launch and reconnaissance satellites|||-|technology-military
        technology-nuclear||||-|technology-military
        food|food and other necessities||tonne|-|civil-goods
        dual-use-goods|civil goods of military use|||-|
        civil-goods|aid and other civil goods, kind not said||tonne|-|
        """;

    private static readonly FrozenDictionary<string, Item> BySlug = Table
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(Row)
        .ToFrozenDictionary(item => item.Slug, StringComparer.Ordinal);

    /// <summary>Every item, in the order of their slugs.</summary>
    public static IEnumerable<Item> All => BySlug.Values.OrderBy(item => item.Slug, StringComparer.Ordinal);

    /// <summary>Faults: <c>item.unknown</c>, with the nearest known slugs.</summary>
    public static Outcome<Item> Find(string slug) =>
        BySlug.TryGetValue(slug, out var item)
            ? item
            : Fault.At(
                "item.unknown",
                $"{Quote.Of(slug)} is no item of the list. "
                    + Nearest.Suggest(
                        slug,
                        BySlug.Keys,
                        "Use the broadest slug that fits, such as ammunition or arms."
                    )
            );

    /// <summary>
    /// A slug with a calibre beside it: the item itself where it has that calibre, else its nearest part of that calibre.
    /// Faults: <c>item.unknown</c>, <c>item.calibre-disagrees</c>, <c>item.calibre-unknown</c>.
    /// </summary>
    public static Outcome<Item> Find(string slug, int calibreMm)
    {
        var found = Find(slug);
        if (!found.IsOk || found.Value.CalibreMm == calibreMm)
        {
            return found;
        }

        if (found.Value.CalibreMm is { } own)
        {
            return Fault.At(
                "item.calibre-disagrees",
                $"{slug} is of {own} mm, the calibre given is {calibreMm} mm. Give one of the two, or make them agree."
            );
        }

        for (var parts = PartsOf(found.Value); parts.Count > 0; parts = parts.SelectMany(PartsOf).ToList())
        {
            if (parts.Find(part => part.CalibreMm == calibreMm) is { } part)
            {
                return part;
            }
        }

        return Fault.At(
            "item.calibre-unknown",
            $"The list has no {slug} of {calibreMm} mm. Leave the calibre out and keep it in the words or the summary."
        );
    }

    /// <summary>The items that name <paramref name="whole"/> as what they are part of, in the order of their slugs.</summary>
    public static List<Item> PartsOf(Item whole) => All.Where(item => item.PartOf == whole.Slug).ToList();

    private static Item Row(string row)
    {
        var cells = row.Split('|');
        return new Item(
            cells[0],
            cells[1],
            cells[2].Length == 0 ? null : int.Parse(cells[2]),
            cells[3].Length == 0 ? null : Unit.Read(cells[3]).Value,
            cells[4],
            cells[5].Length == 0 ? null : cells[5]
        );
    }
}
