using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Items;
using TransferLedger.Core.Quantities;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>Low and high as sums that a reader can check.</summary>
public sealed class ExplanationTests
{
    private static readonly DateOnly Late = new(2025, 12, 31);

    private static readonly Saying May = new()
    {
        Id = "may",
        Words = "at least 900",
        Stated = "2024-05-31",
        Coverage = "/2024-05-31",
    };

    private static readonly Saying December = May with
    {
        Id = "december",
        Words = "at most 300",
        Stated = "2024-01-02",
        Coverage = "/2023-12-31",
    };

    private static readonly Saying Spring = May with
    {
        Id = "spring",
        Words = "at least 10",
        Stated = "2024-06-01",
        Coverage = "2024-01-01/2024-05-31",
    };

    [Fact]
    public void What_is_left_between_two_totals_is_a_sum()
    {
        var low = Of(May, December, Spring).Low;

        Assert.Equal(
            "At least 900 containers by 31 May 2024, less at most 300 by 31 December 2023, leaves at least 600 from 1 January to 31 May 2024.",
            low.Sentence
        );
        Assert.Equal(
            ["may#1 900 900", "december#1 -300 600"],
            low.Steps.Select(step => $"{step.Claim} {step.Effect} {step.Sum}")
        );
        Assert.Equal(
            ("KR", "Minister", "at least 900", "2024-05-31"),
            (low.Steps[0].Perspective, low.Steps[0].Claimant!.Name, low.Steps[0].Words, low.Steps[0].Stated)
        );
    }

    [Fact]
    public void A_number_of_fewer_days_holds_for_more_since_the_total_never_falls() =>
        Assert.Equal(
            "At least 10 containers from 1 January to 31 May 2024, and so at least 10 from 1 December 2023 to 30 June 2024, since the total never falls.",
            Of(
                Spring,
                Spring with
                {
                    Id = "longer",
                    Words = "up to 50",
                    Coverage = "2023-12-01/2024-06-30",
                    Stated = "2024-07-01",
                }
            ).Low.Sentence
        );

    [Fact]
    public void Periods_that_follow_each_other_are_added_up() =>
        Assert.Equal(
            "At most 40 containers from 1 January to 31 March 2024, plus at most 50 on 1 April 2024, makes at most 90 from 1 January to 1 April 2024.",
            Of(
                Spring with
                {
                    Words = "up to 40",
                    Coverage = "2024-01/2024-03",
                },
                Spring with
                {
                    Id = "april",
                    Words = "up to 50",
                    Coverage = "2024-04-01",
                },
                Spring with
                {
                    Id = "all",
                    Words = "at least 5",
                    Coverage = "2024-01-01/2024-04-01",
                }
            ).High.Sentence
        );

    [Fact]
    public void What_needs_no_claim_is_said() =>
        Assert.Equal(
            (
                "No claim sets an upper limit by 31 May 2024.",
                "No claim proves that there were any by 31 December 2023."
            ),
            (Of(May).High.Sentence, Of(December).Low.Sentence)
        );

    [Fact]
    public void Without_a_number_nothing_is_explained() =>
        Assert.Equal("No claim that counts gives a number.", Of(May with { By = null }).Low.Sentence);

    [Fact]
    public void The_worked_example_is_explained() =>
        Assert.Equal(
            [
                "At least 6,030 containers from 1 September 2023 to 26 February 2024.",
                "At most 7,370 containers from 1 September 2023 to 26 February 2024.",
                "At least 1,001 containers by 13 October 2023.",
                "No claim sets an upper limit by 13 October 2023.",
            ],
            Sentences(Worked.Claims, Saying.Day("2024-03-01"))
        );

    [Fact]
    public void Shares_are_explained_in_percent()
    {
        var saying = May with
        {
            Item = ItemList.Find("artillery-round").Value,
            Share = Share.Read("12.5").Value,
        };
        var record = FigureRecord.Of(FigureId.Read("KP-RU/quality/artillery-round").Value, [saying.Claim]);

        Assert.Equal(
            "At most 12.5 percent by 31 May 2024.",
            Explanation.Of(record, Estimator.Of(record, Late, Policy.Current)).High.Sentence
        );
    }

    [Fact]
    public void One_is_not_many() =>
        Assert.Equal(
            "At least 1 container by 31 May 2024.",
            Of(May with { Words = "at least 1" }).Low.Sentence
        );

    [Fact]
    public void Sums_add_up_to_the_numbers_of_the_estimate() =>
        Prop.ForAll(
                RandomFigures.Vaguely(4).ToArbitrary(),
                sayings =>
                {
                    var record = FigureRecord.Of(Worked.Containers, [.. sayings.Select(s => s.Claim)]);
                    var estimate = Estimator.Of(record, Late, Policy.Current);
                    var explanation = Explanation.Of(record, estimate);

                    AddsUp(estimate.Low ?? 0, explanation.Low);
                    AddsUp(estimate.High ?? 0, explanation.High);
                    foreach (var (own, explained) in estimate.Perspectives.Zip(explanation.Perspectives))
                    {
                        AddsUp(own.Low, explained.Low);
                        AddsUp(own.High ?? 0, explained.High);
                    }
                }
            )
            .Check(Cases.Of(800));

    private static void AddsUp(long number, BoundExplanation explained)
    {
        Assert.Equal(number, explained.Steps.Sum(step => step.Effect));
        Assert.Equal(number, explained.Steps is [.., var last] ? last.Sum : 0);
        Assert.EndsWith(".", explained.Sentence, StringComparison.Ordinal);
    }

    private static Explanation Of(params Saying[] sayings) => Of([.. sayings.Select(s => s.Claim)], Late);

    private static Explanation Of(IReadOnlyCollection<ClaimState> claims, DateOnly asOf)
    {
        var record = FigureRecord.Of(Worked.Containers, claims);
        return Explanation.Of(record, Estimator.Of(record, asOf, Policy.Current));
    }

    private static IEnumerable<string> Sentences(IReadOnlyCollection<ClaimState> claims, DateOnly asOf)
    {
        var explanation = Of(claims, asOf);
        return
        [
            explanation.Low.Sentence,
            explanation.High.Sentence,
            .. explanation
                .Perspectives.Where(p => p.Perspective == "US")
                .SelectMany(p => new[] { p.Low.Sentence, p.High.Sentence }),
        ];
    }
}
