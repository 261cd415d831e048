using System.Globalization;
using System.Text.Json;

namespace TransferLedger.Cli.Feed;

/// <summary>One event for people: when it was recorded (UTC), its place, its type, and what it says.</summary>
internal static class EventLine
{
    private const string TypePrefix = "transferledger.";
    private const int TypeWidth = 28;
    private const int PlaceWidth = 8;

    public static string Of(JsonElement happened)
    {
        var type = happened.GetProperty("type").GetString()![TypePrefix.Length..];
        var name = type[..type.IndexOf(".v", StringComparison.Ordinal)];
        var what = happened.TryGetProperty("data", out var data)
            ? What(name, data)
            : "(too long: see its entry)";
        return $"{happened.GetProperty("time").GetString()![..19].Replace('T', ' ')}  {Place(happened).PadRight(PlaceWidth)}  {name.PadRight(TypeWidth)}  {what}";
    }

    private static string Place(JsonElement happened)
    {
        var parts = happened.GetProperty("sequence").GetString()!.Split('.');
        return string.Join(
            '.',
            parts.Select(part =>
                long.Parse(part, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
            )
        );
    }

    private static string What(string name, JsonElement data) =>
        name switch
        {
            "report-filed" => $"{Text(data, "report")}: {Text(data, "title")} ({Text(data, "publisher")})",
            "estimate-revised" =>
                $"{Text(data, "figure")} {Text(data, "kind")}: {Range(data.GetProperty("before"))} → {Range(data.GetProperty("after"))}",
            "statements-judged" =>
                $"{Text(data, "first")} and {Text(data, "second")}: {Text(data, "judgement")}",
            _ => string.Join(
                "  ",
                new[] { Text(data, "claim"), Text(data, "corridor"), Words(data) }.Where(text =>
                    text.Length > 0
                )
            ),
        };

    private static string Words(JsonElement data) =>
        data.TryGetProperty("quantity", out var quantity) ? Text(quantity, "words") : Text(data, "reason");

    private static string Range(JsonElement standing)
    {
        var (low, high) = (Text(standing, "low"), Text(standing, "high"));
        var range =
            low.Length == 0 && high.Length == 0 ? "nothing"
            : high.Length == 0 ? $"{low} or more"
            : low == high ? low
            : $"{low} to {high}";
        return $"{range} ({Text(standing, "status")})";
    }

    private static string Text(JsonElement of, string member) =>
        of.TryGetProperty(member, out var value)
            ? value.ValueKind == JsonValueKind.Null
                ? ""
                : value.ToString()
            : "";
}
