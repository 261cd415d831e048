using System.Collections.Frozen;

namespace TransferLedger.Core.Quantities;

/// <summary><c>no containers</c>, <c>none</c>: 0, but only of something that is counted. "No evidence" says no number.</summary>
internal static class Nothing
{
    private static readonly FrozenSet<string> Counted = (
        "containers shells rounds rockets missiles bombs mines launchers howitzers guns tanks vehicles drones aircraft ships "
        + "vessels voyages shipments flights trains weapons items units pieces munitions deliveries systems mortars rifles"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What may stand between: others ("no more", "no confirmed", "no evidence of") say something else.</summary>
    private static readonly FrozenSet<string> Describing =
        "the artillery ballistic cruise mortar rocket shipping cargo anti-tank air-defence north korean russian iranian chinese"
            .Split(' ')
            .ToFrozenSet(StringComparer.Ordinal);

    public static bool IsSaid(List<Token> tokens) =>
        tokens switch
        {
            [{ Text: "no" or "none" }] => true,
            [{ Text: "none" }, { Text: "at" }, { Text: "all" }] => true,
            [{ Text: "no" }, _, ..] => IsCounted(tokens.Skip(1)),
            [{ Text: "none" }, { Text: "of" }, _, ..] => IsCounted(tokens.Skip(2)),
            _ => false,
        };

    private static bool IsCounted(IEnumerable<Token> noun) =>
        Counted.Contains(noun.Last().Text) && noun.SkipLast(1).All(token => Describing.Contains(token.Text));
}
