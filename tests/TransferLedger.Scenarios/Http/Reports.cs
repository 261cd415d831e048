using Microsoft.Extensions.DependencyInjection;
using TransferLedger.Core.Log;

namespace TransferLedger.Scenarios.Http;

/// <summary>Reports as a filer writes them, short enough to stand in a test.</summary>
internal static class Reports
{
    public const string Kirby = """
        "claimant": {"kind": "state", "name": "John Kirby", "country": "US"}, "stated": "2023-10-13"
        """;

    /// <param name="more">More members, or others with a comma between them.</param>
    public static string Of(string id, string claims, string more = "\"corridor\": \"KP-RU\"") =>
        $$"""{"id": "{{id}}", "title": "A title", "publisher": "A Paper", "medium": "press", "published": "2024-02-28", {{more}}, "claims": [{{claims}}]}""";

    public static string Claim(string type, string members) => $$"""{"type": "{{type}}", {{members}}}""";

    public static string Containers(string quantity = "over 1,000", string more = Kirby) =>
        Claim(
            "containers-reported",
            $"""{more.TrimEnd()}, "quantity": "{quantity}", "coverage": "/2023-10-13" """
        );

    public static string Containers(string id, string corridor, string quantity) =>
        Of(id, Containers(quantity), $"\"corridor\": \"{corridor}\"");

    /// <summary>A claimant that speaks for a state.</summary>
    public static string Ministry(string state) =>
        $$"""{"kind": "state", "organisation": "Ministry", "country": "{{state}}"}""";

    /// <summary>What a state's ministry said about containers.</summary>
    /// <param name="more">More members, each with a comma before it.</param>
    public static string ContainersOf(
        string state,
        string stated,
        string quantity,
        string coverage,
        string more = ""
    ) =>
        Claim(
            "containers-reported",
            $$""" "claimant": {{Ministry(state)}}, "stated": "{{stated}}", "quantity": "{{quantity}}", "coverage": "{{coverage}}"{{more}} """
        );

    /// <summary>The same about items.</summary>
    public static string ItemsOf(
        string state,
        string stated,
        string item,
        string quantity,
        string coverage,
        string more = ""
    ) =>
        Claim(
            "items-reported",
            $$""" "claimant": {{Ministry(state)}}, "stated": "{{stated}}", "item": "{{item}}", "quantity": "{{quantity}}", "coverage": "{{coverage}}"{{more}} """
        );

    /// <summary>What a state's ministry denies.</summary>
    public static string DenialOf(string state, string stated, string targets, string more = "") =>
        Claim(
            "denial-issued",
            $$""" "claimant": {{Ministry(state)}}, "stated": "{{stated}}", "forms": ["categorical"], "targets": [{{targets}}]{{more}} """
        );

    public static string Published(
        string id,
        string corridor,
        string day,
        params IEnumerable<string> claims
    ) =>
        $$"""{"id": "{{id}}", "title": "A title", "publisher": "Paper {{id}}", "medium": "press", "published": "{{day}}", "corridor": "{{corridor}}", "claims": [{{string.Join(", ", claims)}}]}""";

    public static async Task<long> LogSize(this RunningLedger ledger) =>
        (await ledger.Services.GetRequiredService<ILog>().Head(TestContext.Current.CancellationToken)).Size;
}
