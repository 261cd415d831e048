using System.Text.Json;
using TransferLedger.Core.Quantities;

namespace TransferLedger.Core.Tests.Quantities;

public sealed class ShareTests
{
    [Theory]
    [InlineData("half", "50")]
    [InlineData("a third", "33.3333")]
    [InlineData("two-thirds", "66.6667")]
    [InlineData("40 percent", "40")]
    [InlineData("forty per cent", "40")]
    [InlineData("12.5%", "12.5")]
    [InlineData("full", "100")]
    [InlineData("at full capacity", "100")]
    [InlineData("50", "50")]
    [InlineData("12.5", "12.5")]
    [InlineData("0", "0")]
    public void A_share_is_read_from_words_or_a_decimal_number_of_percent(string text, string percent)
    {
        var share = Share.Read(text).Value;

        Assert.Equal(percent, share.ToString());
        Assert.Equal(share, JsonSerializer.Deserialize<Share>(JsonSerializer.Serialize(share)));
    }

    [Theory]
    [InlineData("100.5", "share.out-of-range")]
    [InlineData("-1", "share.unreadable")]
    [InlineData("12,5", "share.unreadable")]
    [InlineData("about half", "share.unreadable")]
    [InlineData("more than a third", "share.unreadable")]
    [InlineData("a third shipment", "share.unreadable")]
    [InlineData("most", "share.unreadable")]
    [InlineData("", "share.unreadable")]
    public void What_is_no_sure_share_is_refused(string text, string code) =>
        Assert.Equal(code, Share.Read(text).Faults.Single().Code);

    [Fact]
    public void A_share_is_stored_as_a_decimal_string() =>
        Assert.Equal("\"33.3333\"", JsonSerializer.Serialize(Share.Read("a third").Value));

    [Theory]
    [InlineData("contaner", "container")]
    [InlineData("rounds", "round")]
    public void An_unknown_unit_names_the_nearest(string name, string nearest) =>
        Assert.Contains(nearest, Unit.Read(name).Faults.Single().Says, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_per_names_the_nearest() =>
        Assert.Contains(
            "Did you mean month?",
            Per.Read("months").Faults.Single().Says,
            StringComparison.Ordinal
        );

    [Fact]
    public void Left_out_a_per_is_a_total()
    {
        Assert.True(default(Per).IsTotal);
        Assert.Equal(Per.Total, Per.Read("total").Value);
        Assert.All(Per.All.Skip(1), per => Assert.False(per.IsTotal));
    }
}
