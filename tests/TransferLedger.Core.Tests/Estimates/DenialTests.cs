using TransferLedger.Core.Denials;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Figures;
using static TransferLedger.Core.Tests.Estimates.Reported;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>Which denials concern a figure, and what they stand to its claims.</summary>
public sealed class DenialTests
{
    private const string Corridor = """{"corridor":"KP-RU"}""";

    private static readonly IReadOnlyList<ClaimState> Containers = Retold.Report(
        "Yonhap",
        "2024-02-27",
        Reported.Containers("6,700")
    );

    [Theory]
    [InlineData("2024-02-27", DenialRelation.Follows)]
    [InlineData("2024-02-25", DenialRelation.Predates)]
    [InlineData("2024-02-26", DenialRelation.OrderUnknown)]
    [InlineData("2024-02", DenialRelation.OrderUnknown)]
    [InlineData("../2024-02-28", DenialRelation.OrderUnknown)]
    [InlineData("../2024-02-25", DenialRelation.Predates)]
    [InlineData("/2024-02-25", DenialRelation.Predates)]
    [InlineData("2024-03", DenialRelation.Follows)]
    public void Of_a_corridor_it_stands_to_the_leading_claim_by_the_days(
        string stated,
        DenialRelation relation
    ) => Assert.Equal(relation, Relation(Denial(Corridor, $"\"stated\":\"{stated}\"")));

    [Theory]
    [InlineData("""{"figure":"KP-RU/containers"}""")]
    [InlineData("""{"claim":"yonhap-2024-02-27#1"}""")]
    [InlineData("""{"statement":"s"}""")]
    public void What_targets_the_claim_its_statement_or_the_figure_answers_it(string target)
    {
        Assert.Equal(DenialRelation.Answers, Relation(Denial(target, "\"stated\":\"2024-02-28\"")));
        Assert.Equal(DenialRelation.Answers, Relation(Denial(target, "\"stated\":\"2024-02-26\"")));
    }

    [Theory]
    [InlineData("s")]
    [InlineData("yonhap-2024-02-27#1")]
    public void What_responds_to_the_claim_or_its_statement_answers_it(string claim) =>
        Assert.Equal(
            DenialRelation.Answers,
            Relation(Denial(Corridor, "\"stated\":\"2024-02-28\"", $"\"respondsTo\":\"{claim}\""))
        );

    [Fact]
    public void What_was_said_on_an_earlier_day_does_not_answer_though_it_targets_the_figure() =>
        Assert.Equal(
            DenialRelation.Predates,
            Relation(Denial("""{"figure":"KP-RU/containers"}""", "\"stated\":\"2024-02-25\""))
        );

    [Fact]
    public void A_claim_disclosed_later_cannot_have_been_answered_before()
    {
        var disclosed = Retold.Report(
            "Yonhap",
            "2024-02-27",
            Reported.Containers("6,700", "\"disclosed\":\"2024-02-27\"")
        );

        Assert.Equal(
            DenialRelation.Predates,
            Relation(Denial(Corridor, "\"stated\":\"2024-02-26\""), of: disclosed)
        );
    }

    [Fact]
    public void A_denial_of_another_appearance_of_the_statement_answers_it()
    {
        var both = Retold.Report("Reuters", "2024-02-28", Reported.Containers("6,700")).Concat(Containers);

        Assert.Equal(
            DenialRelation.Answers,
            Relation(Denial("""{"claim":"reuters-2024-02-28#1"}""", "\"stated\":\"2024-02-28\""), both)
        );
    }

    [Theory]
    [InlineData("""{"corridor":"KP-*"}""", true)]
    [InlineData("""{"corridor":"RU-*"}""", false)]
    [InlineData("""{"corridor":"KP-SY"}""", false)]
    [InlineData("""{"figure":"KP-RU/voyages"}""", false)]
    [InlineData("""{"claim":"yonhap-2024-02-27#2"}""", false)]
    [InlineData("""{"statement":"t"}""", false)]
    public void It_concerns_what_it_targets(string target, bool concerns) =>
        Assert.Equal(concerns, Of(Denial(target)).Count == 1);

    [Theory]
    [InlineData("artillery-round-152mm", "artillery-round", true)]
    [InlineData("artillery-round", "artillery-round-152mm", true)]
    [InlineData("ammunition", "artillery-round-152mm", true)]
    [InlineData("ballistic-missile", "artillery-round", false)]
    [InlineData("artillery-round-122mm", "artillery-round-152mm", false)]
    public void Scoped_to_an_item_it_concerns_that_item_its_parts_and_its_wholes(
        string scope,
        string item,
        bool concerns
    )
    {
        var claims = Retold.Report("Yonhap", "2024-02-27", Goods(item, "500"));

        Assert.Equal(concerns, Of(Denial(Corridor, $"\"item\":\"{scope}\""), claims).Count == 1);
    }

    [Theory]
    [InlineData("ammunition", true)]
    [InlineData("ballistic-missile", false)]
    public void Scoped_to_an_item_it_concerns_containers_said_to_hold_it(string scope, bool concerns)
    {
        var claims = Retold.Report(
            "Yonhap",
            "2024-02-27",
            Reported.Containers("6,700", Contents("possible"))
        );

        Assert.Equal(concerns, Of(Denial(Corridor, $"\"item\":\"{scope}\""), claims).Count == 1);
    }

    [Fact]
    public void Containers_of_which_nobody_says_what_they_hold_may_hold_anything() =>
        Assert.Single(Of(Denial(Corridor, "\"item\":\"ballistic-missile\"")));

    [Fact]
    public void A_claim_that_is_named_is_denied_whatever_the_item() =>
        Assert.Equal(
            DenialRelation.Answers,
            Relation(
                Denial(
                    """{"claim":"yonhap-2024-02-27#1"}""",
                    "\"item\":\"food\"",
                    "\"stated\":\"2024-02-28\""
                )
            )
        );

    [Theory]
    [InlineData("2023", true)]
    [InlineData("2024-02-26/2024-03-01", true)]
    [InlineData("2024-02-27/2024-03-01", false)]
    [InlineData("/2023-08", false)]
    public void Scoped_to_a_period_it_concerns_claims_that_reach_into_it(string scope, bool concerns) =>
        Assert.Equal(concerns, Of(Denial(Corridor, $"\"coverage\":\"{scope}\"")).Count == 1);

    [Fact]
    public void A_withdrawn_denial_concerns_nothing() =>
        Assert.Empty(Of(Denial(Corridor) with { Withdrawn = true }));

    [Fact]
    public void A_denial_concerns_nothing_before_it_was_said() =>
        Assert.Empty(FigureDenials.Of(Record(Containers), null, [Denial(Corridor)], new(2024, 2, 27)));

    [Fact]
    public void It_stands_to_each_claim_in_force()
    {
        IReadOnlyList<ClaimState> claims =
        [
            .. Containers,
            .. Retold.Report(
                "Reuters",
                "2024-04-01",
                Reported.Containers("7,000", "\"stated\":\"2024-03-30\"", "\"statement\":\"t\""),
                Reported.Containers("8,000", "\"stated\":\"2024-03-30\"", "\"statement\":\"u\"")
            ),
        ];
        var withdrawn = claims.Select((state, n) => state with { Withdrawn = n == 2 }).ToList();
        var denial = Assert.Single(Of(Denial(Corridor, "\"stated\":\"2024-02-28\""), withdrawn));

        Assert.Equal(
            ["reuters-2024-04-01#1 Predates False", "yonhap-2024-02-27#1 Follows True"],
            denial.Claims.Select(claim => $"{claim.Claim} {claim.Relation} {claim.CouldAnswer}")
        );
    }

    [Fact]
    public void Where_no_claim_leads_there_is_no_relation() =>
        Assert.Null(
            Assert.Single(FigureDenials.Of(Record([]), null, [Denial(Corridor)], Retold.Late)).Relation
        );

    private static DenialRelation? Relation(ClaimState denial, IEnumerable<ClaimState>? of = null) =>
        Assert.Single(Of(denial, of)).Relation;

    private static IReadOnlyList<FigureDenial> Of(ClaimState denial, IEnumerable<ClaimState>? claims = null)
    {
        var record = Record([.. claims ?? Containers]);
        var leading = Estimator.Of(record, Retold.Late, Policy.Current).Leading;
        return FigureDenials.Of(record, leading, [denial], Retold.Late);
    }

    private static FigureRecord Record(IReadOnlyList<ClaimState> claims) =>
        FigureRecord.Of(claims.Count == 0 ? Worked.Containers : claims[0].Figure!, claims);

    private static ClaimState Denial(string target, params string[] more) =>
        Retold.Report(
            "TASS",
            "2024-03-15",
            Claim(
                $$"""{"type":"denial-issued","forms":["categorical"],"targets":[{{target}}]}""",
                ["\"statement\":null", "\"coverage\":null", "\"stated\":\"2024-03-01\"", .. more]
            )
        )[0];
}
