using System.Collections.Immutable;
using TransferLedger.Core.Answers;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Values;

namespace TransferLedger.Server.Pages.Words;

/// <summary>What became of a claim in the estimate of its figure.</summary>
/// <param name="Code">leading, kept, superseded, withdrawn, listed, beside, or why it makes no bound.</param>
/// <param name="Words">The same as a reader says it.</param>
/// <param name="By">Of what is superseded: the claims with which it cannot hold.</param>
public sealed record ClaimFate(string Code, string Words, ImmutableArray<ClaimId> By)
{
    /// <summary>The estimate has no use for it.</summary>
    public static readonly ClaimFate Listed = new("listed", "is listed, and moves no number");

    /// <summary>It feeds no figure.</summary>
    public static readonly ClaimFate Beside = new("beside", "stands beside the numbers, and moves none");

    public static readonly ClaimFate Withdrawn = new("withdrawn", "withdrawn by its claimant");

    private ClaimFate(string code, string words)
        : this(code, words, []) { }

    /// <summary>The fate of each claim that an estimate saw.</summary>
    internal static Dictionary<ClaimId, ClaimFate> In(Estimate estimate)
    {
        var fates = estimate.Boundless.ToDictionary(one => one.Claim, one => Of(one.Why));
        foreach (var side in estimate.Perspectives)
        {
            foreach (var telling in side.Kept)
            {
                Mark(fates, telling, Kept(telling, estimate));
            }

            foreach (var old in side.Superseded)
            {
                Mark(fates, old.Telling, Superseded(old));
            }
        }

        return fates;
    }

    private static void Mark(Dictionary<ClaimId, ClaimFate> fates, Telling telling, ClaimFate fate)
    {
        foreach (var claim in telling.Appearances)
        {
            fates[claim] = fate;
        }
    }

    private static ClaimFate Of(Boundlessness why) =>
        why == Boundlessness.Withdrawn
            ? Withdrawn
            : new(Kebab.Of(why), $"does not count: {FateWords.WhyNot(Kebab.Of(why))}");

    private static ClaimFate Kept(Telling telling, Estimate estimate)
    {
        bool IsIn(IEnumerable<Step> steps) => steps.Any(step => telling.Appearances.Contains(step.Claim));
        if (estimate.Leading is { } leading && telling.Appearances.Contains(leading))
        {
            return new("leading", "leads the estimate");
        }

        return (IsIn(estimate.Because.Low), IsIn(estimate.Because.High)) switch
        {
            (true, true) => new("kept", "counts: both ends rest on it"),
            (true, false) => new("kept", "counts: the lower end rests on it"),
            (false, true) => new("kept", "counts: the upper end rests on it"),
            _ => new("kept", "counts"),
        };
    }

    private static ClaimFate Superseded(SupersededTelling old) =>
        new(
            "superseded",
            old.RetoldDifferently ? "superseded, as the statement was retold differently" : "superseded",
            [.. old.By]
        );
}
