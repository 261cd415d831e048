using TransferLedger.Core.Items;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Time;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Events;

/// <summary>A statement that a transfer did not happen, or a refusal to confirm it. Never removes a claim.</summary>
public sealed record DenialIssued : Claim
{
    /// <summary>At least one.</summary>
    public required Sequence<DenialForm> Forms { get; init; }

    /// <summary>At least one.</summary>
    public required Sequence<DenialTarget> Targets { get; init; }

    public Item? Item { get; init; }

    public Edtf? Coverage { get; init; }
}

/// <summary>How something is denied.</summary>
public enum DenialForm
{
    Categorical,
    EvidenceChallenged,
    Dismissal,
    NoComment,
    IntentionOnly,
    Scoped,
    InquiryFinding,
    Unspecified,
}

/// <summary>What is denied: exactly one member is given. <c>KP-*</c> is every corridor of a supplier.</summary>
public sealed record DenialTarget
{
    public string? Corridor { get; init; }

    public string? Figure { get; init; }

    public ClaimId? Claim { get; init; }

    public string? Statement { get; init; }
}

/// <summary>Somebody looked and saw none. Listed; makes no bound.</summary>
public sealed record AbsenceObserved : Claim
{
    public Item? Item { get; init; }

    /// <summary>What was looked for, in our own words.</summary>
    public required string What { get; init; }

    public required Edtf Observed { get; init; }
}

/// <summary>How good goods were: a share of something had a property.</summary>
public sealed record QualityAssessed : Claim
{
    public required Item Item { get; init; }

    public required Share Share { get; init; }

    /// <summary>The denominator: what the share is of.</summary>
    public required string Of { get; init; }

    /// <summary>The property: "unusable".</summary>
    public string? Assessment { get; init; }

    public Edtf? Coverage { get; init; }
}

/// <summary>Which share of something an item makes up.</summary>
public sealed record ShareReported : Claim
{
    public required Item Item { get; init; }

    public required Share Share { get; init; }

    public required string Of { get; init; }

    public Edtf? Coverage { get; init; }
}

/// <summary>What was seen or said of making the goods.</summary>
public sealed record ProductionObserved : Claim
{
    public Item? Item { get; init; }

    public required string What { get; init; }

    /// <summary>Who produces.</summary>
    public string? Producer { get; init; }

    public Share? Utilisation { get; init; }

    public Edtf? Observed { get; init; }
}

/// <summary>Evidence that a report names, and the claims of the same report that it supports.</summary>
public sealed record EvidenceCited : Claim
{
    public required EvidenceKind Kind { get; init; }

    public string? What { get; init; }

    /// <summary>Numbers of claims of the same report.</summary>
    public Sequence<int> Supports { get; init; } = [];
}

/// <summary>What kind of evidence.</summary>
public enum EvidenceKind
{
    Imagery,
    Transponder,
    Debris,
    Customs,
    Document,
    Video,
    Intelligence,
}
