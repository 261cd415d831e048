using System.Text.Json.Serialization;
using TransferLedger.Core.Items;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Time;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Events;

/// <summary>How the claimant said it.</summary>
public enum Modality
{
    Asserted,
    Assessed,
    Suspected,
    Possible,
    Alleged,
    Reported,
    Derived,
    Anticipated,
}

/// <summary>
/// One assertion in one report: the appearance of a component of a statement. The common part of domain.md section 2; the
/// report's publisher and date stand in it too, so that each claim can be read alone.
/// </summary>
public abstract record Claim : LedgerEvent
{
    private protected Claim() { }

    [JsonPropertyName("claim"), JsonRequired, JsonPropertyOrder(-9)]
    public ClaimId Id { get; init; } = null!;

    [JsonRequired, JsonPropertyOrder(-8)]
    public Corridor Corridor { get; init; } = null!;

    /// <summary>Third states that the goods passed through, in order; empty if none was said.</summary>
    [JsonPropertyOrder(-7)]
    public Sequence<Party>? Through { get; init; }

    /// <summary>Who said it; null: nobody is named, the claim is unattributed.</summary>
    [JsonPropertyOrder(-6), JsonConverter(typeof(SharedConverter<Claimant>))]
    public Claimant? Claimant { get; init; }

    /// <summary>Relays, nearest the claimant first; empty: heard directly; null: not known.</summary>
    [JsonPropertyOrder(-5)]
    public Sequence<string>? Via { get; init; }

    /// <summary>Id of the statement that appears here, the filer's; null: a statement of its own.</summary>
    [JsonPropertyOrder(-4)]
    public string? Statement { get; init; }

    [JsonPropertyOrder(-3)]
    public Edtf? Stated { get; init; }

    /// <summary>When a statement made earlier became public.</summary>
    [JsonPropertyOrder(-3)]
    public Edtf? Disclosed { get; init; }

    [JsonRequired, JsonPropertyOrder(-2), JsonConverter(typeof(SharedTextConverter))]
    public string Publisher { get; init; } = null!;

    [JsonRequired, JsonPropertyOrder(-2)]
    public Edtf Published { get; init; } = null!;

    [JsonPropertyOrder(-1)]
    public Modality Modality { get; init; }

    /// <summary>Id of a claim or statement that this one answers.</summary>
    public string? RespondsTo { get; init; }

    /// <summary>Statement of another claimant that this one merely repeats; such a claim makes no bound.</summary>
    public string? Repeats { get; init; }

    public Corridor? InReturnFor { get; init; }

    public Grade? Grade { get; init; }

    /// <summary>What is claimed, in our own words.</summary>
    public string? Summary { get; init; }

    public QuoteDigest? Quote { get; init; }

    /// <summary>Whose claims this one is read together with (domain.md section 1).</summary>
    [JsonIgnore]
    public Perspective Perspective => Perspective.Of(Claimant, Via, Publisher);
}

/// <summary>Salted digest of the exact words; the words themselves lie outside the log and can be erased (log.md section 1).</summary>
public sealed record QuoteDigest(Digest Digest);

/// <summary>Admiralty grade: two fields, never made into a number. A is best, 1 is best.</summary>
/// <param name="Reliability">Of the source: A to F.</param>
/// <param name="Credibility">Of the information: 1 to 6.</param>
public sealed record Grade(Reliability Reliability, int Credibility);

/// <summary>Admiralty reliability of a source.</summary>
public enum Reliability
{
    [JsonStringEnumMemberName("A")]
    A,

    [JsonStringEnumMemberName("B")]
    B,

    [JsonStringEnumMemberName("C")]
    C,

    [JsonStringEnumMemberName("D")]
    D,

    [JsonStringEnumMemberName("E")]
    E,

    [JsonStringEnumMemberName("F")]
    F,
}

/// <summary>Where goods are on their way; left out counts as moved.</summary>
public enum Stage
{
    Sought,
    Negotiated,
    Ordered,
    Pledged,
    Planned,
    Forecast,
    Staged,
    Shipped,
    InTransit,
    Delivered,
    Used,
}

public static class Stages
{
    /// <summary>Sought to forecast: nothing has moved yet, and nothing accumulates.</summary>
    public static bool BeforeGoodsMove(this Stage stage) => stage < Stage.Staged;
}

/// <summary>A claim about a number of something over a period.</summary>
public interface ICounted
{
    Quantity? Quantity { get; }

    Edtf? Coverage { get; }

    Stage? Stage { get; }
}

/// <summary>What a container is said to hold, and how surely.</summary>
public sealed record Contents(Item Item, Certainty Certainty);

/// <summary>How surely something is said to be inside.</summary>
public enum Certainty
{
    Asserted,
    Possible,
    Suspected,
    Alleged,
}
