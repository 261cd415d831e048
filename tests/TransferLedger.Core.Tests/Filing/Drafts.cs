using System.Text;
using System.Text.Json.Nodes;
using TransferLedger.Core.Events;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Filing;

namespace TransferLedger.Core.Tests.Filing;

/// <summary>Reports as JSON, and what the reader makes of them.</summary>
internal static class Drafts
{
    public static readonly DateOnly Today = new(2024, 12, 31);

    /// <summary>The least that a claim of containers says.</summary>
    public const string Claim = """{"type":"containers-reported","quantity":"over 1,000"}""";

    /// <summary>A report with these members beside or instead of the usual ones.</summary>
    public static string Report(string claims = Claim, string members = "")
    {
        var report = (JsonObject)
            JsonNode.Parse(
                """{"id":"r","title":"T","publisher":"Exercise Wire","medium":"press","published":"2024-02-28","corridor":"KP-RU"}"""
            )!;
        foreach (var (name, value) in (JsonObject)JsonNode.Parse($"{{{members}}}")!)
        {
            report[name] = value?.DeepClone();
        }

        report["claims"] = JsonNode.Parse($"[{claims}]");
        return report.ToJsonString();
    }

    public static Outcome<ReportDraft> Read(string json) =>
        ReportReader.Read(Encoding.UTF8.GetBytes(json), Today);

    public static ReportDraft Draft(string claims = Claim, string members = "") =>
        Read(Report(claims, members)).Value;

    /// <summary>The first claim of a good report.</summary>
    public static Claim ClaimOf(string claim) => Draft(claim).Claims[0].Claim;

    /// <summary>"pointer code" of each fault, in their order.</summary>
    public static IReadOnlyList<string> Faults(string json) =>
        [.. Read(json).Faults.Select(f => $"{f.Place} {f.Code}")];
}
