using System.Text.Json;
using System.Text.Json.Nodes;

namespace TransferLedger.Core.Tests.Sample;

/// <summary>The sample's reports as plain JSON, read from the source tree: the same bytes that the server embeds.</summary>
internal static class SampleFolder
{
    // A duplicate key would be kept silently by the default options.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    internal static readonly string Root = FolderAbove("TransferLedger.sln");

    internal static IReadOnlyList<string> Paths { get; } =
    [
        .. Directory
            .EnumerateFiles(Path.Combine(Root, "src", "TransferLedger.Server", "Sample"), "*.json")
            .Order(StringComparer.Ordinal),
    ];

    internal static IReadOnlyList<JsonObject> Reports() => [.. Paths.Select(Read)];

    /// <summary>Claims by claim id, <c>republic-2024-02-28-shells#4</c>.</summary>
    internal static Dictionary<string, JsonObject> Claims() =>
        Reports()
            .SelectMany(report =>
                report["claims"]!
                    .AsArray()
                    .Select((claim, i) => ($"{report["id"]}#{i + 1}", (JsonObject)claim!))
            )
            .ToDictionary(StringComparer.Ordinal);

    /// <summary>Which claim each row of the corpus became.</summary>
    internal static Dictionary<string, string> ClaimOfRow() =>
        Read(Beside("rows.json"))
            .ToDictionary(pair => pair.Key, pair => (string)pair.Value!, StringComparer.Ordinal);

    internal static string Beside(string name) =>
        Path.Combine(Root, "tests", "TransferLedger.Core.Tests", "Sample", name);

    internal static JsonObject Read(string path) =>
        (JsonObject)JsonNode.Parse(File.ReadAllText(path), documentOptions: Strict)!;

    private static string FolderAbove(string marker)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, marker)))
            folder = folder.Parent;
        return folder?.FullName
            ?? throw new InvalidOperationException($"No folder above the tests holds {marker}.");
    }
}
