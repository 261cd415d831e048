using System.Text.Json.Nodes;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>Claims as JSON, for <see cref="Retold"/>.</summary>
internal static class Reported
{
    public const string Unattributed = "\"claimant\":null";

    public static string Containers(string words, params string[] more) =>
        Claim($$"""{"type":"containers-reported","quantity":"{{words}}"}""", more);

    public static string Capacity(string item, string words, params string[] more) =>
        Claim($$"""{"type":"munitions-capacity-estimated","item":"{{item}}","quantity":"{{words}}"}""", more);

    public static string Goods(string item, string? words, params string[] more) =>
        Claim(
            words is null
                ? $$"""{"type":"items-reported","item":"{{item}}"}"""
                : $$"""{"type":"items-reported","item":"{{item}}","quantity":"{{words}}"}""",
            more
        );

    public static string Contents(string certainty, string item = "artillery-round") =>
        $$"""  "contents":{"item":"{{item}}","certainty":"{{certainty}}"}""";

    /// <summary>The claim with these members beside or instead of its own.</summary>
    public static string Claim(string claim, params string[] more)
    {
        var all = (JsonObject)JsonNode.Parse(claim)!;
        foreach (var (name, value) in more.SelectMany(member => (JsonObject)JsonNode.Parse($"{{{member}}}")!))
        {
            all[name] = value?.DeepClone();
        }

        return all.ToJsonString();
    }
}
