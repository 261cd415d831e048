using TransferLedger.Core.Events;
using TransferLedger.Core.Parties;

namespace TransferLedger.Core.Estimates;

/// <summary>A reader's choice to look at some of the claims only. An answer under it says so.</summary>
/// <param name="Perspective">Only tellings of this perspective; null: of all.</param>
/// <param name="MinReliability">Only claims of this Admiralty reliability or a better one, so no ungraded ones; null: of any.</param>
public sealed record Narrowing(Perspective? Perspective, Reliability? MinReliability)
{
    public static readonly Narrowing None = new(null, null);

    /// <summary>A statement belongs to one perspective, whoever retells it, so perspectives are chosen after tellings are made.</summary>
    internal FigureReading Read(IReadOnlyList<Appearance> seen, FigureReading? before = null) =>
        FigureReading.Of(
            MinReliability is { } worst
                ? seen.Where(appearance => appearance.Claim.Grade?.Reliability <= worst).ToList()
                : seen,
            before,
            Perspective
        );
}
