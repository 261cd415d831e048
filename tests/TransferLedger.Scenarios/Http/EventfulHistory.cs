namespace TransferLedger.Scenarios.Http;

/// <summary>A short ledger on KP-RU in which everything happens that can.</summary>
internal static class EventfulHistory
{
    /// <summary>Everything that can happen to claims: they move, are corrected, taken back, judged, denied, and go elsewhere.</summary>
    public static IEnumerable<Func<Task>> Of(HttpClient client) =>
        [
            () => File(client, "first", Said("over 1,000", "s1"), Rounds("artillery-round"), Route),
            () => File(client, "second", Said("over 2,000", "s2"), Said("over 2,500", "s3")),
            () => client.Judge("s1", "s2"),
            () => File(client, "denial", Reports.DenialOf("RU", "2024-02-10", """{"corridor": "KP-RU"}""")),
            () => File(client, "absence", Absence),
            () => client.Correct("first#1", "2024-03-01", "\"quantity\": \"over 1,500\""),
            () => client.Mend("second#2", Said("over 2,500", "s4", """, "corridor": "IR-SY" """)),
            () => client.Withdraw("second#1", "2024-03-10", "UA"),
            () => client.Mend("denial#1", Reports.DenialOf("RU", "2024-02-10", """{"corridor": "IR-SY"}""")),
            () => File(client, "part", Rounds("artillery-round-152mm")),
            () => client.Grade("first#1", "B"),
            () => client.Judge("s3", "s4"),
        ];

    public static Task File(HttpClient client, string id, params string[] claims) =>
        client.File(Reports.Published(id, "KP-RU", "2024-02-05", claims));

    public static string Said(string quantity, string? statement = null, string more = "") =>
        Reports.ContainersOf(
            "UA",
            "2024-02-01",
            quantity,
            "2024-01/2024-01-31",
            (statement is null ? "" : $""", "statement": "{statement}" """) + more
        );

    private static string Rounds(string item) =>
        Reports.ItemsOf("UA", "2024-02-01", item, "over 1,000", "2024-01/2024-01-31");

    private static string Route =>
        Reports.Claim(
            "shipment-route-observed",
            """ "observed": "2023-09", "legs": [{"from": {"name": "Najin"}, "to": {"name": "Dunay"}}] """
        );

    private static string Absence =>
        Reports.Claim(
            "absence-observed",
            """ "what": "no ships", "observed": "2024-01", "claimant": {"kind": "state", "country": "JP"} """
        );
}
