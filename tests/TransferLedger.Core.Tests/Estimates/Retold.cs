using System.Text.Json.Nodes;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Retellings;
using TransferLedger.Core.Tests.Filing;

namespace TransferLedger.Core.Tests.Estimates;

/// <summary>Claims of one statement as they would be filed, in as many reports as a test needs.</summary>
internal static class Retold
{
    public static readonly DateOnly Late = new(2030, 1, 1);

    private const string Shin =
        """{"kind":"state","name":"Shin Won-sik","organisation":"ROK Ministry of National Defense","country":"KR"}""";

    /// <summary>What every claim says unless it says something else; <c>null</c> takes it away.</summary>
    private static readonly string Usual =
        $$"""{"statement":"s","stated":"2024-02-26","coverage":"2023-09/2024-02-26","claimant":{{Shin}}}""";

    /// <summary>A report of one publisher: <c>{"type":…}</c> each, beside what is usual.</summary>
    public static IReadOnlyList<ClaimState> Report(
        string publisher,
        string published,
        params IEnumerable<string> claims
    ) =>
        States(
            Drafts.Report(
                string.Join(',', claims.Select(WithUsual)),
                $$"""
                "id":"{{publisher.ToLowerInvariant()}}-{{published.TrimEnd(
                    '~'
                )}}","publisher":"{{publisher}}","published":"{{published}}"
                """
            )
        );

    public static IReadOnlyList<ClaimState> States(string report) =>
        Drafts
            .Read(report)
            .Value.Claims.Select(
                (draft, n) =>
                    new ClaimState(
                        draft.Claim,
                        new Position(n),
                        new DateTime(2029, 1, 1, 0, 0, 0, DateTimeKind.Utc)
                    )
            )
            .ToList();

    public static Lineage Of(IEnumerable<ClaimState> claims) =>
        Lineage.Of("s", claims, StatementClasses.None, Late)!;

    private static string WithUsual(string claim)
    {
        var all = (JsonObject)JsonNode.Parse(Usual)!;
        foreach (var (name, value) in (JsonObject)JsonNode.Parse(claim)!)
        {
            all[name] = value?.DeepClone();
        }

        if ((string?)all["type"] is "shipment-route-observed" or "absence-observed" or "production-observed")
        {
            all.Remove("coverage");
        }

        foreach (var taken in all.Where(member => member.Value is null).Select(member => member.Key).ToList())
        {
            all.Remove(taken);
        }

        return all.ToJsonString();
    }
}
