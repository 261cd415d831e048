using System.Globalization;

namespace TransferLedger.Core.Tests.Sample;

/// <summary>The mapping rules of the corpus, from a row to what its claim must say.</summary>
internal static class Mapping
{
    internal static string Type(Row row) =>
        row["statement_kind"] switch
        {
            "containers_reported" => "containers-reported",
            "munitions_capacity" => "munitions-capacity-estimated",
            "items_reported" or "reciprocal_transfer" => "items-reported",
            "route_observed" => "shipment-route-observed",
            "denial_issued" => "denial-issued",
            "evidence_cited" => "evidence-cited",
            "production_observation" => "production-observed",
            "quality_assessment" => "quality-assessed",
            var kind => throw new InvalidOperationException($"{row.Id}: {kind}"),
        };

    internal static string Corridor(Row row) =>
        $"{Party(row.Parties("supplier"))}-{Party(row.Parties("recipient"))}";

    internal static string? Modality(Row row) =>
        row["modality"] is "editorial" or "asserted" ? null : row["modality"];

    internal static string? Stage(Row row) =>
        Type(row) is not ("containers-reported" or "items-reported") || row["transfer_stage"] is "unknown"
            ? null
            : row["transfer_stage"];

    /// <summary>Null where the type of claim has no item, or the row none (denials are scoped by item only if they say so).</summary>
    internal static string? Item(Row row) =>
        Type(row) is not ("munitions-capacity-estimated" or "items-reported" or "quality-assessed")
            ? null
            : row["item_class"] switch
            {
                "artillery_round" when row["calibre_mm"] is { } mm => $"artillery-round-{mm}mm",
                "ammunition_unspecified" => "ammunition",
                "arms_unspecified" or "cargo_unspecified" => "arms",
                "rocket_unspecified" => "rocket",
                "missile_unspecified" => "missile",
                "major_conventional_weapon" => "conventional-arms",
                "non_military_goods" => "food",
                "technology_assistance" => Technology(row["item_text"]!),
                var same => same!.Replace('_', '-'),
            };

    /// <summary>The quantity or share in the words of the article; null where none is given.</summary>
    internal static string? Words(Row row) =>
        row["qualifier_text"] switch
        {
            "reduced capacity" => null,
            "full capacity" => "full",
            "half" => "half",
            "or (shares up to roughly)" => $"[up to roughly] {Number(row)}",
            null or "promises of" or "capable of carrying" => Number(row),
            var vague when row["qualifier"] is "vague_magnitude" => vague,
            var qualifier => $"{qualifier} {Number(row)}",
        };

    /// <summary>Only what the row itself says; a mode that is merely implied is left out.</summary>
    internal static string? Mode(Row row) =>
        row["transport_mode"] is { } mode && !mode.Contains("implied", StringComparison.Ordinal)
            ? mode.Split(' ')[0]
            : null;

    private static string Party(List<string> parties) => parties is [var one] ? one : "XX";

    private static string Technology(string text) =>
        text.Contains("satellite", StringComparison.Ordinal)
        && !text.Contains("missile", StringComparison.Ordinal)
            ? "technology-satellite"
            : "technology-military";

    private static string? Number(Row row) =>
        row["quantity_stated"] is not { } stated ? null
        : decimal.Parse(stated, CultureInfo.InvariantCulture) is var n && n == 1_000_000 ? "one million"
        : n > 1_000_000 ? $"{n / 1_000_000:0.#} million"
        : $"{n:N0}";
}
