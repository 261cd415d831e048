using TransferLedger.Core.Parties;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Estimates;

/// <summary>Counts who and what stands behind a figure. Source: domain.md section 6, "Corroboration".</summary>
internal static class Corroborations
{
    public static Corroboration Of(IReadOnlyList<Placed> seen)
    {
        var attributed = seen.Select(placed => placed.Appearance)
            .Where(appearance => appearance is { Attributed: true, Claim.Repeats: null })
            .ToList();
        var speaking = attributed
            .Where(appearance => !IsJoint(appearance))
            .Select(appearance => appearance.Perspective.Id)
            .ToHashSet();
        var counted = attributed.Where(a => !IsJoint(a) || !Members(a).Any(speaking.Contains)).ToList();
        return new(
            counted.Select(a => (a.Statement ?? a.Id, a.Statement is null)).Distinct().Count(),
            counted.Select(a => a.Claim.Claimant!).Distinct().Select(c => c.Id).Distinct().Count(),
            counted.Count
        );
    }

    private static bool IsJoint(Appearance appearance) =>
        appearance.Claim.Claimant!.Kind == ClaimantKind.Joint;

    private static Sequence<string> Members(Appearance joint) => joint.Claim.Claimant!.Members ?? [];
}
