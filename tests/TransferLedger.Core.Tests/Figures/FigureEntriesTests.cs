using System.Diagnostics;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Tests.Filing;

namespace TransferLedger.Core.Tests.Figures;

/// <summary>The record of a figure at any position, from the entries that concern it.</summary>
public sealed class FigureEntriesTests
{
    private const string Shells = "KP-RU/items/artillery-round";
    private const string Rockets = "KP-RU/items/rocket";

    [Fact]
    public void A_correction_that_moves_the_item_takes_the_claim_to_another_figure_from_its_day_on()
    {
        var life = ClaimLife.Of().Corrected(words: null, "2024-06-01", item: "rocket");

        Assert.Equal(["2024-02-26 to 2024-06-01"], Stands(life, Shells));
        Assert.Equal(["2024-06-01 to "], Stands(life, Rockets));
    }

    [Fact]
    public void A_recording_error_that_moves_the_item_takes_the_claim_to_another_figure_for_every_day()
    {
        var life = ClaimLife.Of().Mended("1000", item: "rocket");

        Assert.Empty(Stands(life, Shells));
        Assert.Equal(["2024-02-26 to "], Stands(life, Rockets));
    }

    [Fact]
    public void Before_its_position_a_recording_error_is_not_known()
    {
        var life = ClaimLife.Of().Mended("1000", item: "rocket");
        var before = life.Entries[0].Position;

        Assert.Single(Figure(life, Shells).UpTo(before).Record().Claims);
        Assert.Empty(Figure(life, Rockets).UpTo(before).Record().Claims);
    }

    [Fact]
    public void Judgements_count_from_their_own_position_on()
    {
        var claim = ClaimLife.Of().Entries[0];
        var judged = new StatementsJudged
        {
            First = "b",
            Second = "a",
            Judgement = Judgement.Same,
            By = "desk-1",
            Reason = "r",
        };
        var entries = new FigureEntries(
            FigureId.Read(Shells).Value,
            [claim, claim with { Position = claim.Position.Next, Event = judged }]
        );

        Assert.Equal("a", entries.Record().Statements.NameOf("b"));
        Assert.Equal("b", entries.UpTo(claim.Position).Record().Statements.NameOf("b"));
    }

    [Fact]
    public void An_entry_that_concerns_no_figure_throws()
    {
        var report = ClaimLife.Of().Entries[0] with { Event = Drafts.Draft().Report };

        Assert.Throws<UnreachableException>(() =>
            new FigureEntries(FigureId.Read(Shells).Value, [report]).Record()
        );
    }

    private static FigureEntries Figure(ClaimLife life, string figure) =>
        new(FigureId.Read(figure).Value, life.Entries);

    private static IEnumerable<string> Stands(ClaimLife life, string figure) =>
        Figure(life, figure)
            .Record()
            .Claims.Select(state => $"{state.Since:yyyy-MM-dd} to {state.Until:yyyy-MM-dd}");
}
