using System.Runtime.InteropServices;

namespace TransferLedger.Core.Quantities;

internal enum TokenKind
{
    /// <summary>Digits: <c>6,700</c>.</summary>
    Digits,

    /// <summary><c>zero</c> to <c>nineteen</c>.</summary>
    Small,

    /// <summary><c>twenty</c> to <c>ninety</c>.</summary>
    Tens,

    Hundred,

    /// <summary><c>thousand</c>, <c>million</c>, <c>billion</c> and their letters.</summary>
    Scale,

    Dozen,

    /// <summary><c>dozens</c>, <c>tens</c>, <c>hundreds</c>, <c>thousands</c>: a floor, or after a number its scale.</summary>
    Plural,

    Several,

    Half,

    /// <summary><c>third</c>, <c>quarter</c>: a share only together with what stands around it.</summary>
    Part,

    Word,

    /// <summary>A dash, which between two numbers makes a range.</summary>
    Dash,

    Symbol,

    /// <summary>A comma, bracket or colon: no number goes across it.</summary>
    Pause,

    /// <summary>Something with a digit in it that is no number: <c>6,5</c>, <c>$5</c>, <c>10-year</c>.</summary>
    Broken,
}

/// <param name="At">Place in the words, from 0.</param>
/// <param name="Value">Of digits the number, of number words what they add or multiply by.</param>
/// <param name="Joined">A hyphen ties it to the one before: <c>six-thousand-700</c>.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Token(
    TokenKind Kind,
    string Text,
    int At,
    decimal Value = 0,
    bool Joined = false
)
{
    public bool IsNumeric =>
        Kind
            is TokenKind.Digits
                or TokenKind.Small
                or TokenKind.Tens
                or TokenKind.Hundred
                or TokenKind.Scale
                or TokenKind.Dozen
                or TokenKind.Plural
                or TokenKind.Several
                or TokenKind.Half
                or TokenKind.Broken;

    /// <summary>Thousands are set apart in it.</summary>
    public bool IsSeparated => Kind == TokenKind.Digits && Text.AsSpan().ContainsAny(',', ' ');

    public bool HasDecimals => Kind == TokenKind.Digits && Text.Contains('.', StringComparison.Ordinal);

    public bool Is(string word) => string.Equals(Text, word, StringComparison.Ordinal);
}
