namespace TransferLedger.Core.Tests.Quantities;

/// <summary>How number words, digits and scales go together, and where one number ends.</summary>
public sealed class NumberWordsTests
{
    [Theory]
    [InlineData("three million five hundred thousand and two", "3500002")]
    [InlineData("one million 500 thousand", "1500000")]
    [InlineData("two thousand and five", "2005")]
    [InlineData("two thousand a hundred", "2100")]
    [InlineData("two thousand and a hundred", "2100")]
    [InlineData("2 thousand a hundred and five", "2105")]
    [InlineData("hundred shells", "100")]
    [InlineData("thousand shells", "1000")]
    [InlineData("dozen shells", "12")]
    [InlineData("5 hundred", "500")]
    [InlineData("5 hundred thousand", "500000")]
    [InlineData("12 hundred", "1200")]
    [InlineData("twelve hundred", "1200")]
    [InlineData("twelve hundred and five", "1205")]
    [InlineData("twenty-five hundred", "2500")]
    [InlineData("twenty five", "25")]
    [InlineData("ninety nine shells", "99")]
    [InlineData("three hundred fifty", "350")]
    [InlineData("three hundred and twenty one", "321")]
    [InlineData("a hundred and five", "105")]
    [InlineData("three hundred and shells", "300")]
    [InlineData("5 thousands", "5000")]
    [InlineData("two millions", "2000000")]
    [InlineData("three billions", "3000000000")]
    [InlineData("0.5 million", "500000")]
    [InlineData("1.25 thousand", "1250")]
    public void Groups_fall_from_the_larger_scale_to_the_smaller(string words, string says) =>
        Assert.Equal(says, ReadingText.Of(words));

    [Theory]
    [InlineData("two thousand three thousand")]
    [InlineData("two thousand two million")]
    [InlineData("two thousand a thousand")]
    [InlineData("two million or a half")]
    [InlineData("six thousand 700")]
    [InlineData("two dozen five")]
    [InlineData("twenty zero")]
    [InlineData("twenty ten")]
    [InlineData("two thousand hundred")]
    [InlineData("one hundred and")]
    [InlineData("5 hundreds")]
    [InlineData("two dozens")]
    [InlineData("five five")]
    [InlineData("a a hundred")]
    [InlineData("and five")]
    [InlineData("two, five")]
    [InlineData("two and a half")]
    [InlineData("two dozen and a half")]
    [InlineData("two and a half hundred")]
    [InlineData("a shipment of 12")]
    public void Where_a_second_number_begins_neither_is_sure(string words) =>
        Assert.Equal("refused", ReadingText.Of(words));

    [Theory]
    [InlineData("half million", "500000")]
    [InlineData("a half-million", "500000")]
    [InlineData("half a million", "500000")]
    [InlineData("half of a million", "500000")]
    [InlineData("half a dozen", "6")]
    [InlineData("a half dozen", "6")]
    [InlineData("half a hundred", "50")]
    [InlineData("a quarter of a million", "250000")]
    [InlineData("one quarter of a million", "250000")]
    [InlineData("a quarter of a dozen", "3")]
    [InlineData("two and a half million", "2500000")]
    [InlineData("2 and a half million", "2500000")]
    [InlineData("5-and-a-half million", "5500000")]
    [InlineData("two million and a half", "2500000")]
    [InlineData("1 thousand and a half", "1500")]
    [InlineData("half a million to 1 million", "500000..1000000")]
    [InlineData("half the million", "refused")]
    [InlineData("a quarter of the million", "refused")]
    [InlineData("a quarter a million", "refused")]
    [InlineData("half of five million", "refused")]
    [InlineData("half dozen", "refused")]
    public void Halves_and_quarters_go_with_a_scale(string words, string says) =>
        Assert.Equal(says, ReadingText.Of(words));

    [Theory]
    [InlineData("tens", ">=10 vague")]
    [InlineData("dozens", ">=12 vague")]
    [InlineData("hundreds", ">=100 vague")]
    [InlineData("thousands", ">=1000 vague")]
    [InlineData("millions", ">=1000000 vague")]
    [InlineData("billions", ">=1000000000 vague")]
    [InlineData("tens of millions", ">=10000000 vague")]
    [InlineData("thousands of millions", ">=1000000000 vague")]
    [InlineData("tens of thousands of millions", ">=10000000000 vague")]
    [InlineData("several hundred thousand", ">=300000 vague")]
    [InlineData("several tens of thousands", ">=30000 vague")]
    [InlineData("several hundreds", ">=300 vague")]
    [InlineData("several dozen", ">=36 vague")]
    [InlineData("several hundred shells and rockets", ">=300 vague")]
    [InlineData("dozens of hundreds", "refused")]
    [InlineData("thousands of thousands", "refused")]
    [InlineData("thousands of", ">=1000 vague")]
    [InlineData("thousands million", "refused")]
    [InlineData("several hundred hundred", "refused")]
    [InlineData("several dozen thousand", "refused")]
    [InlineData("several hundred dozen", "refused")]
    [InlineData("several thousand million", "refused")]
    public void Numbers_that_nobody_counted_multiply_upwards(string words, string says) =>
        Assert.Equal(says, ReadingText.Of(words));

    [Theory]
    [InlineData("1 to 2 million 500 thousand", "1000000..2500000")]
    [InlineData("two hundred thousand to three hundred thousand", "200000..300000")]
    [InlineData("200 thousand to three hundred thousand", "200000..300000")]
    [InlineData("1.5 to 2.5 million", "1500000..2500000")]
    [InlineData("6,700 to 7 thousand", "6700..7000")]
    [InlineData("5 to 6 dozen", "60..72")]
    [InlineData("two hundred to three hundred thousand", "refused")]
    [InlineData("2 hundred to 3 hundred thousand", "refused")]
    [InlineData("two hundred fifty to three hundred thousand", "refused")]
    public void A_range_takes_the_scale_of_its_second_number(string words, string says) =>
        Assert.Equal(says, ReadingText.Of(words));

    [Theory]
    [InlineData("10k", "10000")]
    [InlineData("10K shells", "10000")]
    [InlineData("4.8m", "4800000")]
    [InlineData("5bn", "5000000000")]
    [InlineData("4.8million", "4800000")]
    [InlineData("3thousand", "3000")]
    [InlineData("500t", "500")]
    [InlineData("10k5", "refused")]
    [InlineData("10x", "refused")]
    [InlineData("5dozen", "refused")]
    [InlineData("5mln", "refused")]
    public void Letters_behind_digits_are_a_scale_or_not_known(string words, string says) =>
        Assert.Equal(says, ReadingText.Of(words));

    [Theory]
    [InlineData("20,000-plus", ">=20000")]
    [InlineData("20-odd launchers", "~20")]
    [InlineData("2-million", "2000000")]
    [InlineData("4 million-plus", ">=4000000")]
    [InlineData("4 million-6 million", "4000000..6000000")]
    [InlineData("20-to-30 launchers", "20..30")]
    [InlineData("three-hundred-and-fifty", "350")]
    [InlineData("three two-thousand-pound bombs", "3")]
    [InlineData("20 five-ton trucks", "20")]
    [InlineData("12 KN-23 missiles", "12")]
    [InlineData("six-7th", "unread")]
    [InlineData("six--seven", "unread")]
    [InlineData("4 million--6 million", "refused")]
    [InlineData("20-odd-ball launchers", "refused")]
    [InlineData("10-year", "refused")]
    [InlineData("5 thousand-pound bombs", "refused")]
    [InlineData("4 million-round orders", "refused")]
    [InlineData("two thousand-strong", "refused")]
    [InlineData("two hundred-ton cranes", "refused")]
    [InlineData("three dozen-strong crews", "refused")]
    [InlineData("a thousands-strong force", "refused")]
    public void A_hyphen_ties_numbers_and_measures_together(string words, string says) =>
        Assert.Equal(says, ReadingText.Of(words));

    [Theory]
    [InlineData(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen",
        0,
        1
    )]
    [InlineData("fifteen sixteen seventeen eighteen nineteen", 15, 1)]
    [InlineData("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)]
    public void Each_number_word_is_its_number(string words, int first, int step) =>
        Assert.Equal(
            words.Split(' ').Select((_, n) => $"{first + (n * step)}"),
            words.Split(' ').Select(ReadingText.Of)
        );

    [Theory]
    [InlineData("a third", "33.3333")]
    [InlineData("two thirds", "66.6667")]
    [InlineData("a quarter", "25")]
    [InlineData("three quarters", "75")]
    [InlineData("a fifth", "20")]
    [InlineData("four fifths", "80")]
    [InlineData("a tenth", "10")]
    [InlineData("nine tenths", "90")]
    public void Each_part_of_a_whole_is_its_share(string words, string percent) =>
        Assert.Equal($"share {percent}", ReadingText.Of(words));
}
