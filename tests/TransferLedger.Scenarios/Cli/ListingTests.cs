using TransferLedger.Cli.Frame;

namespace TransferLedger.Scenarios.Cli;

public sealed class ListingTests
{
    private static readonly Listing Figures = new Listing(
        new Column("Figure"),
        new Column("Estimate", IsFlexible: true),
        new Column("Period", Rank: 1),
        new Column("Words", Rank: 2, IsFlexible: true)
    ).Add(
        "KP-RU/capacity/artillery-round-152mm",
        "6,030 to 7,370, point 6,700 (single)",
        "2023-09-01 to 2024-02-26",
        "approximately 6,700"
    );

    [Fact]
    public void A_wide_screen_shows_all_columns_on_one_line()
    {
        Assert.Equal(
            [
                "Figure                                Estimate                              Period                    Words",
                "KP-RU/capacity/artillery-round-152mm  6,030 to 7,370, point 6,700 (single)  2023-09-01 to 2024-02-26  approximately 6,700",
            ],
            Terminal.Lines(Figures.Fit(160))
        );
    }

    [Theory]
    [InlineData(160, 4)]
    [InlineData(110, 4)]
    [InlineData(90, 3)]
    [InlineData(80, 2)]
    public void A_narrow_screen_leaves_out_the_columns_of_highest_rank(int width, int columns) =>
        Assert.Equal(columns, Figures.Fit(width).Columns.Count);

    [Fact]
    public void A_column_that_holds_nothing_is_left_out() =>
        Assert.Single(new Listing(new Column("A"), new Column("B", Rank: 1)).Add("x", null).Fit(80).Columns);

    [Fact]
    public void What_could_steer_a_terminal_is_taken_out() =>
        Assert.Equal(["A", "x [2Jy"], Terminal.Lines(new Listing(new Column("A")).Add("x\e[2Jy").Fit(80)));

    [Fact]
    public void An_id_is_never_broken_where_there_is_room_for_it()
    {
        var listing = new Listing(
            new Column("By", IsFlexible: true),
            new Column("Why", IsFlexible: true)
        ).Add("government-of-the-russian-federation-ru", "because it said so in a long letter");
        Assert.Equal(
            [
                "By                                       Why",
                "government-of-the-russian-federation-ru  because it said so in",
                "                                         a long letter",
            ],
            Terminal.Lines(listing.Fit(62))
        );
    }

    [Fact]
    public void Sentences_are_broken_between_words() =>
        Assert.Equal(
            ["At least 10", "by the end of", "unbelievable-May"],
            Phrase.Wrap("At least 10 by the end of unbelievable-May", 13)
        );
}
