namespace TransferLedger.Core.Tests.Quantities;

/// <summary>How words are cut: quotes, brackets, dashes, spaces, signs, measures of the thing itself.</summary>
public sealed class CharactersTests
{
    [Theory]
    [InlineData("-", "–", "—", "‐", "‑", "‒", "−", " – ")]
    public void Every_dash_between_numbers_makes_a_range(params string[] dashes) =>
        Assert.All(dashes, dash => Assert.Equal("4000..6000", ReadingText.Of($"4,000{dash}6,000 shells")));

    [Theory]
    [InlineData("[]", "\"\"", "“”", "„“", "«»", "**", "''", "‘’")]
    public void Quotes_and_brackets_around_a_number_say_nothing(params string[] pairs) =>
        Assert.All(
            pairs,
            pair => Assert.Equal("6700", ReadingText.Of($"{pair[0]}6,700{pair[1]} containers"))
        );

    [Theory]
    [InlineData(".", ",", ";", ":", "'", "+", "%", "-")]
    public void What_may_stand_right_behind_digits_does_not_break_them(params string[] signs) =>
        Assert.All(
            signs,
            sign =>
                Assert.Equal(
                    sign switch
                    {
                        "+" => ">=6700",
                        "%" => "refused",
                        _ => "6700",
                    },
                    ReadingText.Of($"6,700{sign} containers")
                )
        );

    [Theory]
    [InlineData("6,700/day")]
    [InlineData("6,700! containers")]
    [InlineData("6,700? containers")]
    [InlineData("6,700_containers")]
    [InlineData("$5 million")]
    [InlineData("#5")]
    [InlineData("½ million")]
    [InlineData("Ⅻ shells")]
    [InlineData("10² shells")]
    [InlineData("-5 containers")]
    [InlineData("- 5 containers")]
    [InlineData("-five containers")]
    [InlineData("about -5")]
    [InlineData("00")]
    [InlineData("0 500")]
    [InlineData("five; six")]
    public void A_number_with_something_unknown_in_it_is_refused(string words) =>
        Assert.Equal("refused", ReadingText.Of(words));

    [Theory]
    [InlineData("500 152 mm shells", "500")]
    [InlineData("500 152mm shells", "500")]
    [InlineData("500 152-mm shells", "500")]
    [InlineData("500 122.5 mm shells", "500")]
    [InlineData("500 152 millimetre shells", "500")]
    [InlineData("500 152 millimeters shells", "500")]
    [InlineData("10 20-foot containers", "10")]
    [InlineData("10 40 ft containers", "10")]
    [InlineData("10 40 feet containers", "10")]
    [InlineData("20-foot containers", "unread")]
    [InlineData("5 mm", "refused")]
    [InlineData("200 foot", "200")]
    [InlineData("1,152 mm", "refused")]
    public void Calibres_and_lengths_are_measures_of_the_thing(string words, string says) =>
        Assert.Equal(says, ReadingText.Of(words));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("0 missiles", "0")]
    [InlineData("5", "5")]
    [InlineData("6,700-", "6700")]
    [InlineData("6,700 -", "6700")]
    [InlineData("6,700.", "6700")]
    [InlineData("10k", "10000")]
    [InlineData("10x", "refused")]
    [InlineData("-", "unread")]
    [InlineData("+", "unread")]
    [InlineData("$", "unread")]
    [InlineData("x", "unread")]
    public void The_words_may_end_with_any_character(string words, string says) =>
        Assert.Equal(says, ReadingText.Of(words));

    [Fact]
    public void A_number_longer_than_any_that_is_held_is_refused()
    {
        Assert.Equal("refused", ReadingText.Of(new string('9', 28)));
        Assert.Equal("refused", ReadingText.Of(new string('9', 29)));
        Assert.Equal("refused", ReadingText.Of($"six-thousand-{new string('9', 40)}"));
        Assert.Equal("refused", ReadingText.Of($"{new string('9', 28)} billion billion"));
        Assert.Equal("refused", ReadingText.Of("1,000,000,000,000,001"));
        Assert.Equal("1000000000000000", ReadingText.Of("1,000,000,000,000,000"));
    }
}
