using FsCheck;
using FsCheck.Fluent;

namespace TransferLedger.Core.Tests.Quantities;

/// <summary>Whatever number is spelled out, in digits or in words, is read as that number.</summary>
public sealed class NumbersInWordsTests
{
    private static readonly string[] Ones =
    [
        .. "zero one two three four five six seven eight nine ten eleven twelve thirteen".Split(' '),
        .. "fourteen fifteen sixteen seventeen eighteen nineteen".Split(' '),
    ];

    private static readonly string[] Tens = "twenty thirty forty fifty sixty seventy eighty ninety".Split(
        ' '
    );

    [Theory]
    [InlineData(",")]
    [InlineData(" ")]
    [InlineData("\u00a0")]
    [InlineData("\u202f")]
    [InlineData("\u2009")]
    public void Digits_with_separators_are_read(string separator) =>
        Prop.ForAll(
                Gen.Choose(0, int.MaxValue).ToArbitrary(),
                n => Reads(n, n.ToString("N0").Replace(",", separator, StringComparison.Ordinal))
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Numbers_in_words_are_read() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), n => Reads(n, Spell(n)))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Numbers_in_words_with_hyphens_are_read() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), n => Reads(n, Spell(n).Replace(' ', '-')))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Ranges_of_numbers_are_read() =>
        Prop.ForAll(
                Gen.Choose(1000, 1_000_000).Two().ToArbitrary(),
                pair =>
                {
                    var (low, high) = (Math.Min(pair.Item1, pair.Item2), Math.Max(pair.Item1, pair.Item2));
                    return ReadingText
                        .Of($"between {low:N0} and {high:N0} shells")
                        .Equals($"{low}..{high}", StringComparison.Ordinal);
                }
            )
            .QuickCheckThrowOnFailure();

    private static bool Reads(int n, string words) =>
        ReadingText.Of(words).Equals($"{n}", StringComparison.Ordinal);

    private static string Spell(int n) =>
        n switch
        {
            < 20 => Ones[n],
            < 100 => Tens[(n / 10) - 2] + (n % 10 == 0 ? "" : $"-{Ones[n % 10]}"),
            < 1_000 => $"{Ones[n / 100]} hundred{Rest(n % 100, " and ")}",
            < 1_000_000 => $"{Spell(n / 1_000)} thousand{Rest(n % 1_000, n % 1_000 < 100 ? " and " : " ")}",
            < 1_000_000_000 => $"{Spell(n / 1_000_000)} million{Rest(n % 1_000_000, " ")}",
            _ => $"{Spell(n / 1_000_000_000)} billion{Rest(n % 1_000_000_000, " ")}",
        };

    private static string Rest(int n, string joint) => n == 0 ? "" : joint + Spell(n);
}
