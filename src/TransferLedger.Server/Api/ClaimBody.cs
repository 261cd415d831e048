using System.Text.Json;
using System.Text.Json.Serialization;
using TransferLedger.Core.Denials;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Values;

namespace TransferLedger.Server.Api;

/// <summary>A claim as lists show it: as it stands on the day that is asked for.</summary>
/// <param name="Said">The day on which it counts as said.</param>
/// <param name="Since">The day from which it stands like this: said, corrected by its publisher, or withdrawn.</param>
/// <param name="Withdrawn">Its claimant has taken it back.</param>
/// <param name="WithdrawalReported">Another than its claimant says that it is withdrawn, which takes nothing out of force.</param>
/// <param name="Fate">What became of it in its figure's estimate: kept, superseded, or why it makes no bound; null: it feeds no figure.</param>
/// <param name="Data">The claim as it is stored, corrections put in.</param>
/// <param name="Excerpt">Where its quote can be read, or null.</param>
public sealed record ClaimBody(
    string Claim,
    string Report,
    long Position,
    DateTime RecordedAt,
    DateOnly Said,
    DateOnly Since,
    bool Withdrawn,
    bool WithdrawalReported,
    string Type,
    string Corridor,
    string? Figure,
    string Perspective,
    string? Fate,
    JsonElement Data,
    string? Excerpt
)
{
    /// <summary>What happened to it later, in the order of the log; left out of lists.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LaterEventBody>? Later { get; init; }

    /// <summary>Of a denial: the figures that it is about, and how it stands to their claims.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<DeniedFigureBody>? Denies { get; init; }

    internal static ClaimBody Of(ClaimState row) => Of(row, fate: null);

    internal static ClaimBody Of(ClaimState row, string? fate)
    {
        var claim = row.Claim;
        return new ClaimBody(
            claim.Id.ToString(),
            claim.Id.Report.Text,
            row.Position.Value,
            row.RecordedAt,
            row.Said,
            row.Since,
            row.Withdrawn,
            row.WithdrawalReported,
            TypeOf(claim),
            claim.Corridor.ToString(),
            row.Figure?.ToString(),
            claim.Perspective.Id,
            fate,
            JsonSerializer.SerializeToElement(claim, claim.GetType(), EventJson.Options),
            claim.Quote is null ? null : $"/excerpts/{claim.Id.Report}/{claim.Id.Number}"
        );
    }

    /// <summary>The stored name without its version: what a filer writes.</summary>
    internal static string TypeOf(LedgerEvent ledgerEvent) =>
        EventNames.WithoutVersion(EventNames.Of(ledgerEvent));

    /// <summary>The fate of each claim that an estimate saw.</summary>
    internal static Dictionary<ClaimId, string> Fates(Estimate estimate)
    {
        var fates = estimate.Boundless.ToDictionary(b => b.Claim, b => Kebab.Of(b.Why));
        foreach (var perspective in estimate.Perspectives)
        {
            Mark(fates, perspective.Kept, "kept");
            Mark(fates, perspective.Superseded.Select(s => s.Telling), "superseded");
        }

        return fates;
    }

    private static void Mark(Dictionary<ClaimId, string> fates, IEnumerable<Telling> tellings, string fate)
    {
        foreach (var claim in tellings.SelectMany(telling => telling.Appearances))
        {
            fates[claim] = fate;
        }
    }
}

/// <summary>Something that happened to a claim later.</summary>
/// <param name="Event">Its type: claim-corrected, claim-withdrawn, recording-error-corrected, claim-graded, excerpt-erased.</param>
/// <param name="Version">In the stream of the report.</param>
/// <param name="Data">The event as it is stored.</param>
public sealed record LaterEventBody(
    string Event,
    long Position,
    string Version,
    DateTime RecordedAt,
    string Reason,
    JsonElement Data
)
{
    internal static LaterEventBody Of(Recorded entry) =>
        new(
            ClaimBody.TypeOf(entry.Event),
            entry.Position.Value,
            $"v{entry.Version}",
            entry.RecordedAt,
            ((LaterEvent)entry.Event).Reason,
            JsonSerializer.SerializeToElement(entry.Event, entry.Event.GetType(), EventJson.Options)
        );
}

/// <summary>A figure that a denial is about.</summary>
/// <param name="Relation">To the figure's leading claim; null: there is none, or the denial's scope leaves it out.</param>
/// <param name="Claims">Every claim of the figure that it is about.</param>
public sealed record DeniedFigureBody(
    string Figure,
    string? Leading,
    DenialRelation? Relation,
    IReadOnlyList<DeniedClaimBody> Claims
);
