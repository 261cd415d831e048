namespace TransferLedger.Scenarios.Cli;

/// <summary>Small reports for the tool to carry.</summary>
internal static class Reports
{
    /// <summary>One line that can be filed; its claim feeds <c>IR-RU/items/uav-one-way-attack</c>.</summary>
    public static string Good(string id, string quantity = "about 1,750") =>
        $$"""{"id":"{{id}}","title":"Exercise","publisher":"Exercise Daily","medium":"press","published":"2024-05-03","corridor":"IR-RU","claims":[{"type":"items-reported","claimant":{"kind":"state","name":"A","country":"UA"},"stated":"2024-05-02","item":"uav-one-way-attack","quantity":"{{quantity}}"}]}""";

    /// <summary>Two faults: an unknown item and a number that cannot be read.</summary>
    public static string Bad(string id) =>
        Good(id, "6,5 million").Replace("uav-one-way-attack", "uav-one-way", StringComparison.Ordinal);

    /// <summary>One fault, on line 8.</summary>
    public static string BadOverSeveralLines(string id) =>
        $$"""
            {
              "id": "{{id}}", "title": "Exercise", "publisher": "Exercise Daily",
              "medium": "press", "published": "2024-05-03", "corridor": "IR-RU",
              "claims": [
                {
                  "type": "items-reported",
                  "item": "uav-one-way-attack",
                  "quantity": "6,5 million"
                }
              ]
            }
            """;
}
