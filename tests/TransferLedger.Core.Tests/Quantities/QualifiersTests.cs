namespace TransferLedger.Core.Tests.Quantities;

/// <summary>Every phrase that may stand before or behind a number, and what it makes of it (domain.md section 3).</summary>
public sealed class QualifiersTests
{
    [Theory]
    [InlineData("=6700", "exactly", "precisely")]
    [InlineData("~6700", "approximately", "approx", "about", "around", "roughly", "some", "estimated")]
    [InlineData("~6700", "an estimated", "circa", "ca", "c.", "~", "≈", "somewhere around")]
    [InlineData("~6700", "in the region of", "on the order of", "in the order of")]
    [InlineData(">6700", "over", "more than", "above", "exceeding", "in excess of", ">")]
    [InlineData(">=6700", "at least", "no fewer than", "no less than", "not fewer than", "not less than")]
    [InlineData(">=6700", "a minimum of", "minimum of", "upwards of", "at the very least", "≥")]
    [InlineData("<=6700", "up to", "at most", "no more than", "not more than", "as many as", "as much as")]
    [InlineData("<=6700", "a maximum of", "maximum of", "≤")]
    [InlineData("<6700", "under", "fewer than", "less than", "below", "<")]
    [InlineData("nearly 6700", "nearly", "almost", "close to")]
    [InlineData("6700", "only", "just", "a total of", "total of", "the")]
    [InlineData(">6700", "well over", "far more than", "just over", "slightly more than", "a little over")]
    [InlineData(">6700", "much more than", "considerably over", "significantly above")]
    [InlineData("<6700", "substantially below", "just under", "well below", "a little under")]
    public void A_phrase_before_a_number_qualifies_it(string says, params string[] phrases) =>
        Assert.All(phrases, phrase => Assert.Equal(says, ReadingText.Of($"{phrase} 6,700 containers")));

    [Theory]
    [InlineData(">=6700", "or more", "plus", "+", "at least", "at the least", "at the very least")]
    [InlineData(">=6700", "at a minimum", "containers or more", "containers, at least")]
    [InlineData("<=6700", "or fewer", "or less", "at most", "at the most", "at a maximum")]
    [InlineData("~6700", "or so", "odd", "or thereabouts", "give or take")]
    public void A_phrase_behind_a_number_qualifies_it(string says, params string[] phrases) =>
        Assert.All(phrases, phrase => Assert.Equal(says, ReadingText.Of($"6,700 {phrase}")));

    [Theory]
    [InlineData("between", "between about", "from", "somewhere between", "anywhere between", "anywhere from")]
    public void A_phrase_before_two_numbers_makes_a_range(params string[] phrases) =>
        Assert.All(
            phrases,
            phrase =>
                Assert.EndsWith("40..50", ReadingText.Of($"{phrase} 40 to 50"), StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("6,700 or more apiece", "refused")]
    [InlineData("6,700 or so or more", "refused")]
    [InlineData("6,700 or so shells or more", "refused")]
    [InlineData("dozens or more", ">=12 vague")]
    [InlineData("dozens or fewer", "refused")]
    [InlineData("dozens or so", "refused")]
    [InlineData("at least dozens of missiles", ">=12 vague")]
    [InlineData("more than several hundred rockets", ">300 vague")]
    [InlineData("under several hundred rockets", "refused")]
    [InlineData("well about 6,700", "refused")]
    [InlineData("a 6,700", "refused")]
    public void A_phrase_has_to_go_with_its_number(string words, string says) =>
        Assert.Equal(says, ReadingText.Of(words));

    [Theory]
    [InlineData("at least 10,000 up to 12,000", "10000..12000")]
    [InlineData("at least 10,000, and at most 12,000", "10000..12000")]
    [InlineData("at least 10,000, but no more than 12,000 shells", "10000..12000")]
    [InlineData("more than 10,000, under 12,000", ">10000..<12000")]
    [InlineData("more than 10,000 to fewer than 12,000", ">10000..<12000")]
    [InlineData("over about 10,000 and up to about 12,000", "~>10000..12000")]
    [InlineData("at least 10,000 and 12,000", "refused")]
    [InlineData("at least 10,000 and over 12,000", "refused")]
    [InlineData("at least 10,000 and up to about 12,000", "refused")]
    [InlineData("at least 10,000 and up to only 12,000", "refused")]
    [InlineData("at least 10 and up to dozens", "refused")]
    [InlineData("up to 10,000 and up to 12,000", "refused")]
    public void A_floor_may_be_followed_by_its_ceiling(string words, string says) =>
        Assert.Equal(says, ReadingText.Of(words));
}
