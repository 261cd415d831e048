using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Filing;
using static TransferLedger.Core.Tests.Filing.ReportStream;

namespace TransferLedger.Core.Tests.Filing;

/// <summary>Given judgements of statements (<c>a=b</c>, <c>a!b</c>, <c>a?b</c>), when one more is asked for, then this.</summary>
public sealed class JudgeStatementsTests
{
    [Fact]
    public void A_judgement_is_appended_to_the_stream_of_all()
    {
        var append = Assert.IsType<LaterDecision.Append>(
            JudgeStatements.Decide(
                Bytes("""{"first":"a","second":"b","judgement":"same","reason":"One briefing"}"""),
                "desk-1",
                Given()
            )
        );

        Assert.Equal(("judgements/all", 1L), (append.Stream.Value, append.Version));
        Assert.Equal(
            new StatementsJudged
            {
                First = "a",
                Second = "b",
                Judgement = Judgement.Same,
                By = "desk-1",
                Reason = "One briefing",
            },
            append.Event.Event
        );
    }

    [Fact]
    public void A_different_inside_a_class_is_refused_and_the_chain_named()
    {
        var refused = Assert.IsType<LaterDecision.Refused>(
            JudgeStatements.Decide(Asked("a!c") with { By = "desk-3" }, Given("a=b", "c=b"))
        );

        var fault = Assert.Single(refused.Faults);
        Assert.Equal(("/judgement", "judgement.contradicts"), (fault.Place, fault.Code));
        Assert.Equal(
            "a and c are one statement: a = b (desk-1) = c (desk-2). Judge one of these links anew first.",
            fault.Says
        );
    }

    [Fact]
    public void A_same_that_would_put_different_ones_into_one_class_is_refused_and_the_chain_named()
    {
        var refused = Assert.IsType<LaterDecision.Refused>(
            JudgeStatements.Decide(Asked("b=c") with { By = "desk-9" }, Given("a=b", "d=c", "d!a"))
        );

        Assert.Equal(
            "desk-3 judged d and a to be different, and they would become one statement: "
                + "d = c (desk-2) = b (desk-9) = a (desk-1). Judge one of these anew first.",
            Assert.Single(refused.Faults).Says
        );
    }

    [Fact]
    public void Every_pair_that_contradicts_is_named() =>
        Assert.Equal(
            2,
            Assert
                .IsType<LaterDecision.Refused>(
                    JudgeStatements.Decide(Asked("b=c"), Given("a=b", "a!c", "c=d", "b!d"))
                )
                .Faults.Length
        );

    [Theory]
    [InlineData("a!b", "a=b")]
    [InlineData("b!a", "a=b")]
    [InlineData("a!b", "a=b,b=c,c=d")]
    [InlineData("a=b", "a!b")]
    [InlineData("a=b", "a!b,b=c")]
    [InlineData("a=c", "a=b,b!c,b?c")]
    [InlineData("a!c", "a=b,b=c,b?c")]
    [InlineData("a!c", "a=b,b=c,b!c")]
    [InlineData("a?b", "a=b")]
    [InlineData("a?c", "a=b,b=c")]
    [InlineData("c=d", "a!b")]
    [InlineData("a!c", "a!b,b!c")]
    public void What_contradicts_nothing_that_stands_is_appended(string asked, string given) =>
        Assert.IsType<LaterDecision.Append>(JudgeStatements.Decide(Asked(asked), Given(given.Split(','))));

    [Theory]
    [InlineData("a!b", "a=b,b=c,c=a")]
    [InlineData("a!c", "a=b,b=c,a=c")]
    [InlineData("a=b", "a!b,b=c,c!a")]
    [InlineData("a=c", "a=b,b!c")]
    public void A_judgement_of_the_pair_itself_is_replaced_and_still_another_chain_refuses_it(
        string asked,
        string given
    ) =>
        Assert.Equal(
            ["/judgement judgement.contradicts"],
            Refusals(JudgeStatements.Decide(Asked(asked), Given(given.Split(','))))
        );

    [Theory]
    [InlineData("a=b")]
    [InlineData("b=a")]
    public void Asked_twice_the_second_answer_is_nothing_whatever_the_expected_version(string asked) =>
        Assert.Equal(
            new LaterDecision.Unchanged(new Position(100), 2),
            JudgeStatements.Decide(Asked(asked), Given("a=b", "c=d"), expectedVersion: 0)
        );

    [Theory]
    [InlineData("a=b", "a=b,a?b")]
    [InlineData("a!b", "a=b")]
    public void A_judgement_that_no_longer_stands_can_be_given_again(string asked, string given) =>
        Assert.IsType<LaterDecision.Append>(JudgeStatements.Decide(Asked(asked), Given(given.Split(','))));

    [Fact]
    public void The_same_judgement_by_another_is_a_judgement_of_its_own() =>
        Assert.IsType<LaterDecision.Append>(
            JudgeStatements.Decide(Asked("a=b") with { By = "desk-2" }, Given("a=b"))
        );

    [Fact]
    public void A_version_that_has_moved_on_is_told() =>
        Assert.Equal(
            new LaterDecision.VersionMoved(1),
            JudgeStatements.Decide(Asked("c=d"), Given("a=b"), expectedVersion: 0)
        );

    [Theory]
    [InlineData(
        """{"first":"a","second":"a","judgement":"same","reason":"r"}""",
        "/second judgement.of-itself"
    )]
    [InlineData("""{"first":"a","second":"b","judgement":"equal","reason":"r"}""", "/judgement word.unknown")]
    [InlineData(
        """{"judgment":"same"}""",
        "/first member.missing,/second member.missing,/judgement member.missing,/reason member.missing,/judgment json.unknown-member"
    )]
    public void What_is_no_judgement_is_refused(string body, string faults) =>
        Assert.Equal(faults.Split(','), Refusals(JudgeStatements.Decide(Bytes(body), "desk-1", Given())));

    [Fact]
    public void Something_else_in_the_stream_throws() =>
        Assert.Throws<UnreachableException>(() =>
            JudgedStatements.From([
                new Recorded(
                    new Position(0),
                    StreamId.Judgements,
                    1,
                    DateTime.UnixEpoch,
                    Drafts.Draft().Report
                ),
            ])
        );

    [Fact]
    public void No_run_of_judgements_that_were_appended_contradicts_itself()
    {
        var pairs =
            from first in Gen.Elements("abcdef".ToCharArray())
            from sign in Gen.Elements('=', '=', '!', '?')
            from second in Gen.Elements("abcdef".ToCharArray().Where(c => c != first).ToArray())
            select $"{first}{sign}{second}";

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(200),
            Prop.ForAll(
                pairs.ArrayOf().ToArbitrary(),
                asked =>
                {
                    var appended = Appended(asked);
                    var classes = StatementClasses.From(appended);
                    return StatementClasses
                        .Standing(appended)
                        .All(judged =>
                            judged.Judgement == Judgement.Unsure
                            || (classes.NameOf(judged.First) == classes.NameOf(judged.Second))
                                == (judged.Judgement == Judgement.Same)
                        );
                }
            )
        );
    }

    private static List<StatementsJudged> Appended(string[] asked)
    {
        var judged = new List<Recorded>();
        foreach (var judgement in asked)
        {
            if (
                JudgeStatements.Decide(Asked(judgement), JudgedStatements.From(judged))
                is LaterDecision.Append append
            )
            {
                judged.Add(Entry((StatementsJudged)append.Event.Event, judged.Count));
            }
        }

        return [.. judged.Select(entry => (StatementsJudged)entry.Event)];
    }

    /// <summary>The first is judged by desk-1, the second by desk-2, and so on.</summary>
    private static JudgedStatements Given(params string[] judged) =>
        JudgedStatements.From(
            judged.Select((text, i) => Entry(Asked(text) with { By = $"desk-{i + 1}" }, i))
        );

    private static Recorded Entry(StatementsJudged judged, int i) =>
        new(
            new Position(100 + i),
            StreamId.Judgements,
            i + 1,
            new DateTime(2024, 3, 1, 0, 0, 0, DateTimeKind.Utc),
            EventJson.Read(EventNames.Of(judged), EventJson.Write(judged))
        );

    private static StatementsJudged Asked(string text) =>
        new()
        {
            First = text[..1],
            Second = text[2..],
            Judgement = text[1] switch
            {
                '=' => Judgement.Same,
                '!' => Judgement.Different,
                _ => Judgement.Unsure,
            },
            By = "desk-1",
            Reason = "r",
        };
}
