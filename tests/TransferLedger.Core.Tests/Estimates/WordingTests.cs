using TransferLedger.Core.Estimates;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Items;
using TransferLedger.Core.Parties;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>How days, sources and numbers stand in the sentences of an answer.</summary>
public sealed class WordingTests
{
    private static readonly Saying Us = new()
    {
        Id = "us",
        By = "US",
        Words = "at least 120",
        Stated = "2024-02-26",
        Published = "2025-02-01",
        Coverage = "2024-01-01/2024-01-31",
    };

    private static readonly Saying Kr = Us with { Id = "kr", By = "KR", Words = "exactly 100" };

    [Theory]
    [InlineData("2024-02-26", "26 February 2024")]
    [InlineData("2024-02-26~", "about 26 February 2024")]
    [InlineData("2024-02-26?", "26 February 2024")]
    [InlineData("2024-02", "February 2024")]
    [InlineData("2024-06~", "about June 2024")]
    [InlineData("2024", "2024")]
    [InlineData("2024%", "about 2024")]
    [InlineData("2024-02-01/2024-02-26", "between 1 February 2024 and 26 February 2024")]
    [InlineData("2023-09/2024-02~", "between September 2023 and about February 2024")]
    [InlineData("/2024-06-16", "before 16 June 2024")]
    [InlineData("../2024-06-16", "before 16 June 2024")]
    [InlineData("2024-06-16/", "after 16 June 2024")]
    [InlineData("2024-06/..", "after June 2024")]
    [InlineData(null, "reported 1 February 2025")]
    public void A_date_is_said_as_sure_as_it_is(string? stated, string said) =>
        Assert.Contains(
            $"US (Minister, {said}: “at least 120”)",
            Text(Us with { Stated = stated }, Kr),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("2024-01-05/2024-01-20", "from 5 to 20 January 2024")]
    [InlineData("2024-01-05", "on 5 January 2024")]
    [InlineData("2023-12-05/2024-01-20", "from 5 December 2023 to 20 January 2024")]
    [InlineData("2024-01-05/2024-02-05", "from 5 January to 5 February 2024")]
    [InlineData("/2024-01-20", "by 20 January 2024")]
    public void A_period_says_month_and_year_once(string coverage, string said) =>
        Assert.Contains(
            $"says at least 120 containers {said}.",
            Text(Us with { Coverage = coverage }, Kr with { Coverage = "../2024-02-20" }),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("Sabrina Singh", "Deputy Press Secretary", "Pentagon", "Sabrina Singh")]
    [InlineData(null, "Deputy Press Secretary", "Pentagon", "Deputy Press Secretary")]
    [InlineData(null, null, "Pentagon", "Pentagon")]
    public void A_claimant_is_called_by_name_else_office_else_organisation(
        string? name,
        string? office,
        string? organisation,
        string said
    ) =>
        Assert.Contains(
            $"US ({said}, 26 February 2024: ",
            Text(
                Us with
                {
                    Claimant = new()
                    {
                        Kind = ClaimantKind.State,
                        Name = name,
                        Office = office,
                        Organisation = organisation,
                        Country = Party.Read("US").Value,
                    },
                },
                Kr
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(null, "an unnamed source")]
    [InlineData("a senior official", "a senior official")]
    public void An_unnamed_source_is_said_to_be_one(string? name, string said) =>
        Assert.Contains(
            $"({said}, 26 February 2024: ",
            Text(
                Us with
                {
                    Claimant = new() { Kind = ClaimantKind.Unnamed, Name = name },
                },
                Kr
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("artillery-round", "at least 1", "exactly 0", "says at least 1 round from")]
    [InlineData("artillery-round", "at least 1,200", "exactly 0", "says at least 1,200 rounds from")]
    [InlineData("tank", "at least 2", "exactly 0", "says at least 2 units from")]
    public void Goods_are_counted_in_the_unit_of_the_figure(
        string item,
        string floor,
        string ceiling,
        string said
    )
    {
        var goods = ItemList.Find(item).Value;
        var estimate = Estimator.Of(
            FigureRecord.Of(
                FigureId.Read($"KP-RU/items/{item}").Value,
                [
                    (Us with { Item = goods, Words = floor }).Claim,
                    (Kr with { Item = goods, Words = ceiling }).Claim,
                ]
            ),
            new(2025, 12, 31),
            Policy.Current
        );

        Assert.Contains(said, Assert.Single(estimate.Conflicts).Text, StringComparison.Ordinal);
    }

    private static string Text(params Saying[] sayings) => Assert.Single(Worked.Of(sayings).Conflicts).Text;
}
