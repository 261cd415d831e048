using FsCheck;
using FsCheck.Fluent;

namespace TransferLedger.Core.Tests.Quantities;

/// <summary>Each row of the table of domain.md section 3, and each of its notes; 200 phrases more are in phrases.json.</summary>
public sealed class QuantityWordsTests
{
    [Theory]
    [InlineData("exactly 6,700", "=6700")]
    [InlineData("6,700", "6700")]
    [InlineData("Approximately 6,700", "~6700")]
    [InlineData("an estimated 6,700", "~6700")]
    [InlineData("exceeding 13,000", ">13000")]
    [InlineData("a minimum of 10,000", ">=10000")]
    [InlineData("as much as 4.8 million", "<=4800000")]
    [InlineData("ONLY 24", "24")]
    [InlineData("below 16,000", "<16000")]
    [InlineData("close to 16,000", "nearly 16000")]
    [InlineData("up to approximately 3 million", "<=~3000000")]
    [InlineData("about some 500", "~500")]
    [InlineData("4–6 million", "4000000..6000000")]
    [InlineData("about 4 to 6 million", "~4000000..6000000")]
    [InlineData("between about 4 and 6 million", "~4000000..6000000")]
    [InlineData("tens of", ">=10 vague")]
    [InlineData("hundreds of thousands of shells", ">=100000 vague")]
    [InlineData("a dozen", "12")]
    [InlineData("six-thousand-700", "6700")]
    [InlineData("one and a half million", "1500000")]
    [InlineData("a hundred", "100")]
    [InlineData("full", "share 100")]
    [InlineData("no missiles", "0")]
    public void Each_row_of_the_table_is_read(string words, string says) =>
        Assert.Equal(says, ReadingText.Of(words));

    [Theory]
    [InlineData("6,5 million")]
    [InlineData("6,50,000")]
    [InlineData("6700,000")]
    [InlineData("1 234,567")]
    [InlineData("1000 500")]
    [InlineData("0,500")]
    [InlineData("007")]
    [InlineData("6.700")]
    [InlineData("½ million")]
    public void Separators_stand_only_before_groups_of_three_digits(string words) =>
        Assert.Equal("refused", ReadingText.Of(words));

    [Theory]
    [InlineData("800,000 to 1 million", "800000..1000000")]
    [InlineData("800 thousand to 1 million", "800000..1000000")]
    [InlineData("2 million-3 million", "2000000..3000000")]
    [InlineData("1.5 to 2 million", "1500000..2000000")]
    [InlineData("4 - 6 million", "4000000..6000000")]
    [InlineData("10k-20k", "10000..20000")]
    [InlineData("500 to 1 million", "refused")]
    [InlineData("10 to 12,000", "refused")]
    [InlineData("two hundred to three hundred thousand", "refused")]
    public void A_scale_behind_a_range_is_for_both_unless_the_first_has_its_own(string words, string says) =>
        Assert.Equal(says, ReadingText.Of(words));

    [Theory]
    [InlineData("10 quadrillion")]
    [InlineData("6,700 (approximately)")]
    [InlineData("over 6,700 or so")]
    [InlineData("at least 6,700 at most")]
    [InlineData("200 shells a wagon")]
    [InlineData("300 in a container")]
    [InlineData("40 percent of 10,000")]
    [InlineData("5 million dollars")]
    [InlineData("6,700 or 7,000")]
    [InlineData("not 6,700")]
    [InlineData("one of the largest shipments")]
    [InlineData("as many as dozens")]
    [InlineData("1e6")]
    public void What_could_change_the_number_is_refused(string words) =>
        Assert.Equal("refused", ReadingText.Of(words));

    [Theory]
    [InlineData("no more shells")]
    [InlineData("no evidence of shipments")]
    [InlineData("no confirmed deliveries")]
    [InlineData("none of the above")]
    [InlineData("one-way attack drones")]
    [InlineData("KN-23 missiles")]
    [InlineData("a third shipment")]
    [InlineData("-")]
    public void Words_that_count_nothing_are_unread(string words) =>
        Assert.Equal("unread", ReadingText.Of(words));

    [Fact]
    public void No_words_of_any_kind_break_the_reader()
    {
        string[] pieces =
        [
            .. "6,700 - half a million up-to and . no several % of \u0000 ½ billion hundred about over nearly only".Split(
                ' '
            ),
            .. "between from exactly or-more a-month third 9999999999999999999999999999 one dozen thousands +".Split(
                ' '
            ),
        ];
        pieces = [.. pieces.Select(piece => piece.Replace('-', ' ')), "-"];
        var phrases = Gen.Elements(pieces)
            .ArrayOf()
            .Zip(Gen.Elements("", " "), (words, space) => string.Join(space, words));

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(3_000).WithEndSize(8),
            Prop.ForAll(phrases.ToArbitrary(), words => ReadingText.Of(words).Length > 0)
        );
    }
}
