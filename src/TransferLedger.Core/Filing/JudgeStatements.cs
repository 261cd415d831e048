using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Figures;

namespace TransferLedger.Core.Filing;

/// <summary>
/// Somebody judges whether two statements are one. <c>same</c> is transitive, so that no pair inside a class can be
/// <c>different</c>; of judgements on one pair the latest stands. Source: domain.md section 2.
/// </summary>
public static class JudgeStatements
{
    /// <param name="body">JSON as it was sent.</param>
    /// <param name="by">Name of the key whose holder judges.</param>
    /// <param name="judged">What was judged so far.</param>
    /// <param name="expectedVersion">Version of the stream that the sender has seen; null: whatever it is.</param>
    public static LaterDecision Decide(
        ReadOnlyMemory<byte> body,
        string by,
        JudgedStatements judged,
        long? expectedVersion = null
    )
    {
        var asked = Read(body, by);
        return asked.IsOk
            ? Decide(asked.Value, judged, expectedVersion)
            : new LaterDecision.Refused(asked.Faults);
    }

    /// <summary>Faults: <c>judgement.contradicts</c>, which names the chain and who judged each of its links.</summary>
    public static LaterDecision Decide(
        StatementsJudged asked,
        JudgedStatements judged,
        long? expectedVersion = null
    )
    {
        if (judged.Latest(asked.First, asked.Second) is { } latest && IsSame(latest, asked))
        {
            return new LaterDecision.Unchanged(latest.Position, judged.Version);
        }

        if ((expectedVersion ?? judged.Version) != judged.Version)
        {
            return new LaterDecision.VersionMoved(judged.Version);
        }

        var faults = Contradictions(asked, judged).ToImmutableArray();
        return faults.IsEmpty
            ? LaterEntry.Appended(StreamId.Judgements, judged.Version + 1, asked)
            : new LaterDecision.Refused(faults);
    }

    /// <summary>Faults, beside those of the values: <c>judgement.of-itself</c>.</summary>
    public static Outcome<StatementsJudged> Read(ReadOnlyMemory<byte> body, string by) =>
        JsonBody.ReadForm(body, "judgement", form => Read(form, by));

    private static StatementsJudged? Read(JsonForm form, string by)
    {
        var first = form.Text("first", Limits.Name, required: true);
        var second = form.Text("second", Limits.Name, required: true);
        var judgement = form.Word<Judgement>("judgement", required: true);
        var reason = form.Text("reason", Limits.Reason, required: true);
        if (first is not null && first == second)
        {
            form.Refuse(
                "second",
                "judgement.of-itself",
                "Both are one id, and a statement is itself. Name two statements."
            );
        }

        return first is null || second is null || judgement is null || reason is null
            ? null
            : new StatementsJudged
            {
                First = first,
                Second = second,
                Judgement = judgement.Value,
                By = by,
                Reason = reason,
            };
    }

    private static bool IsSame(Recorded latest, StatementsJudged asked) =>
        (StatementsJudged)latest.Event is var standing
        && standing with { First = asked.First, Second = asked.Second } == asked;

    private static IEnumerable<Fault> Contradictions(StatementsJudged asked, JudgedStatements judged)
    {
        var others = judged.StandingWithout(asked.First, asked.Second);
        return asked.Judgement switch
        {
            Judgement.Different => DifferentInside(asked, others),
            Judgement.Same => SameAcross(asked, [.. others, asked]),
            Judgement.Unsure => [],
            _ => throw new UnreachableException($"{asked.Judgement} is no judgement."),
        };
    }

    private static IEnumerable<Fault> DifferentInside(
        StatementsJudged asked,
        IReadOnlyList<StatementsJudged> others
    )
    {
        var classes = StatementClasses.From(others);
        if (classes.NameOf(asked.First) == classes.NameOf(asked.Second))
        {
            yield return Contradicts(
                $"{asked.First} and {asked.Second} are one statement: {Chain(others, asked.First, asked.Second)}. "
                    + "Judge one of these links anew first."
            );
        }
    }

    private static IEnumerable<Fault> SameAcross(
        StatementsJudged asked,
        IReadOnlyList<StatementsJudged> after
    )
    {
        var classes = StatementClasses.From(after);
        var joined = classes.NameOf(asked.First);
        return after
            .Where(judged =>
                judged.Judgement == Judgement.Different
                && classes.NameOf(judged.First) == joined
                && classes.NameOf(judged.Second) == joined
            )
            .Select(judged =>
                Contradicts(
                    $"{judged.By} judged {judged.First} and {judged.Second} to be different, and they would become one statement: "
                        + $"{Chain(after, judged.First, judged.Second)}. Judge one of these anew first."
                )
            );
    }

    private static Fault Contradicts(string says) => new("/judgement", "judgement.contradicts", says);

    /// <summary>The fewest judgements that make two statements of a class one: <c>a = b (desk-1) = c (desk-2)</c>.</summary>
    private static string Chain(IEnumerable<StatementsJudged> standing, string from, string to)
    {
        var links = standing
            .Where(judged => judged.Judgement == Judgement.Same)
            .SelectMany(judged =>
                new (string From, string To, string By)[]
                {
                    (judged.First, judged.Second, judged.By),
                    (judged.Second, judged.First, judged.By),
                }
            )
            .ToLookup(link => link.To, StringComparer.Ordinal);
        // Searched from the end: the link by which a statement was reached is then the next one of its chain.
        var next = new Dictionary<string, (string To, string By)>(StringComparer.Ordinal) { [to] = default };
        var waiting = new Queue<string>([to]);
        while (!next.ContainsKey(from))
        {
            var reached = waiting.Dequeue();
            foreach (var link in links[reached].Where(link => next.TryAdd(link.From, (reached, link.By))))
            {
                waiting.Enqueue(link.From);
            }
        }

        var chain = new StringBuilder(from);
        for (var at = from; at != to; at = next[at].To)
        {
            chain.Append($" = {next[at].To} ({next[at].By})");
        }

        return chain.ToString();
    }
}
