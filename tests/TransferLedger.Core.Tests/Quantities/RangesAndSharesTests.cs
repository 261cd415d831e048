namespace TransferLedger.Core.Tests.Quantities;

/// <summary>Where one number ends and another begins, what is a part of a whole, and what says that there is nothing.</summary>
public sealed class RangesAndSharesTests
{
    [Theory]
    [InlineData("between 4,000 up to 6,000 shells", "4000..6000")]
    [InlineData("between 4 up to 6 million", "4000000..6000000")]
    [InlineData("4 to about 6 million", "~4000000..6000000")]
    [InlineData("6,700 to Russia", "6700")]
    [InlineData("6,700 up to Friday", "refused")]
    [InlineData("between 4 up 6 million", "refused")]
    [InlineData("between 4 or 6 million", "refused")]
    [InlineData("between 4 shells to 6 shells", "refused")]
    [InlineData("between 4 and more than 6 million", "refused")]
    [InlineData("4 up to 6 million", "refused")]
    [InlineData("from 4 million to", "refused")]
    public void A_range_needs_a_word_or_a_dash_between_its_numbers(string words, string says) =>
        Assert.Equal(says, ReadingText.Of(words));

    [Theory]
    [InlineData("two hundred to 300 shells", "200..300")]
    [InlineData("two hundred to three hundred shells", "200..300")]
    [InlineData("1,000 to 2,000,000", "1000..2000000")]
    [InlineData("6 thousand to 7,000,000", "6000..7000000")]
    [InlineData("800 to 1,200", "800..1200")]
    [InlineData("12 to 12,000", "12..12000")]
    [InlineData("12 to 12,001", "refused")]
    [InlineData("12 to 20000", "12..20000")]
    public void A_first_number_is_too_short_only_where_a_thousand_times_it_would_fit(
        string words,
        string says
    ) => Assert.Equal(says, ReadingText.Of(words));

    [Theory]
    [InlineData("1.5 to 2 thousand", "1500..2000")]
    [InlineData("1.2345 to 2 thousand", "refused")]
    [InlineData("1 to 2.3456 thousand", "refused")]
    [InlineData("12.0 to 14", "refused")]
    [InlineData("12 to 14.0", "refused")]
    [InlineData("12.0", "refused")]
    [InlineData("1.2345 thousand", "refused")]
    public void Both_numbers_of_a_range_are_whole(string words, string says) =>
        Assert.Equal(says, ReadingText.Of(words));

    [Theory]
    [InlineData("full capacity", "share 100")]
    [InlineData("at full capacity", "share 100")]
    [InlineData("one half of the shells", "share 50")]
    [InlineData("half the shells", "share 50")]
    [InlineData("a fifth of them", "share 20")]
    [InlineData("three quarters", "share 75")]
    [InlineData("two fifths", "share 40")]
    [InlineData("three tenths of all shells", "share 30")]
    [InlineData("40 pct", "share 40")]
    [InlineData("40 percent, mostly shells", "share 40")]
    [InlineData("40 percent; mostly shells", "share 40")]
    [InlineData("twenty-five percent of the rockets", "share 25")]
    [InlineData("40 per shipment", "40/shipment")]
    [InlineData("at half capacity", "refused")]
    [InlineData("more than a third", "refused")]
    [InlineData("40 percent more", "refused")]
    [InlineData("several percent", "refused")]
    [InlineData("half of 40", "refused")]
    [InlineData("at some capacity", "unread")]
    [InlineData("trains full of shells", "unread")]
    [InlineData("a quarter shipment", "unread")]
    public void A_part_of_a_whole_is_a_share_and_no_number(string words, string says) =>
        Assert.Equal(says, ReadingText.Of(words));

    [Theory]
    [InlineData("no", "0")]
    [InlineData("none", "0")]
    [InlineData("none at all", "0")]
    [InlineData("no artillery shells", "0")]
    [InlineData("no vessels", "0")]
    [InlineData("none of the missiles", "0")]
    [InlineData("none of the North Korean mortars", "0")]
    [InlineData("none at first", "unread")]
    [InlineData("none of", "unread")]
    [InlineData("no missiles left", "unread")]
    [InlineData("no missile parts", "unread")]
    [InlineData("no shells evidence", "unread")]
    [InlineData("none of these missiles", "unread")]
    [InlineData("many missiles", "unread")]
    [InlineData("", "unread")]
    [InlineData(" … ", "unread")]
    public void Nothing_is_said_only_of_what_is_counted(string words, string says) =>
        Assert.Equal(says, ReadingText.Of(words));
}
