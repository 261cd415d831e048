using TransferLedger.Core.Quantities;

namespace TransferLedger.Core.Tests.Quantities;

/// <summary>How a reading, its bounds and a tolerance are shown to people.</summary>
public sealed class ReadingInWordsTests
{
    [Theory]
    [InlineData("exactly 6,700", "exactly 6,700")]
    [InlineData("6,700", "6,700")]
    [InlineData("approximately 6,700", "about 6,700")]
    [InlineData("nearly 16,000", "nearly 16,000")]
    [InlineData("over 13,000", "more than 13,000")]
    [InlineData("over roughly 13,000", "more than about 13,000")]
    [InlineData("no fewer than 10,000", "at least 10,000")]
    [InlineData("under 16,000", "fewer than 16,000")]
    [InlineData("up to 4.8 million", "up to 4,800,000")]
    [InlineData("up to roughly 3 million", "up to about 3,000,000")]
    [InlineData("between 4 and 6 million", "4,000,000 to 6,000,000")]
    [InlineData("about 15 to 25", "about 15 to 25")]
    public void Each_reading_has_one_way_to_be_said(string words, string shown) =>
        Assert.Equal(shown, ReadingText.ReadingOf(words).ToString());

    [Theory]
    [InlineData(true, false, false, "more than 10 and at most 20")]
    [InlineData(false, true, false, "at least 10 and fewer than 20")]
    [InlineData(true, true, true, "more than about 10 and fewer than about 20")]
    public void A_range_says_which_of_its_ends_is_not_in_it(
        bool lowExclusive,
        bool highExclusive,
        bool approximate,
        string shown
    )
    {
        var fields = new QuantityFields(null, 10, lowExclusive, 20, highExclusive, approximate);

        Assert.Equal(shown, Reading.Of(fields).Value.ToString());
    }

    [Fact]
    public void Bounds_say_where_they_end() =>
        Assert.Equal(
            ["≥ 5", "5 to 7"],
            [new Bounds(5, Bounds.NoUpperLimit).ToString(), new Bounds(5, 7).ToString()]
        );

    [Fact]
    public void Bounds_that_are_upside_down_or_below_0_are_a_bug()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Bounds(-1, 5));
        var upsideDown = Assert.Throws<ArgumentOutOfRangeException>(() => new Bounds(5, 4));
        Assert.Contains("below low, 5", upsideDown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bounds_with_one_end_in_common_enclose_strictly_and_equal_ones_do_not()
    {
        Assert.True(new Bounds(0, 10).StrictlyEncloses(new(1, 10)));
        Assert.True(new Bounds(0, 10).StrictlyEncloses(new(0, 9)));
        Assert.False(new Bounds(0, 10).StrictlyEncloses(new(0, 10)));
    }

    [Fact]
    public void A_tolerance_is_a_fraction_in_lowest_terms_below_1()
    {
        Assert.Equal("1/10", Tolerance.Of(2, 20).ToString());
        Assert.Equal(Tolerance.None, Tolerance.Of(0, 7));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tolerance.Of(-1, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tolerance.Of(10, 10));
    }

    [Fact]
    public void Half_of_a_fraction_too_fine_for_its_denominator_is_a_bug() =>
        Assert.Throws<OverflowException>(() => Tolerance.Of(1, int.MaxValue).Half);
}
