using TransferLedger.Core.Values;

namespace TransferLedger.Core.Tests.Values;

public sealed class SlugTests
{
    [Theory]
    [InlineData("The Wall Street Journal", "the-wall-street-journal")]
    [InlineData("  É. Dupont (MoD) ", "é-dupont-mod")]
    [InlineData("연합뉴스", "연합뉴스")]
    [InlineData("!!!", "")]
    public void A_text_becomes_an_id_of_its_letters_and_digits(string text, string slug) =>
        Assert.Equal(slug, Slug.Of(text));

    [Fact]
    public void Without_any_ascii_letter_the_ascii_form_is_x() => Assert.Equal("x", Slug.Ascii("연합뉴스!"));
}
