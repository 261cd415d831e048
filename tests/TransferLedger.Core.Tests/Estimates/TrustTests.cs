using TransferLedger.Core.Events;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>Of two claims that contradict each other, the more trusted is kept: one test a rule, all before it being equal.</summary>
public sealed class TrustTests
{
    private static readonly Saying Plain = new()
    {
        Id = "m",
        Words = "exactly 100",
        Coverage = "2024-01-01/2024-01-31",
        Stated = "2024-02-26",
    };

    private static readonly Saying Other = Plain with { Id = "n", Words = "exactly 200" };

    [Fact]
    public void A_counted_number_comes_before_a_newer_vague_one() =>
        Keeps(
            "m",
            Plain with
            {
                Words = "up to 50",
            },
            Other with
            {
                Words = "hundreds of",
                Stated = "2024-03-01",
            }
        );

    [Fact]
    public void A_known_day_comes_before_a_newer_open_one() =>
        Keeps("m", Plain, Other with { Stated = "/2024-03-01" });

    [Fact]
    public void The_newer_comes_first() => Keeps("n", Plain, Other with { Stated = "2024-02-27" });

    [Fact]
    public void A_month_counts_as_its_last_day() => Keeps("n", Plain, Other with { Stated = "2024-02" });

    [Fact]
    public void No_date_counts_as_later_than_its_publication() =>
        Keeps("m", Plain, Other with { Stated = "2024-02", Published = "2024-02-20" });

    [Fact]
    public void Without_a_date_it_is_dated_by_its_publication() =>
        Keeps("n", Plain, Other with { Stated = null, Published = "2024-02-28" });

    [Fact]
    public void Without_a_date_it_is_dated_by_its_publication_even_where_it_was_disclosed_before() =>
        Keeps("n", Plain, Other with { Stated = null, Disclosed = "2024-02-01", Published = "2024-03-01" });

    [Fact]
    public void All_appearances_of_a_statement_take_its_most_precise_date() =>
        Keeps(
            "m",
            Plain,
            Other with
            {
                Stated = "2024-02",
                Statement = "s",
            },
            Other with
            {
                Id = "z",
                Stated = "2024-02-20",
                Statement = "s",
            }
        );

    [Fact]
    public void Of_equally_precise_dates_it_takes_the_earlier() =>
        Keeps(
            "m",
            Plain,
            Other with
            {
                Stated = "2024-02-27",
                Statement = "s",
            },
            Other with
            {
                Id = "z",
                Stated = "2024-02-25",
                Statement = "s",
            }
        );

    [Fact]
    public void A_precise_date_of_one_appearance_counts_for_another_that_gives_none() =>
        Keeps(
            "m",
            Plain,
            Other with
            {
                Stated = null,
                Published = "2024-03-10",
                Statement = "s",
            },
            Other with
            {
                Id = "z",
                Stated = "2024-02-25",
                Statement = "s",
            }
        );

    [Fact]
    public void The_more_reliable_comes_first() =>
        Keeps(
            "n",
            Plain with
            {
                Grade = new(Reliability.B, 1),
            },
            Other with
            {
                Grade = new(Reliability.A, 6),
            }
        );

    [Fact]
    public void Of_the_equally_reliable_the_more_credible_comes_first() =>
        Keeps(
            "n",
            Plain with
            {
                Grade = new(Reliability.B, 2),
            },
            Other with
            {
                Grade = new(Reliability.B, 1),
            }
        );

    [Fact]
    public void The_ungraded_comes_last() => Keeps("n", Plain, Other with { Grade = new(Reliability.F, 6) });

    [Fact]
    public void A_known_chain_comes_before_an_unknown_one() =>
        Keeps("n", Plain, Other with { Via = ["a", "b"] });

    [Fact]
    public void Fewer_relays_come_first() => Keeps("n", Plain with { Via = ["a"] }, Other with { Via = [] });

    [Fact]
    public void The_id_decides_last_and_as_text() =>
        Keeps("m#10", Plain with { Id = "m#9" }, Other with { Id = "m#10" });

    [Fact]
    public void The_newest_that_contradicts_it_sets_a_telling_aside()
    {
        var floor = Plain with { Words = "at least 100" };
        var own = Worked
            .Of(
                floor with
                {
                    Stated = "2024-03-02",
                },
                floor with
                {
                    Id = "n",
                    Words = "at least 120",
                    Stated = "2024-03-01",
                },
                Other with
                {
                    Id = "o",
                    Words = "at most 90",
                }
            )
            .From("KR");

        Assert.Equal("m#1", Assert.Single(Assert.Single(own.Superseded).By).ToString());
    }

    private static void Keeps(string id, params Saying[] sayings)
    {
        var own = Worked.Of(sayings).From("KR");

        Assert.Equal(
            id.Contains('#', StringComparison.Ordinal) ? id : $"{id}#1",
            Assert.Single(own.Kept).Claim.ToString()
        );
        Assert.Equal([own.Kept[0].Claim], Assert.Single(own.Superseded).By);
    }
}
