using System.Text.Json;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Quantities;

namespace TransferLedger.Core.Tests.Quantities;

/// <summary>What the filer is told where a quantity is refused: the sentence says what is wrong and what to do.</summary>
public sealed class QuantityRefusalsTests
{
    private const string Advice = "Give the phrase with the number alone, or fields beside the words.";

    private const string Separators =
        "Separators stand only before groups of exactly three digits, and a decimal point is a point.";

    private const string Changing = "It may change the number before it, or is a second one.";

    [Theory]
    [InlineData("about 6,5 million", 7, "6,5", Separators)]
    [InlineData("6,5 million", 1, "6,5", Separators)]
    [InlineData("10k5 shells", 1, "10k5", Separators)]
    [InlineData("-5 containers", 1, "-5", Separators)]
    [InlineData("- 5 containers", 1, "-", "This is not known before a number.")]
    [InlineData("six-thousand-7000", 14, "7000", Changing)]
    [InlineData("4 and 6 million shells", 7, "6", Changing)]
    [InlineData("200 shells a wagon", 12, "a", Changing)]
    [InlineData("300 and $5 million", 9, "$5", Separators)]
    [InlineData(
        "at least up to 500",
        10,
        "up",
        "This is a second qualifier that does not go with the first."
    )]
    [InlineData(
        "exactly about 500",
        9,
        "about",
        "This is a second qualifier that does not go with the first."
    )]
    [InlineData(
        "nearly about 500",
        8,
        "about",
        "This is a second qualifier that does not go with the first."
    )]
    [InlineData(
        "about dozens of missiles",
        7,
        "dozens",
        "This is \"about\" with a number that nobody counted."
    )]
    [InlineData("up to several hundred", 7, "several", "This is a number that nobody counted, with a limit.")]
    [InlineData("one of 12 ships", 1, "one", "This is \"one of\" several.")]
    [InlineData(
        "at least about 10,000 and up to 12,000",
        23,
        "and",
        "This is a second bound that is not as sure as the first."
    )]
    [InlineData(
        "at least several thousand and up to 12,000",
        27,
        "and",
        "This is a second bound that is not as sure as the first."
    )]
    [InlineData("10 to dozens of shells", 7, "dozens", "This is a range whose second number is not sure.")]
    [InlineData("several to 12 shells", 12, "12", "This is a range whose second number is not sure.")]
    [InlineData(
        "10 to 12,000",
        1,
        "10",
        "This is a range whose first number may be short for thousands or millions."
    )]
    [InlineData("1.5 missiles", 1, "1.5", "This is a number that is not whole.")]
    [InlineData("a few thousand shells", 1, "a", "This is not known before a number.")]
    [InlineData(
        "about more than a third",
        7,
        "more",
        "This is a second qualifier that does not go with the first."
    )]
    [InlineData("more than a third of all shells", 11, "a", "This is not known before a number.")]
    public void Words_that_are_not_sure_are_refused_from_the_place_on_that_is_not(
        string words,
        int character,
        string text,
        string why
    ) =>
        Assert.Equal(
            Fault.At(
                "quantity.unreadable",
                $"\"{words}\" cannot be read for sure, from character {character} (\"{text}\") on. {why} {Advice}"
            ),
            QuantityWords.Read(words).Faults.Single()
        );

    [Theory]
    [InlineData(
        "2,000,000 billion",
        "quantity.too-large",
        "\"2,000,000 billion\" is over 1000000000000000, the most that the ledger holds. Check the scale."
    )]
    [InlineData(
        "9999999999999999999999999999",
        "quantity.too-large",
        "\"9999999999999999999999999999\" is over 1000000000000000, the most that the ledger holds. Check the scale."
    )]
    [InlineData(
        "10,000 to 2,000,000 billion",
        "quantity.too-large",
        "\"10,000 to 2,000,000 billion\" is over 1000000000000000, the most that the ledger holds. Check the scale."
    )]
    [InlineData(
        "between 6 and 4 million",
        "quantity.upside-down",
        "\"between 6 and 4 million\": No whole number lies from 6000000 to 4000000. Swap or mend the bounds."
    )]
    [InlineData("140 percent", "share.out-of-range", "140 percent is no part of a whole. Give 0 to 100.")]
    public void Numbers_that_cannot_be_are_refused_with_the_words(string words, string code, string says) =>
        Assert.Equal(Fault.At(code, says), QuantityWords.Read(words).Faults.Single());

    public static TheoryData<QuantityFields, string, string, string> Fields =>
        new()
        {
            { new(), "", "quantity.nothing-given", "Give words, a point, a low or a high." },
            { new(Low: -1), "/low", "quantity.negative", "-1 is below 0. A quantity is 0 or more." },
            {
                new(Point: Reading.Greatest + 1),
                "/point",
                "quantity.too-large",
                "1000000000000001 is over 1000000000000000, the most that the ledger holds. Check the scale."
            },
            {
                new(High: 6, LowExclusive: true),
                "/lowExclusive",
                "quantity.exclusive-without-bound",
                "There is no low for this to be about. Give low, or leave it out."
            },
            {
                new(Low: 6, HighExclusive: true),
                "/highExclusive",
                "quantity.exclusive-without-bound",
                "There is no high for this to be about. Give high, or leave it out."
            },
            {
                new(Point: 6, High: 8),
                "/point",
                "quantity.point-with-bounds",
                "Give either a point or bounds; \"nearly v\" is point v, approximate, with the exclusive high v."
            },
            {
                new(Low: 6, LowExclusive: true, High: 7, HighExclusive: true),
                "/low",
                "quantity.upside-down",
                "No whole number lies from 7 to 6. Swap or mend the bounds."
            },
            {
                new(High: 0, HighExclusive: true),
                "/high",
                "quantity.upside-down",
                "No whole number lies from 0 to -1. Swap or mend the bounds."
            },
        };

    [Theory]
    [MemberData(nameof(Fields))]
    public void Fields_that_cannot_be_are_refused_at_their_member(
        QuantityFields fields,
        string place,
        string code,
        string says
    ) => Assert.Equal(new Fault(place, code, says), Of(null, fields).Single());

    [Fact]
    public void Neither_words_nor_fields_ask_for_one() =>
        Assert.Equal(
            Fault.At("quantity.nothing-given", "Give words, a point, a low or a high."),
            Of(" ", null).Single()
        );

    [Fact]
    public void Words_that_are_too_long_say_how_long_they_may_be() =>
        Assert.Equal(
            Fault.At(
                "quantity.words-too-long",
                "The words have 501 characters, at most 500 are kept. Give the phrase with the number."
            ),
            Of(new string('x', 501), null).Single()
        );

    [Fact]
    public void Words_about_a_part_of_a_whole_belong_to_a_share() =>
        Assert.Equal(
            Fault.At(
                "quantity.is-a-share",
                "\"half of them\" is a part of a whole, not a number of things. File it as a share, or give the number in fields."
            ),
            Of("half of them", null).Single()
        );

    [Fact]
    public void Words_and_fields_that_disagree_show_how_the_words_read() =>
        Assert.Equal(
            Fault.At(
                "quantity.words-and-fields-disagree",
                "\"over 13,000\" reads as more than 13,000, the fields say something else. Mend one, or leave the fields out."
            ),
            Of("over 13,000", new(Low: 15_000)).Single()
        );

    [Theory]
    [InlineData("total", "The words say per month, the claim says total. Set per to month.")]
    [InlineData("year", "The words say per month, the claim says per year. Set per to month.")]
    public void Words_for_another_rate_than_the_claim_say_which(string per, string says)
    {
        var fault = Fault.At("quantity.words-and-per-disagree", says);

        Assert.Equal(fault, Of("10,000 a month", null, per).Single());
        Assert.Equal(fault, Of("10,000 a month", new(Point: 10_000), per).Single());
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("about half")]
    [InlineData("")]
    public void What_is_no_share_says_what_one_looks_like(string text) =>
        Assert.Equal(
            Fault.At(
                "share.unreadable",
                $"\"{text}\" is not a share. Write half, a third, 40 percent, full, or a decimal number of percent such as 12.5; "
                    + "leave \"about\" and \"more than\" to the summary."
            ),
            Share.Read(text).Faults.Single()
        );

    [Fact]
    public void A_share_over_100_percent_says_what_may_be_given() =>
        Assert.Equal(
            Fault.At("share.out-of-range", "100.5 percent is no part of a whole. Give 0 to 100."),
            Share.Read("100.5").Faults.Single()
        );

    [Theory]
    [InlineData("months", "\"months\" is not known. Did you mean month?")]
    [InlineData(
        "qqqqq",
        "\"qqqqq\" is not known. Known are total, container, day, week, month, year, voyage, shipment."
    )]
    public void An_unknown_per_names_those_that_are_known(string name, string says) =>
        Assert.Equal(Fault.At("per.unknown", says), Per.Read(name).Faults.Single());

    [Theory]
    [InlineData("contaner", "\"contaner\" is not a unit. Did you mean container or tonne?")]
    [InlineData(
        "qqqqq",
        "\"qqqqq\" is not a unit. Known are container, round, missile, unit, tonne, voyage, percent."
    )]
    public void An_unknown_unit_names_those_that_are_known(string name, string says) =>
        Assert.Equal(Fault.At("unit.unknown", says), Unit.Read(name).Faults.Single());

    [Theory]
    [InlineData("""{"words":"dozens"}""", "A stored quantity has a unit.")]
    [InlineData("""{"words":"dozens","unit":null}""", "A stored Unit is a string, not Null.")]
    [InlineData(
        """{"low":6,"high":4,"unit":"container"}""",
        "No whole number lies from 6 to 4. Swap or mend the bounds."
    )]
    [InlineData("""{"point":6,"unit":7}""", "A stored Unit is a string, not Number.")]
    [InlineData(
        """{"point":6,"unit":"contaner"}""",
        "\"contaner\" is not a unit. Did you mean container or tonne?"
    )]
    public void A_broken_store_says_what_is_broken(string json, string says) =>
        Assert.StartsWith(
            says,
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Quantity>(json)).Message,
            StringComparison.Ordinal
        );

    private static IEnumerable<Fault> Of(string? words, QuantityFields? fields, string per = "total") =>
        Quantity.Of(words, fields, Per.Read(per).Value, Unit.Container).Faults;
}
