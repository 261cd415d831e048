namespace TransferLedger.Core.Tests.Quantities;

/// <summary>What may stand behind a number, and what would make it another one.</summary>
public sealed class BehindTheNumberTests
{
    [Theory]
    [InlineData(
        "more less fewer least most minimum maximum max min percent percentage per minus times fold each"
    )]
    [InlineData(
        "apiece approximately approx roughly circa nearly almost exceeding estimated up versus not than"
    )]
    [InlineData(
        "short double twice triple trillion trillions quadrillion lakh lakhs crore crores mln mn mio mrd"
    )]
    [InlineData("milliard gross score pairs hour hourly")]
    public void A_word_that_changes_the_number_is_refused_wherever_it_stands(string words) =>
        Assert.All(
            words.Split(' '),
            word =>
            {
                Assert.Equal("refused", ReadingText.Of($"6,700 {word}"));
                Assert.Equal("refused", ReadingText.Of($"6,700 shells {word} of them"));
            }
        );

    [Theory]
    [InlineData("over under above below about around to and or from")]
    public void A_word_of_place_and_time_changes_the_number_only_at_the_very_end(string words) =>
        Assert.All(
            words.Split(' '),
            word =>
            {
                Assert.Equal("refused", ReadingText.Of($"6,700 shells {word}"));
                Assert.Equal("6700", ReadingText.Of($"6,700 shells {word} Russia"));
            }
        );

    [Theory]
    [InlineData(
        "dollars euros pounds won rubles roubles usd eur mm cm m km kg kilograms kilogrammes kilometres"
    )]
    [InlineData("kilometers metres meters miles hours days weeks months years")]
    public void What_no_ledger_of_goods_counts_is_refused_right_behind_the_number(string words) =>
        Assert.All(
            words.Split(' ').Except(["m"]),
            word =>
            {
                Assert.Equal("refused", ReadingText.Of($"6,700 {word}"));
                Assert.Equal("6700", ReadingText.Of($"6,700 shells in {word}"));
            }
        );

    [Theory]
    [InlineData("6,700 daily", "6700/day")]
    [InlineData("6,700 shells weekly", "6700/week")]
    [InlineData("6,700 monthly", "6700/month")]
    [InlineData("6,700 yearly", "6700/year")]
    [InlineData("6,700 annually", "6700/year")]
    [InlineData("6,700 shells per month", "6700/month")]
    [InlineData("6,700 shells a month", "6700/month")]
    [InlineData("6,700 shells every month", "6700/month")]
    [InlineData("6,700 shells each month", "6700/month")]
    [InlineData("6,700 a day", "6700/day")]
    [InlineData("200 shells a container", "200/container")]
    [InlineData("200 shells per voyage of the ship", "200/voyage")]
    [InlineData("200 to 300 shells a day", "200..300/day")]
    [InlineData("6,700 per day or more", ">=6700/day")]
    [InlineData("6,700 per total", "refused")]
    [InlineData("6,700 per", "refused")]
    [InlineData("6,700 a", "refused")]
    [InlineData("6,700 shells per day per container", "refused")]
    public void A_rate_is_taken_out_of_what_stands_behind(string words, string says) =>
        Assert.Equal(says, ReadingText.Of(words));

    [Theory]
    [InlineData("in within over for of after during by on from with as about to into at through aboard")]
    public void Behind_a_preposition_it_is_no_rate(string prepositions) =>
        Assert.All(
            prepositions.Split(' '),
            preposition => Assert.Equal("6700", ReadingText.Of($"6,700 shells {preposition} a month"))
        );

    [Theory]
    [InlineData("200 shells a wagon", "refused")]
    [InlineData("200 shells an item", "refused")]
    [InlineData("200 shells every wagon", "refused")]
    [InlineData("200 a wagon", "refused")]
    [InlineData("200 shells every", "refused")]
    [InlineData("200 shells in every", "200")]
    [InlineData("200 shells in a container", "refused")]
    [InlineData("200 shells aboard a shipment", "refused")]
    [InlineData("200 shells on a voyage", "refused")]
    [InlineData("200 shells on a ship", "200")]
    [InlineData("200 containers carrying a range of weapons", "200")]
    [InlineData("200 shells packed a certain way", "200")]
    [InlineData("200 shells, a source said", "200")]
    public void What_might_be_a_rate_is_refused(string words, string says) =>
        Assert.Equal(says, ReadingText.Of(words));

    [Theory]
    [InlineData("6,700 shells and 12 rockets")]
    [InlineData("6,700 shells and twelve rockets")]
    [InlineData("6,700 shells and dozens of rockets")]
    [InlineData("6,700 shells %")]
    [InlineData("6,700 shells, a third of them duds")]
    [InlineData("6,700 shells since 2023-09")]
    public void A_second_number_is_refused(string words) => Assert.Equal("refused", ReadingText.Of(words));
}
