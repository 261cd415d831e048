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

    public Edtf? Coverage { get; init; }

    public Claimant? Claimant { get; init; }

    public Sequence<string>? Via { get; init; }

    public Item? Item { get; init; }

    public required Edtf Stated { get; init; }
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
