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

    public static async Task<long> LogSize(this RunningLedger ledger) =>
        (await ledger.Services.GetRequiredService<ILog>().Head(TestContext.Current.CancellationToken)).Size;
}
