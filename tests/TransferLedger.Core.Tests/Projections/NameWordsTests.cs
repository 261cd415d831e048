using System.Text;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Projections;

namespace TransferLedger.Core.Tests.Projections;

public sealed class NameWordsTests
{
    [Theory]
    [InlineData("KP-RU/containers", "kp ru containers north korea russia")]
    [InlineData("AE-SD:RSF/items/uav", "ae sd rsf items uav united arab emirates sudan")]
    public void A_figure_is_found_by_its_id_and_by_its_countries(string figure, string words) =>
        Assert.Equal(words, NameWords.Of(FigureId.Read(figure).Value));

    [Fact]
    public void So_is_a_corridor() =>
        Assert.Equal("kp ru north korea russia", NameWords.Of(Corridor.Read("KP-RU").Value));

    [Theory]
    [InlineData("shin-won-sik-kr", "shin won sik kr")]
    [InlineData("  Über-Übersee, the ÜBERSEE ", "über übersee the")]
    [InlineData("→ '&|!:*()\\ \0", "")]
    public void Words_are_letters_and_digits_each_once(string id, string words) =>
        Assert.Equal(words, NameWords.Of(id));

    [Fact]
    public void A_long_word_is_cut_between_characters()
    {
        var word = NameWords.Of("a" + string.Concat(Enumerable.Repeat("𠀀", 50)));
        Assert.Equal(39, word.Length);
        Assert.DoesNotContain(Rune.ReplacementChar, word.EnumerateRunes());
    }
}
