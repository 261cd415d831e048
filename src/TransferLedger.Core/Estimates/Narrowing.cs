using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;

namespace TransferLedger.Core.Estimates;

/// <summary>A reader's choice to look at some of the claims only. An answer under it says so.</summary>
/// <param name="Perspective">Only tellings of this perspective; null: of all.</param>
/// <param name="MinReliability">Only claims of this Admiralty reliability or a better one, so no ungraded ones; null: of any.</param>
public sealed record Narrowing(Perspective? Perspective, Reliability? MinReliability)
{
    public static readonly Narrowing None = new(null, null);

    /// <summary>Whether a claim that makes no part of a telling is looked at.</summary>
    public bool Includes(ClaimState state) =>
        (Perspective is null || state.Claim.Perspective == Perspective) && IsReliable(state.Claim);

    private bool IsReliable(Claim claim) =>
        MinReliability is not { } worst || claim.Grade?.Reliability <= worst;

    /// <summary>A statement belongs to one perspective, whoever retells it, so perspectives are chosen after tellings are made.</summary>
    /// <param name="anyWithdrawn">Others had been said and are withdrawn.</param>
    internal FigureReading Read(
        IReadOnlyList<Appearance> seen,
        FigureReading? before = null,
        bool anyWithdrawn = false
    ) =>
        FigureReading.Of(
            MinReliability is null ? seen : seen.Where(appearance => IsReliable(appearance.Claim)).ToList(),
            before,
            Perspective,
            anyWithdrawn
        );
}
