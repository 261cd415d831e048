using System.Text.Json;

namespace TransferLedger.Scenarios.Robustness;

/// <summary>Holds what was sent against what was stored: every text and number that was accepted is there unchanged.</summary>
internal static class Kept
{
    // Read into another form: their own tests say which.
    private static readonly string[] Reread =
    [
        "type",
        "quote",
        "text",
        "per",
        "item",
        "calibreMm",
        "share",
        "utilisation",
    ];

    /// <summary>JSON pointers of what was lost or changed; empty where all was kept.</summary>
    public static IEnumerable<string> Changed(JsonElement sent, JsonElement stored, string place = "")
    {
        switch (sent.ValueKind)
        {
            case JsonValueKind.Object:
                return sent.EnumerateObject()
                    .Where(m => m.Value.ValueKind != JsonValueKind.Null)
                    .Where(m => !Reread.Contains(m.Name, StringComparer.Ordinal) && !IsEmptyArray(m.Value))
                    .SelectMany(m => Changed(m, stored, $"{place}/{m.Name}"));
            case JsonValueKind.Array:
                return
                    stored.ValueKind != JsonValueKind.Array
                    || stored.GetArrayLength() != sent.GetArrayLength()
                    ? [place]
                    : sent.EnumerateArray()
                        .Zip(stored.EnumerateArray())
                        .SelectMany((pair, i) => Changed(pair.First, pair.Second, $"{place}/{i}"));
            case JsonValueKind.String:
                return stored.ValueKind == JsonValueKind.String && sent.GetString() == stored.GetString()
                    ? []
                    : [place];
            default:
                return
                    stored.ValueKind == sent.ValueKind
                    && (sent.ValueKind != JsonValueKind.Number || sent.GetInt64() == stored.GetInt64())
                    ? []
                    : [place];
        }
    }

    private static IEnumerable<string> Changed(JsonProperty sent, JsonElement stored, string place)
    {
        if (stored.ValueKind != JsonValueKind.Object || !stored.TryGetProperty(sent.Name, out var there))
        {
            // A quantity's "no" is not written down.
            return sent.Value.ValueKind == JsonValueKind.False ? [] : [place];
        }

        // Words alone became the words of a quantity.
        return sent.Value.ValueKind == JsonValueKind.String && there.ValueKind == JsonValueKind.Object
            ? Changed(sent.Value, there.GetProperty("words"), place)
            : Changed(sent.Value, there, place);
    }

    private static bool IsEmptyArray(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array && element.GetArrayLength() == 0;
}
