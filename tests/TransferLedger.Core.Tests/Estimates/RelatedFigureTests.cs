using TransferLedger.Core.Denials;
using TransferLedger.Core.Figures;
using static TransferLedger.Core.Tests.Estimates.Reported;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>What stands beside a figure: its wholes and parts, and where somebody looked and saw none.</summary>
public sealed class RelatedFigureTests
{
    [Fact]
    public void Wholes_are_named_from_the_nearest_on_and_parts_by_their_slugs()
    {
        var related = RelatedFigures.Of(FigureId.Read("KP-RU/capacity/rocket").Value);

        Assert.Equal(
            ["KP-RU/capacity/artillery-ammunition", "KP-RU/capacity/ammunition"],
            related.Wholes.Select(figure => figure.ToString())
        );
        Assert.Equal(
            ["KP-RU/capacity/rocket-122mm", "KP-RU/capacity/rocket-240mm"],
            related.Parts.Select(figure => figure.ToString())
        );
    }

    [Fact]
    public void Parts_of_parts_are_parts() =>
        Assert.Contains(
            "KP-RU/items/tank",
            RelatedFigures
                .Of(FigureId.Read("KP-RU/items/arms").Value)
                .Parts.Select(figure => figure.ToString())
        );

    [Fact]
    public void A_stage_keeps_to_itself() =>
        Assert.Equal(
            "KP-RU/pledged/missile",
            RelatedFigures.Of(FigureId.Read("KP-RU/pledged/ballistic-missile").Value).Wholes[0].ToString()
        );

    [Fact]
    public void Containers_have_neither() =>
        Assert.Equal(new RelatedFigures([], []), RelatedFigures.Of(Worked.Containers));

    [Theory]
    [InlineData("KP-RU", null, true)]
    [InlineData("KP-XX", null, true)]
    [InlineData("KP-SY", null, false)]
    [InlineData("RU-KP", null, false)]
    [InlineData("KP-RU", "ammunition", true)]
    [InlineData("KP-RU", "artillery-round-152mm", true)]
    [InlineData("KP-RU", "tank", false)]
    public void An_absence_concerns_a_figure_of_its_corridor_and_goods(
        string corridor,
        string? item,
        bool concerns
    ) => Assert.Equal(concerns, Absences(Absence(corridor, item)).Count == 1);

    [Fact]
    public void An_absence_that_was_taken_back_does_not() =>
        Assert.Empty(Absences(Absence("KP-RU", null) with { Withdrawn = true }));

    [Fact]
    public void An_absence_that_was_not_yet_said_does_not() =>
        Assert.Empty(FigureAbsences.Of(Shells(), [Absence("KP-RU", null)], new(2024, 2, 1)));

    private static IReadOnlyList<ClaimState> Absences(ClaimState absence) =>
        FigureAbsences.Of(Shells(), [absence], Retold.Late);

    private static FigureRecord Shells() =>
        FigureRecord.Of(FigureId.Read("KP-RU/items/artillery-round").Value, []);

    private static ClaimState Absence(string corridor, string? item) =>
        Retold.Report(
            "Watch",
            "2024-02-28",
            Claim(
                """{"type":"absence-observed","what":"ships","observed":"2024-01"}""",
                item is null
                    ? [$"\"corridor\":\"{corridor}\""]
                    : [$"\"corridor\":\"{corridor}\"", $"\"item\":\"{item}\""]
            )
        )[0];
}
