using System.Collections.Frozen;

namespace TransferLedger.Core.Quantities;

/// <summary><c>no containers</c>, <c>none</c>: 0, but only of something that is counted. "No evidence" says no number.</summary>
internal static class Nothing
{
    private const int MostWords = 5;

    private static readonly FrozenSet<string> Counted = (
        "containers shells rounds rockets missiles bombs mines launchers howitzers guns tanks vehicles drones aircraft ships "
        + "vessels voyages shipments flights trains weapons items units pieces munitions deliveries systems mortars rifles"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    public static bool IsSaid(IReadOnlyList<Token> tokens) =>
        tokens switch
        {
            [{ Text: "no" or "none" }] => true,
            [{ Text: "none" }, { Text: "at" }, { Text: "all" }] => true,
            [{ Text: "no" }, ..] => EndsInCounted(tokens),
            [{ Text: "none" }, { Text: "of" }, ..] => EndsInCounted(tokens),
            _ => false,
        };

    private static bool EndsInCounted(IReadOnlyList<Token> tokens) =>
        tokens.Count <= MostWords
        && tokens.All(token => token.Kind == TokenKind.Word)
        && Counted.Contains(tokens[^1].Text);
}
