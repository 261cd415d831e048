using System.Globalization;
using System.Text.Json;
using TransferLedger.Server.Sample;

namespace TransferLedger.Scenarios.Robustness;

/// <summary>What is random here follows from a number, and that number can be set.</summary>
internal static class Seeds
{
    /// <summary>Seeds separated by commas; CI uses one.</summary>
    public const string Variable = "TRANSFERLEDGER_SEEDS";

    public static TheoryData<int> Chosen =>
        [
            .. (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : "1")
                .Split(',')
                .Select(seed => int.Parse(seed, CultureInfo.InvariantCulture)),
        ];

    /// <summary>The invented reports and those of the sample.</summary>
    public static IReadOnlyList<JsonElement> Reports { get; } =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Reports", "varied.ndjson")).Select(Parse),
        .. Sample(),
    ];

    public static JsonElement Parse(string json) => JsonElement.Parse(json);

    public static IEnumerable<JsonElement> Sample()
    {
        var assembly = typeof(SampleReports).Assembly;
        foreach (
            var name in assembly
                .GetManifestResourceNames()
                .Where(name => name.EndsWith(".json", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        )
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return Parse(reader.ReadToEnd());
        }
    }
}
