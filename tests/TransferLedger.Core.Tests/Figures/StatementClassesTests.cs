using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;

namespace TransferLedger.Core.Tests.Figures;

/// <summary>Given judgements (<c>a=b</c>, <c>a!b</c>, <c>a?b</c>) in the order of the log, then these classes.</summary>
public sealed class StatementClassesTests
{
    [Theory]
    [InlineData("", "a")]
    [InlineData("b=a", "ab")]
    [InlineData("c=b,b=a", "abc")]
    [InlineData("a=b,c=d", "ab")]
    [InlineData("a!b", "a")]
    [InlineData("a?b", "a")]
    [InlineData("a=b,b!a", "a")]
    [InlineData("a=b,b?a,a=b", "ab")]
    [InlineData("a=b,b=c,a?b", "a")]
    [InlineData("a=b,b=c,a=c,a?b", "abc")]
    [InlineData("b=c", "a")]
    public void Same_is_transitive_and_of_a_pair_the_latest_stands(string judged, string classOfA) =>
        Assert.Equal(classOfA, string.Concat(Classes(judged).MembersOf("a")));

    [Fact]
    public void A_class_is_called_by_its_ordinally_first_id()
    {
        var classes = Classes("c=b,b=Z");

        Assert.Equal(["Z", "Z", "Z", "d"], new[] { "b", "c", "Z", "d" }.Select(classes.NameOf));
    }

    [Fact]
    public void What_was_judged_is_kept_apart_from_what_nobody_judged() =>
        Assert.Equal("never-judged", Classes("a=b").NameOf("never-judged"));

    [Fact]
    public void A_pair_is_one_whichever_way_round_it_is_given() =>
        Assert.Equal(StatementClasses.PairOf("a", "b"), StatementClasses.PairOf("b", "a"));

    [Fact]
    public void A_chain_of_ten_thousand_is_one_class()
    {
        var chain = Enumerable.Range(0, 10_000).Select(n => Judged($"s{n:D5}", '=', $"s{n + 1:D5}"));

        Assert.Equal("s00000", StatementClasses.From(chain).NameOf("s10000"));
    }

    [Fact]
    public void Classes_are_those_of_a_naive_union() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(
                Judgements.ArrayOf().ToArbitrary(),
                judged =>
                {
                    var classes = StatementClasses.From(judged);
                    var naive = NaiveUnion(judged);
                    return "abcdefg"
                        .Select(c => c.ToString())
                        .All(statement =>
                            classes.NameOf(statement) == naive[statement].Min(StringComparer.Ordinal)
                            && classes
                                .MembersOf(statement)
                                .SequenceEqual(naive[statement].Order(StringComparer.Ordinal))
                        );
                }
            )
        );

    [Fact]
    public void Which_way_round_a_pair_was_judged_does_not_matter() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(100),
            Prop.ForAll(
                Judgements.ArrayOf().ToArbitrary(),
                judged =>
                {
                    var turned = judged.Select(j => j with { First = j.Second, Second = j.First });
                    var (one, other) = (StatementClasses.From(judged), StatementClasses.From(turned));
                    return "abcdefg".All(c => one.NameOf($"{c}") == other.NameOf($"{c}"));
                }
            )
        );

    private static Gen<StatementsJudged> Judgements { get; } =
        from first in Gen.Elements("abcdefg".ToCharArray())
        from sign in Gen.Elements('=', '=', '!', '?')
        from second in Gen.Elements("abcdefg".ToCharArray().Where(c => c != first).ToArray())
        select Judged($"{first}", sign, $"{second}");

    /// <summary>Sets that swallow each other until nothing changes.</summary>
    private static Dictionary<string, HashSet<string>> NaiveUnion(StatementsJudged[] judged)
    {
        var sets = "abcdefg".ToDictionary(
            c => $"{c}",
            c => new HashSet<string>(StringComparer.Ordinal) { $"{c}" }
        );
        var latest = new Dictionary<string, StatementsJudged>(StringComparer.Ordinal);
        foreach (var judgement in judged)
        {
            latest[string.Concat($"{judgement.First}{judgement.Second}".Order())] = judgement;
        }

        foreach (var same in latest.Values.Where(j => j.Judgement == Judgement.Same))
        {
            var union = new HashSet<string>(
                sets[same.First].Concat(sets[same.Second]),
                StringComparer.Ordinal
            );
            foreach (var member in union)
            {
                sets[member] = union;
            }
        }

        return sets;
    }

    private static StatementClasses Classes(string judged) =>
        StatementClasses.From(
            judged
                .Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(text => Judged(text[..1], text[1], text[2..]))
        );

    private static StatementsJudged Judged(string first, char sign, string second) =>
        new()
        {
            First = first,
            Second = second,
            Judgement = sign switch
            {
                '=' => Judgement.Same,
                '!' => Judgement.Different,
                _ => Judgement.Unsure,
            },
            By = "desk-1",
            Reason = "r",
        };
}
