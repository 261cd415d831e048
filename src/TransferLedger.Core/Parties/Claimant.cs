using System.Text.Json.Serialization;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Parties;

/// <summary>What a claimant is: speaks for an organ of a state, an organisation, a body with members, or unnamed.</summary>
public enum ClaimantKind
{
    State,
    Organisation,
    Joint,
    Unnamed,
}

/// <summary>
/// Who made a statement, as the report names them. Spellings are kept; two spellings are one claimant only by judgement.
/// Source: domain.md section 1.
/// </summary>
public sealed record Claimant
{
    public required ClaimantKind Kind { get; init; }

    public string? Name { get; init; }

    public string? Office { get; init; }

    public string? Organisation { get; init; }

    /// <summary>The organisation's usual short name: <c>MSMT</c>, <c>C4ADS</c>.</summary>
    public string? Code { get; init; }

    public Party? Country { get; init; }

    /// <summary>Perspectives of the members of a joint body, in the order given; null for the others.</summary>
    public Sequence<string>? Members { get; init; }

    /// <summary>Slug of the name, else the office, else the organisation, with country or organisation.</summary>
    [JsonIgnore]
    public string Id =>
        string.Join(
            '-',
            new[]
            {
                Slug.Of(Name ?? Office ?? Organisation ?? Code ?? "unnamed"),
                Slug.Of(Country?.Code ?? Qualifier),
            }.Where(part => part.Length > 0)
        );

    private string Qualifier => (Name ?? Office) is null ? "" : Code ?? Organisation ?? "";
}
