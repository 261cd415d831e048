using TransferLedger.Core.Figures;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Estimates;

/// <summary>The steps along the days on which something was said, corrected or withdrawn.</summary>
internal static class DaysWalked
{
    public static IEnumerable<Walked> Of(FigureRecord record, DateOnly asOf, Policy policy)
    {
        var states = record.Claims.Where(state => state.Since <= asOf).ToList();
        var begun = states.ToLookup(state => state.Since);
        var ended = states.Where(state => state.Until <= asOf).ToLookup(state => state.Until!.Value);
        var seen = new List<Appearance>(states.Count);
        var withdrawn = new List<ClaimState>();
        foreach (var day in begun.Concat(ended).Select(group => group.Key).Distinct().Order())
        {
            if (ended.Contains(day))
            {
                seen.RemoveAll(appearance => appearance.State.Until == day);
            }

            seen.AddRange(begun[day].Where(state => !state.Withdrawn).Select(Appeared));
            withdrawn.AddRange(begun[day].Where(state => state.Withdrawn));
            yield return new(seen, withdrawn, RevisionMoment.On(day), Causes(begun[day], ended[day]));
        }

        Appearance Appeared(ClaimState state) =>
            Appearance.Of(state, record.Figure.Measure, record.Statements, policy.Approximate);
    }

    /// <summary>A state that ends without another one after it has left the figure: a correction moved it.</summary>
    private static Sequence<Cause> Causes(IEnumerable<ClaimState> begun, IEnumerable<ClaimState> ended)
    {
        var all = begun.Select(state => Cause.Of(KindOf(state), state.Claim.Id)).ToList();
        var gone = ended.Select(state => state.Claim.Id).Except(all.Select(cause => cause.Claim));
        return all.Concat(gone.Select(claim => Cause.Of(CauseKind.Corrected, claim!)))
            .OrderBy(cause => cause.Claim!.ToString(), StringComparer.Ordinal)
            .ToSequence();
    }

    private static CauseKind KindOf(ClaimState begun) =>
        begun.Withdrawn ? CauseKind.Withdrawn
        : begun.Since == begun.Said ? CauseKind.Said
        : CauseKind.Corrected;
}
