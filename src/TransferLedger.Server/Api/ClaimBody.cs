using System.Text.Json;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Values;

namespace TransferLedger.Server.Api;

/// <summary>A claim as lists show it.</summary>
/// <param name="Said">The day on which it counts as said.</param>
/// <param name="Fate">What became of it in its figure's estimate: kept, superseded, or why it makes no bound; null: it feeds no figure.</param>
/// <param name="Data">The event as it is stored.</param>
/// <param name="Excerpt">Where its quote can be read, or null.</param>
public sealed record ClaimBody(
    string Claim,
    string Report,
    long Position,
    DateTime RecordedAt,
    DateOnly Said,
    string Type,
    string Corridor,
    string? Figure,
    string Perspective,
    string? Fate,
    JsonElement Data,
    string? Excerpt
)
{
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
    internal static string TypeOf(LedgerEvent ledgerEvent) => WithoutVersion(EventNames.Of(ledgerEvent));

    internal static string WithoutVersion(string storedName) =>
        storedName[..storedName.IndexOf(".v", StringComparison.Ordinal)];

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
