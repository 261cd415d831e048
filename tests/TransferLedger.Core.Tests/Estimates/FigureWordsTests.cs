using TransferLedger.Core.Answers;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>An estimate as one sentence: the number with the qualifier that was said, and whether anybody names the other end.</summary>
public sealed class FigureWordsTests
{
    private static readonly FigureWords Containers = new(FigureId.Read("KP-RU/containers").Value);

    [Theory]
    [InlineData(13_001, null, "over 13,000", "over 13,000; nobody claims an upper limit")]
    [InlineData(10_000, null, "no fewer than 10,000", "no fewer than 10,000; nobody claims an upper limit")]
    [InlineData(10_000, null, "over 13,000", "at least 10,000; nobody claims an upper limit")]
    [InlineData(
        1_000,
        null,
        "thousands of",
        "“thousands of”, which is at least 1,000; nobody claims an upper limit"
    )]
    [InlineData(6_030, 7_370, "approximately 6,700", "approximately 6,700, which is between 6,030 and 7,370")]
    [InlineData(6_500, 7_370, "approximately 6,700", "between 6,500 and 7,370")]
    [InlineData(100, 200, "between 100 and 200", "between 100 and 200")]
    [InlineData(0, 99, "fewer than 100", "fewer than 100")]
    [InlineData(
        0,
        3_300_000,
        "up to roughly 3 million",
        "up to roughly 3 million, which is at most 3,300,000"
    )]
    [InlineData(0, 50, "over 13,000", "at most 50")]
    [InlineData(15, 15, "exactly 15", "15")]
    [InlineData(15, null, null, "at least 15; nobody claims an upper limit")]
    public void The_words_are_kept_where_they_say_just_this_range(
        int low,
        int? high,
        string? words,
        string sentence
    ) => Assert.Equal(sentence, Containers.Sentence(EstimateStatus.Single, low, high, words));

    [Theory]
    [InlineData(EstimateStatus.Empty, "nobody has given a number yet")]
    [InlineData(EstimateStatus.Unattributed, "numbers go round, and nobody is named who stands behind them")]
    [InlineData(EstimateStatus.Unquantified, "no claim that counts gives a number")]
    public void Without_a_number_it_says_why(EstimateStatus status, string sentence) =>
        Assert.Equal(sentence, Containers.Sentence(status, low: null, high: null, words: null));

    [Fact]
    public void Of_a_disputed_figure_without_its_sides_it_gives_the_span() =>
        Assert.Equal(
            "disputed: what is claimed lies between 100 and 900, and does not agree",
            Containers.Sentence(EstimateStatus.Disputed, 100, 900, "at least 900")
        );

    [Fact]
    public void Percents_are_said_as_percents() =>
        Assert.Equal(
            "between 12.5 and 50 percent",
            new FigureWords(FigureId.Read("KP-RU/quality/artillery-round").Value).Sentence(
                EstimateStatus.Compatible,
                125_000,
                500_000,
                "50"
            )
        );

    [Theory]
    [InlineData("KP-RU/containers", "Shipping containers")]
    [InlineData("KP-RU/items/ballistic-missile", "Ballistic missile")]
    [InlineData("KP-RU/pledged/ballistic-missile", "Ballistic missile, pledged")]
    [InlineData(
        "KP-RU/capacity/artillery-round-152mm",
        "Artillery round 152mm, how many could have been carried"
    )]
    public void A_figure_has_a_name(string figure, string name) =>
        Assert.Equal(name, new FigureWords(FigureId.Read(figure).Value).Name);

    [Theory]
    [InlineData("KP-RU", "North Korea to Russia")]
    [InlineData("AE-SD:RSF", "United Arab Emirates to RSF (Sudan)")]
    [InlineData("EU-UA", "European Union to Ukraine")]
    [InlineData("KP-XX", "North Korea to unknown")]
    public void A_corridor_has_a_name(string corridor, string name) =>
        Assert.Equal(name, FigureWords.Of(Corridor.Read(corridor).Value));
}
