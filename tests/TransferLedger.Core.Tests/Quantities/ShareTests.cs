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
    [InlineData("100", "100")]
    [InlineData("12.34567", "12.3457")]
    [InlineData("12.50", "12.5")]
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

    [Fact]
    public void Each_unit_and_each_per_has_its_name_and_is_read_from_it()
    {
        Assert.Equal("container round missile unit tonne voyage percent", string.Join(' ', Unit.All));
        Assert.Equal("total container day week month year voyage shipment", string.Join(' ', Per.All));
        Assert.All(Unit.All, unit => Assert.Equal(unit, Unit.Read(unit.Name).Value));
        Assert.All(Per.All, per => Assert.Equal(per, Per.Read(per.Name).Value));
    }

    [Fact]
    public void Left_out_a_per_is_a_total()
    {
        Assert.True(default(Per).IsTotal);
        Assert.Equal(Per.Total, Per.Read("total").Value);
        Assert.All(Per.All.Skip(1), per => Assert.False(per.IsTotal));
    }
}
