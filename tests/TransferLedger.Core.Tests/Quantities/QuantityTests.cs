using TransferLedger.Core.Faults;
using TransferLedger.Core.Quantities;

namespace TransferLedger.Core.Tests.Quantities;

public sealed class QuantityTests
{
    [Fact]
    public void Words_alone_are_kept_and_read()
    {
        var quantity = Of("approximately 6,700").Value;

        Assert.Equal("approximately 6,700", quantity.Words);
        Assert.Equal(Reading.Of(new(Point: 6_700, Approximate: true)).Value, quantity.Reading);
    }

    [Fact]
    public void Fields_alone_are_the_reading()
    {
        var quantity = Of(null, new(Low: 4, High: 6)).Value;

        Assert.Null(quantity.Words);
        Assert.Equal(ReadingShape.Range, quantity.Reading!.Shape);
    }

    [Theory]
    [MemberData(nameof(Agreeing))]
    public void Words_and_fields_that_agree_are_taken(string words, QuantityFields fields) =>
        Assert.Equal(ReadingText.ReadingOf(words), Of(words, fields).Value.Reading);

    public static TheoryData<string, QuantityFields> Agreeing =>
        new()
        {
            { "up to roughly 3 million", new(High: 3_000_000, Approximate: true) },
            { "up to roughly 3 million", new(High: 3_000_000) },
            { "exactly 6,700", new(Point: 6_700, Approximate: false) },
            { "nearly 16,000", new(Point: 16_000) },
            { "thousands of containers", new(Low: 1_000) },
            { "over 13,000", new(Low: 13_000, LowExclusive: true) },
            { "nearly 16,000", new(High: 16_000, HighExclusive: true) },
            { "between 4 and 6 million", new(High: 6_000_000) },
            { "between 4 and 6 million", new(Low: 4_000_000) },
        };

    [Theory]
    [MemberData(nameof(Disagreeing))]
    public void Words_and_fields_that_disagree_are_refused(string words, QuantityFields fields) =>
        Assert.Equal("quantity.words-and-fields-disagree", Assert.Single(Of(words, fields).Faults).Code);

    public static TheoryData<string, QuantityFields> Disagreeing =>
        new()
        {
            { "up to roughly 3 million", new(High: 300_000) },
            { "approximately 6,700", new(Point: 6_700, Approximate: false) },
            { "6,700", new(Point: 6_800) },
            { "6,700", new(Low: 6_700) },
            { "under 16,000", new(High: 16_000, HighExclusive: false) },
            { "over 13,000", new(Low: 13_000, LowExclusive: false) },
        };

    [Theory]
    [InlineData("a significant number")]
    [InlineData("6,5 million")]
    [InlineData("half")]
    public void Fields_beside_words_that_cannot_be_read_are_the_bounds(string words)
    {
        var quantity = Of(words, new(Low: 500)).Value;

        Assert.Equal((words, 500L), (quantity.Words, quantity.Reading!.Low));
    }

    [Fact]
    public void Words_without_a_number_leave_the_quantity_unread() =>
        Assert.False(Of("a significant number").Value.IsRead);

    [Theory]
    [InlineData("6,5 million", "quantity.unreadable")]
    [InlineData("500 to 1 million", "quantity.upside-down")]
    [InlineData("2,000 million billion", "quantity.unreadable")]
    [InlineData("2,000,000 billion", "quantity.too-large")]
    [InlineData("half", "quantity.is-a-share")]
    [InlineData("140 percent", "share.out-of-range")]
    [InlineData("10,000 a month", "quantity.words-and-per-disagree")]
    [InlineData("", "quantity.nothing-given")]
    [InlineData("  ", "quantity.nothing-given")]
    public void Words_that_are_no_quantity_are_refused(string words, string code) =>
        Assert.Equal(("", code), PlaceAndCode(Of(words).Faults.Single()));

    [Fact]
    public void Refused_words_name_the_place_in_the_text() =>
        Assert.Contains(
            "from character 7 (\"6,5\")",
            Of("about 6,5 million").Faults[0].Says,
            StringComparison.Ordinal
        );

    [Theory]
    [MemberData(nameof(BadFields))]
    public void Fields_that_cannot_be_are_refused_at_their_place(
        QuantityFields fields,
        string place,
        string code
    ) => Assert.Equal((place, code), PlaceAndCode(Of(null, fields).Faults.Single()));

    public static TheoryData<QuantityFields, string, string> BadFields =>
        new()
        {
            { new(), "", "quantity.nothing-given" },
            { new(Approximate: true), "", "quantity.nothing-given" },
            { new(Point: -1), "/point", "quantity.negative" },
            { new(High: Reading.Greatest + 1), "/high", "quantity.too-large" },
            { new(Low: 6, High: 4), "/low", "quantity.upside-down" },
            { new(Low: 6, LowExclusive: true, High: 6), "/low", "quantity.upside-down" },
            { new(High: 0, HighExclusive: true), "/high", "quantity.upside-down" },
            { new(Low: 6, HighExclusive: true), "/highExclusive", "quantity.exclusive-without-bound" },
            { new(Point: 6, Low: 4), "/point", "quantity.point-with-bounds" },
            { new(Point: 6, High: 6), "/point", "quantity.point-with-bounds" },
        };

    [Fact]
    public void All_faults_of_the_fields_are_named_at_once() =>
        Assert.Equal(
            "/low /high",
            string.Join(' ', Of(null, new(Low: -4, High: -2)).Faults.Select(f => f.Place))
        );

    [Fact]
    public void Neither_words_nor_fields_is_nothing() =>
        Assert.Equal("quantity.nothing-given", Of(null).Faults.Single().Code);

    [Fact]
    public void Words_of_501_characters_are_too_long()
    {
        Assert.Equal(
            "quantity.words-too-long",
            Of(new string('x', Quantity.MostCharacters + 1)).Faults.Single().Code
        );
        Assert.True(Of(new string('x', Quantity.MostCharacters)).IsOk);
    }

    [Fact]
    public void A_rate_in_the_words_agrees_with_its_per()
    {
        var quantity = Quantity.Of("10,000 containers a month", null, Per.Month, Unit.Container).Value;

        Assert.Equal((Per.Month, 10_000L), (quantity.Per, quantity.Reading!.Point));
    }

    [Fact]
    public void Readings_with_the_same_values_may_differ_in_shape()
    {
        var (over, upTo) = (ReadingText.ReadingOf("over 10,000"), ReadingText.ReadingOf("up to 10,000"));

        Assert.True(over.HasSameValuesAs(upTo));
        Assert.NotEqual(over, upTo);
        Assert.False(over.HasSameValuesAs(ReadingText.ReadingOf("over 13,000")));
    }

    private static Outcome<Quantity> Of(string? words, QuantityFields? fields = null) =>
        Quantity.Of(words, fields, Per.Total, Unit.Container);

    private static (string, string) PlaceAndCode(Fault fault) => (fault.Place, fault.Code);
}
