using System.Net;
using System.Text;
using System.Text.Json;

namespace TransferLedger.Scenarios.Robustness;

/// <summary>What the server said to a spoilt body.</summary>
internal sealed record SpoiltAnswer(byte[] Sent, HttpStatusCode Status, string? MediaType, string Body)
{
    public string Report => JsonElement.Parse(Body).GetProperty("report").GetString()!;

    /// <summary>What is wrong with this answer, or null.</summary>
    public string? Wrong()
    {
        try
        {
            var body = JsonElement.Parse(Body);
            return (int)Status switch
            {
                200 or 201 => null,
                400 or 409 or 413 or 422 when MediaType == "application/problem+json" && HasReasons(body) =>
                    null,
                _ => ToString(),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return $"{e.Message} in {this}";
        }
    }

    public override string ToString() =>
        $"{(int)Status} {MediaType} {Shortened(Body)}\nto {Shortened(Encoding.UTF8.GetString(Sent))}";

    private static string Shortened(string text) => text.Length > 4_000 ? $"{text[..4_000]}…" : text;

    private static bool HasReasons(JsonElement problem)
    {
        var errors = problem.GetProperty("errors").EnumerateArray().ToList();
        return errors.Count > 0
            && errors.All(e =>
                e.GetProperty("code").GetString() is { Length: > 0 }
                && e.GetProperty("detail").GetString() is { Length: > 0 }
                && e.GetProperty("pointer").GetString() is "" or ['/', ..]
            );
    }
}
