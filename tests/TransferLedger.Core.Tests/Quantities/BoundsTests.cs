using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Core.Quantities;

namespace TransferLedger.Core.Tests.Quantities;

public sealed class BoundsTests
{
    [Theory]
    [InlineData("exactly 6,700", 6_700, 6_700)]
    [InlineData("15,809", 15_809, 15_809)]
    [InlineData("524,000", 523_500, 524_500)]
    [InlineData("1 million", 900_000, 1_100_000)]
    [InlineData("10,000", 9_000, 11_000)]
    [InlineData("6,700", 6_650, 6_750)]
    [InlineData("20", 18, 22)]
    [InlineData("10", 9, 11)]
    [InlineData("3", 3, 3)]
    [InlineData("a dozen", 12, 12)]
    [InlineData("15", 15, 15)]
    [InlineData("550", 545, 555)]
    [InlineData("none", 0, 0)]
    [InlineData("only 24", 24, 24)]
    [InlineData("approximately 6,700", 6_030, 7_370)]
    [InlineData("about 15", 13, 17)]
    [InlineData("about 1", 0, 2)]
    [InlineData("nearly 16,000", 14_400, 15_999)]
    [InlineData("nearly 15", 13, 14)]
    [InlineData("nearly 1", 0, 0)]
    [InlineData("over 13,000", 13_001, null)]
    [InlineData("no fewer than 10,000", 10_000, null)]
    [InlineData("over roughly 10,000", 9_000, null)]
    [InlineData("thousands", 1_000, null)]
    [InlineData("up to 4.8 million", 0, 4_800_000)]
    [InlineData("under 16,000", 0, 15_999)]
    [InlineData("fewer than 1", 0, 0)]
    [InlineData("up to roughly 3 million", 0, 3_300_000)]
    [InlineData("between 4 and 6 million", 4_000_000, 6_000_000)]
    [InlineData("about 15 to 25", 13, 28)]
    public void A_claim_allows_what_the_table_says(string words, long low, int? high) =>
        Assert.Equal(new Bounds(low, high), ReadingText.ReadingOf(words).BoundsAt(Tolerance.Tenth));

    [Theory]
    [InlineData("approximately 6,700", 6_365, 7_035)]
    [InlineData("10,000", 9_500, 10_500)]
    [InlineData("nearly 15", 14, 14)]
    public void Half_the_tolerance_allows_less(string words, long low, long high) =>
        Assert.Equal(new Bounds(low, high), ReadingText.ReadingOf(words).BoundsAt(Tolerance.Tenth.Half));

    [Theory]
    [InlineData("10,000", 8_500, 11_500)]
    [InlineData("about 10,000", 8_500, 11_500)]
    [InlineData("550", 545, 555)]
    public void A_wider_tolerance_allows_more(string words, long low, long high) =>
        Assert.Equal(new Bounds(low, high), ReadingText.ReadingOf(words).BoundsAt(Tolerance.Of(3, 20)));

    [Theory]
    [InlineData("nearly 16,000", 15_999, 15_999)]
    [InlineData("approximately 6,700", 6_700, 6_700)]
    [InlineData("between 4 and 6 million", 4_000_000, 6_000_000)]
    public void Without_a_tolerance_it_allows_what_was_said(string words, long low, long high) =>
        Assert.Equal(new Bounds(low, high), ReadingText.ReadingOf(words).BoundsAt(Tolerance.None));

    [Fact]
    public void The_largest_number_stays_whole()
    {
        var reading = Reading.Of(new(Point: Reading.Greatest, Approximate: true)).Value;

        Assert.Equal(
            new Bounds(900_000_000_000_000, 1_100_000_000_000_000),
            reading.BoundsAt(Tolerance.Tenth)
        );
    }

    [Fact]
    public void Bounds_contain_the_number_that_was_said()
    {
        var numbers = Gen.Choose(0, int.MaxValue)
            .Select(n => (long)n * 1_000)
            .Or(Gen.Choose(0, 10_000).Select(n => (long)n));
        Prop.ForAll(
                numbers.ToArbitrary(),
                n =>
                    Of(new(Point: n)).Contains(n)
                    && Of(new(Point: n, Approximate: true)).Contains(n)
                    && Of(new(Low: n)).Contains(n)
                    && Of(new(High: n)).Contains(n)
                    && !Of(new(Low: n, LowExclusive: true)).Contains(n)
                    && (n == 0 || !Of(new(High: n, HighExclusive: true)).Contains(n))
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void About_a_number_allows_all_that_the_bare_number_allows() =>
        Prop.ForAll(
                Gen.Choose(0, int.MaxValue).ToArbitrary(),
                n =>
                {
                    var (bare, about) = (Of(new(Point: n)), Of(new(Point: n, Approximate: true)));
                    return bare == about || about.StrictlyEncloses(bare);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Bounds_enclose_others_only_when_they_allow_more()
    {
        Assert.True(new Bounds(1, Bounds.NoUpperLimit).StrictlyEncloses(new Bounds(1, 5)));
        Assert.False(new Bounds(1, 5).StrictlyEncloses(new Bounds(1, 5)));
        Assert.False(new Bounds(1, 5).StrictlyEncloses(new Bounds(2, Bounds.NoUpperLimit)));
        Assert.False(new Bounds(2, 9).StrictlyEncloses(new Bounds(1, 5)));
    }

    [Fact]
    public void Bounds_upside_down_are_a_bug() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Bounds(5, 4));

    [Fact]
    public void Equal_tolerances_are_equal() => Assert.Equal(Tolerance.Tenth, Tolerance.Of(2, 20));

    private static Bounds Of(QuantityFields fields)
    {
        var reading = Reading.Of(fields);
        return reading.IsOk ? reading.Value.BoundsAt(Tolerance.Tenth) : new Bounds(0, 0);
    }
}
