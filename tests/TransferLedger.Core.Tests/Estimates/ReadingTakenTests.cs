using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>Which reading a statement takes that is told in several ways: one test a rule, all before it being equal.</summary>
public sealed class ReadingTakenTests
{
    private static readonly Saying Told = new()
    {
        Id = "a",
        Statement = "s",
        Coverage = "/2024-02-26",
    };

    [Fact]
    public void The_best_graded_decides_alone() =>
        Takes(
            "exactly 120",
            Told with
            {
                Words = "exactly 120",
                Id = "z",
                Grade = new(Reliability.A, 1),
            },
            Told with
            {
                Words = "exactly 100",
                Publisher = "Reuters",
            },
            Told with
            {
                Words = "exactly 100",
                Id = "b",
                Publisher = "TASS",
            }
        );

    [Fact]
    public void A_rounding_drops_out_however_often_it_is_told() =>
        Takes(
            "exactly 10,300",
            Told with
            {
                Words = "about 10,000",
            },
            Told with
            {
                Words = "about 10,000",
                Id = "b",
                Publisher = "Reuters",
            },
            Told with
            {
                Words = "exactly 10,300",
                Id = "c",
            }
        );

    [Fact]
    public void Wider_bounds_of_the_same_value_are_no_rounding() =>
        Takes(
            "about 10,300",
            Told with
            {
                Words = "about 10,300",
            },
            Told with
            {
                Words = "about 10,300",
                Id = "b",
                Publisher = "Reuters",
            },
            Told with
            {
                Words = "exactly 10,300",
                Id = "c",
            }
        );

    [Fact]
    public void Most_publishers_decide_and_not_most_appearances() =>
        Takes(
            "exactly 120",
            Told with
            {
                Words = "exactly 100",
            },
            Told with
            {
                Words = "exactly 100",
                Id = "b",
            },
            Told with
            {
                Words = "exactly 100",
                Id = "c",
            },
            Told with
            {
                Words = "exactly 120",
                Id = "d",
            },
            Told with
            {
                Words = "exactly 120",
                Id = "e",
                Publisher = "Reuters",
            }
        );

    [Fact]
    public void Claims_that_repeat_another_have_no_voice() =>
        Takes(
            "exactly 100",
            Told with
            {
                Words = "exactly 100",
            },
            Told with
            {
                Words = "exactly 120",
                Id = "b",
            },
            Told with
            {
                Words = "exactly 120",
                Id = "c",
                Publisher = "Reuters",
                Repeats = "x",
            },
            Told with
            {
                Words = "exactly 120",
                Id = "d",
                Publisher = "TASS",
                By = null,
            }
        );

    [Fact]
    public void One_without_an_upper_limit_comes_next() =>
        Takes(
            "at least 100",
            Told with
            {
                Words = "about 100",
            },
            Told with
            {
                Words = "at least 100",
                Id = "b",
            }
        );

    [Fact]
    public void Then_the_lower_low() =>
        Takes(
            "exactly 100",
            Told with
            {
                Words = "exactly 120",
            },
            Told with
            {
                Words = "exactly 100",
                Id = "b",
            }
        );

    /// <summary>Of other values the wider one is a rounding and drops out before.</summary>
    [Fact]
    public void Then_the_lower_high() =>
        Takes("nearly 100", Told with { Words = "about 100" }, Told with { Words = "nearly 100", Id = "b" });

    [Fact]
    public void A_telling_is_called_by_the_best_appearance_that_gives_its_reading()
    {
        var kept = Assert.Single(
            Worked
                .Of(
                    Told with
                    {
                        Words = "about 100",
                    },
                    Told with
                    {
                        Words = "at least 100",
                        Id = "c",
                    },
                    Told with
                    {
                        Words = "at least 100",
                        Id = "b",
                    }
                )
                .From("KR")
                .Kept
        );

        Assert.Equal("b#1", kept.Claim.ToString());
        Assert.Equal(["a#1", "b#1", "c#1"], kept.Appearances.Select(id => id.ToString()));
    }

    [Fact]
    public void A_statement_belongs_to_the_perspective_of_its_best_attributed_appearance() =>
        Assert.Equal(
            ["US"],
            Worked
                .Of(
                    Told with
                    {
                        Words = "over 90",
                        Id = "b",
                        Via = [],
                        By = "US",
                    },
                    Told with
                    {
                        Words = "over 90",
                    },
                    Told with
                    {
                        Words = "over 90",
                        Id = "0",
                        By = null,
                        Via = [],
                        Grade = new(Reliability.A, 1),
                    }
                )
                .Perspectives.Select(p => p.Perspective)
        );

    [Fact]
    public void Its_best_attributed_appearance_need_not_make_a_bound() =>
        Assert.Equal(
            ["US"],
            Worked
                .Of(
                    Told with
                    {
                        Words = "over 90",
                        Id = "b",
                        Via = [],
                        By = "US",
                        Coverage = "2024-03/2024-04",
                    },
                    Told with
                    {
                        Words = "over 90",
                    }
                )
                .Perspectives.Select(p => p.Perspective)
        );

    [Fact]
    public void Appearances_whose_periods_end_on_other_days_are_other_tellings() =>
        Assert.Equal(
            2,
            Worked
                .Of(
                    Told with
                    {
                        Words = "over 90",
                    },
                    Told with
                    {
                        Words = "over 90",
                        Id = "b",
                        Coverage = "/2024-02-25",
                    }
                )
                .From("KR")
                .Kept.Count
        );

    [Fact]
    public void A_telling_of_the_same_statement_that_cannot_hold_is_retold_differently()
    {
        var aside = Assert.Single(
            Worked
                .Of(
                    Told with
                    {
                        Words = "up to 90",
                    },
                    Told with
                    {
                        Words = "over 100",
                        Id = "b",
                        Coverage = "/2024-02-20",
                    }
                )
                .From("KR")
                .Superseded
        );

        Assert.True(aside.RetoldDifferently);
    }

    private static void Takes(string words, params Saying[] sayings)
    {
        var own = Worked.Of(sayings).From("KR");

        Assert.Equal(words, Assert.Single(own.Kept).Words);
        Assert.Equal([NoteKind.RetoldDifferently], own.Notes.Select(note => note.Kind));
    }
}
