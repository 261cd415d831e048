using System.Text.Json.Serialization;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Parties;

/// <summary>
/// Whose claims are read together: <c>KR</c>, <c>MSMT</c>, an outlet's slug, or <c>unattributed</c>. Source: domain.md
/// section 1.
/// </summary>
[JsonConverter(typeof(TextConverter<Perspective>))]
public sealed record Perspective : IFromText<Perspective>, IComparable<Perspective>
{
    public static readonly Perspective Unattributed = new("unattributed");

    private Perspective(string id) => Id = id;

    public string Id { get; }

    public static Outcome<Perspective> Read(string text) =>
        text.Length == 0
            ? Fault.At("perspective.empty", "Name a perspective, such as KR.")
            : new Perspective(text);

    /// <summary>
    /// The country of a state; the code of an organisation or joint body, else the slug of its name; for the unnamed the
    /// outlet that quotes them: the first relay, else the publisher.
    /// </summary>
    public static Perspective Of(Claimant? claimant, IReadOnlyList<string>? via, string publisher) =>
        claimant?.Kind switch
        {
            null => Unattributed,
            ClaimantKind.State when claimant.Country is { } country => new(country.Code),
            ClaimantKind.Unnamed => new(Slug.Of(via is [var outlet, ..] ? outlet : publisher)),
            _ => new(
                claimant.Code
                    ?? Slug.Of(claimant.Organisation ?? claimant.Name ?? claimant.Office ?? publisher)
            ),
        };

    public int CompareTo(Perspective? other) => string.CompareOrdinal(Id, other?.Id);

    public override string ToString() => Id;
}
