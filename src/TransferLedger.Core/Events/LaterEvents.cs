using TransferLedger.Core.Items;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Time;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Events;

/// <summary>Something that happened to a claim after it was filed, in the stream of its report.</summary>
public abstract record LaterEvent : LedgerEvent
{
    private protected LaterEvent() { }

    public required ClaimId Claim { get; init; }

    /// <summary>Figures that it concerns: where the claim stood, and where it stands from now on; empty if it feeds none.</summary>
    public Sequence<string> Figures { get; init; } = [];

    public required string Reason { get; init; }
}

/// <summary>The publisher corrected its report. Holds for asOf from <see cref="Stated"/> on.</summary>
public sealed record ClaimCorrected : LaterEvent
{
    /// <summary>Each member below is what it became; null: unchanged.</summary>
    public Quantity? Quantity { get; init; }

    public Share? Share { get; init; }

    public Edtf? Coverage { get; init; }

    public Claimant? Claimant { get; init; }

    public Sequence<string>? Via { get; init; }

    public Item? Item { get; init; }

    public required Edtf Stated { get; init; }

    /// <summary>The claim with what is corrected; members that a claim of its type does not have are passed over.</summary>
    public Claim ApplyTo(Claim claim)
    {
        var attributed = claim with { Claimant = Claimant ?? claim.Claimant, Via = Via ?? claim.Via };
        return attributed switch
        {
            ContainersReported containers => containers with
            {
                Quantity = Quantity ?? containers.Quantity,
                Coverage = Coverage ?? containers.Coverage,
            },
            MunitionsCapacityEstimated capacity => capacity with
            {
                Item = Item ?? capacity.Item,
                Quantity = Quantity ?? capacity.Quantity,
                Coverage = Coverage ?? capacity.Coverage,
            },
            ItemsReported items => items with
            {
                Item = Item ?? items.Item,
                Quantity = Quantity ?? items.Quantity,
                Coverage = Coverage ?? items.Coverage,
            },
            ShipmentRouteObserved route => route with
            {
                Voyages = Quantity ?? route.Voyages,
                Observed = Coverage ?? route.Observed,
            },
            QualityAssessed quality => quality with
            {
                Item = Item ?? quality.Item,
                Share = Share ?? quality.Share,
                Coverage = Coverage ?? quality.Coverage,
            },
            ShareReported share => share with
            {
                Item = Item ?? share.Item,
                Share = Share ?? share.Share,
                Coverage = Coverage ?? share.Coverage,
            },
            DenialIssued denial => denial with
            {
                Item = Item ?? denial.Item,
                Coverage = Coverage ?? denial.Coverage,
            },
            AbsenceObserved absence => absence with
            {
                Item = Item ?? absence.Item,
                Observed = Coverage ?? absence.Observed,
            },
            ProductionObserved production => production with
            {
                Item = Item ?? production.Item,
                Observed = Coverage ?? production.Observed,
            },
            _ => attributed,
        };
    }
}

/// <summary>Withdrawn by its claimant, or said by another to be: only the first takes it out of force.</summary>
public sealed record ClaimWithdrawn : LaterEvent
{
    /// <summary>Who says that it is withdrawn.</summary>
    public required Claimant Claimant { get; init; }

    public required Edtf Stated { get; init; }
}

/// <summary>Our own mistake in recording: the whole claim as it should be. Holds for every asOf.</summary>
public sealed record RecordingErrorCorrected : LaterEvent
{
    public required NamedClaim Becomes { get; init; }

    /// <summary>Versions, in the stream of the report, of corrections and withdrawals that should not have been recorded.</summary>
    public Sequence<long>? Voids { get; init; }
}

/// <summary>Admiralty grade given later; the latest stands.</summary>
public sealed record ClaimGraded : LaterEvent
{
    public required Grade Grade { get; init; }

    public required string By { get; init; }
}

/// <summary>The quote of a claim was erased; every proof still verifies.</summary>
public sealed record ExcerptErased : LaterEvent
{
    /// <summary>Id of the entry whose quote it was.</summary>
    public required Guid Entry { get; init; }

    public required string By { get; init; }
}

/// <summary>Whether two statements are one.</summary>
public enum Judgement
{
    Same,
    Different,
    Unsure,
}

/// <summary>Somebody judged two statements; the latest of a pair stands.</summary>
public sealed record StatementsJudged : LedgerEvent
{
    public required string First { get; init; }

    public required string Second { get; init; }

    public required Judgement Judgement { get; init; }

    public required string By { get; init; }

    public required string Reason { get; init; }
}
