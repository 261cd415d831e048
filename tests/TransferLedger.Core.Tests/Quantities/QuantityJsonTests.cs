using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Core.Quantities;

namespace TransferLedger.Core.Tests.Quantities;

public sealed class QuantityJsonTests
{
    [Theory]
    [InlineData(
        "approximately 6,700",
        """{"words":"approximately 6,700","point":6700,"approximate":true,"unit":"container"}"""
    )]
    [InlineData(
        "over 13,000",
        """{"words":"over 13,000","low":13000,"lowExclusive":true,"unit":"container"}"""
    )]
    [InlineData("exactly 5", """{"words":"exactly 5","point":5,"exact":true,"unit":"container"}""")]
    [InlineData("dozens", """{"words":"dozens","low":12,"vague":true,"unit":"container"}""")]
    [InlineData("between 4 and 6", """{"words":"between 4 and 6","low":4,"high":6,"unit":"container"}""")]
    [InlineData("none", """{"words":"none","point":0,"unit":"container"}""")]
    [InlineData("a great many", """{"words":"a great many","unit":"container"}""")]
    [InlineData(
        "nearly 16,000",
        """{"words":"nearly 16,000","point":16000,"high":16000,"highExclusive":true,"approximate":true,"unit":"container"}"""
    )]
    public void A_quantity_is_stored_as_what_it_says_and_no_more(string words, string json)
    {
        var quantity = Quantity.Of(words, null, Per.Total, Unit.Container).Value;

        Assert.Equal(json, JsonSerializer.Serialize(quantity));
        Assert.Equal(quantity, JsonSerializer.Deserialize<Quantity>(json));
    }

    [Fact]
    public void Any_quantity_comes_back_from_the_store_as_it_was()
    {
        var fields =
            from shape in Gen.Choose(0, 3)
            from numbers in Gen.Choose(1, int.MaxValue).Two()
            from flags in Gen.Elements(true, false).Three()
            let low = (long)Math.Min(numbers.Item1, numbers.Item2)
            let high = (long)Math.Max(numbers.Item1, numbers.Item2) + 2
            select shape switch
            {
                0 => new QuantityFields(Point: low, Approximate: flags.Item3),
                1 => new(Low: low, LowExclusive: flags.Item1, Approximate: flags.Item3),
                2 => new(High: high, HighExclusive: flags.Item2, Approximate: flags.Item3),
                _ => new(null, low, flags.Item1, high, flags.Item2, flags.Item3),
            };
        var quantities =
            from given in fields
            from words in Gen.Elements(null, "a great many", "“many” – très")
            from per in Gen.Elements<Per>(Per.All)
            from unit in Gen.Elements<Unit>(Unit.All)
            select Quantity.Of(words, given, per, unit).Value;

        Prop.ForAll(
                quantities.ToArbitrary(),
                q => q.Equals(JsonSerializer.Deserialize<Quantity>(JsonSerializer.Serialize(q)))
            )
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("""{"words":"dozens"}""")]
    [InlineData("""{"words":"dozens","unit":null}""")]
    [InlineData("""{"words":"dozens","unit":"crate"}""")]
    [InlineData("""{"unit":"container"}""")]
    [InlineData("""{"low":6,"high":4,"unit":"container"}""")]
    [InlineData("""{"point":6,"unit":"container","colour":"red"}""")]
    [InlineData("""{"point":6,"unit":"container","per":"furlong"}""")]
    [InlineData("\"dozens\"")]
    public void A_stored_quantity_that_cannot_be_read_is_a_broken_store(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Quantity>(json));

    [Fact]
    public void A_total_is_left_out_and_any_other_per_is_stored()
    {
        var quantity = Quantity.Of("5", null, Per.Container, Unit.Round).Value;

        Assert.Equal(
            """{"words":"5","point":5,"per":"container","unit":"round"}""",
            JsonSerializer.Serialize(quantity)
        );
    }
}
