using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>
/// A small random figure of up to six statements, and judgements of them: <c>same</c> only between neighbours of one chain, some
/// of them taken back again.
/// </summary>
internal sealed record RandomJudgements(Saying[] Sayings, StatementsJudged[] Judgements)
{
    public FigureRecord Record => new(Worked.Containers, Claims, StatementClasses.From(Judgements));

    /// <summary>The claims with the name of the class where the statement stood.</summary>
    public List<ClaimState> Renamed =>
        [
            .. Claims.Select(state =>
                state.Claim.Statement is { } statement
                    ? state with
                    {
                        Claim = state.Claim with { Statement = NameOf(statement) },
                    }
                    : state
            ),
        ];

    private List<ClaimState> Claims => [.. Sayings.Select(saying => saying.Claim)];

    public static Gen<RandomJudgements> Of(Gen<Saying[]> figures) =>
        from sayings in figures
        from halves in Gen.ArrayOf(Gen.Elements("a", "b"), sayings.Length)
        from chain in Gen.Shuffle("s1a s1b s2a s2b s3a s3b".Split(' '))
        from judgements in Gen.ArrayOf(JudgementIn(chain), 6)
        select new RandomJudgements(
            [
                .. sayings.Zip(
                    halves,
                    (saying, half) =>
                        saying with
                        {
                            Statement = saying.Statement is { } statement ? statement + half : null,
                        }
                ),
            ],
            judgements
        );

    public override string ToString() => $"{string.Join('\n', [.. Sayings, .. (object[])Judgements])}";

    private static Gen<StatementsJudged> JudgementIn(string[] chain) =>
        from place in Gen.Choose(0, chain.Length - 2)
        from turned in Gen.Elements(0, 1)
        from judgement in Gen.Frequency(
            (4, Gen.Constant(Judgement.Same)),
            (1, Gen.Elements(Judgement.Different, Judgement.Unsure))
        )
        select new StatementsJudged
        {
            First = chain[place + turned],
            Second = chain[place + 1 - turned],
            Judgement = judgement,
            By = "desk",
            Reason = "r",
        };

    /// <summary>All that are the same as it or as one of those, until there is none more.</summary>
    private string NameOf(string statement)
    {
        var standing = new Dictionary<string, StatementsJudged>();
        foreach (var judged in Judgements)
        {
            standing[string.Join(' ', new[] { judged.First, judged.Second }.Order())] = judged;
        }

        var same = standing.Values.Where(judged => judged.Judgement == Judgement.Same).ToList();
        var members = new SortedSet<string>(StringComparer.Ordinal) { statement };
        while (
            same.Find(judged => members.Contains(judged.First) != members.Contains(judged.Second))
                is { } bridge
        )
        {
            members.Add(bridge.First);
            members.Add(bridge.Second);
        }

        return string.Join('+', members);
    }
}
