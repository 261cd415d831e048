using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Server;

namespace TransferLedger.Cli.Exports;

/// <summary>
/// <c>datapackage.json</c>: as the server gives it, and as it stands beside the files, which it names with their lengths and digests.
/// </summary>
internal sealed class ExportPackage
{
    public const string FileName = "datapackage.json";

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly JsonObject package;

    private ExportPackage(JsonObject package) => this.package = package;

    /// <summary>The files that an export may have, beside the package.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        .. new[] { "csv", "ndjson" }.SelectMany(format =>
            new[] { "claims", "estimates", "revisions" }.Select(table => $"{table}.{format}")
        ),
    ];

    public static ExportPackage Of(Answer answer) => new(answer.AsNode());

    /// <summary>The package in a folder; null: there is none, or none of ours.</summary>
    public static ExportPackage? In(string folder)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(Path.Combine(folder, FileName))) is JsonObject found
                ? new ExportPackage(found)
                : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>What it is an export of: two with the same hold the same rows.</summary>
    public JsonObject Pair =>
        new()
        {
            ["asOf"] = package["asOf"]?.DeepClone(),
            ["knownAt"] = package["knownAt"]?.DeepClone(),
            ["policy"] = package["policy"]?.DeepClone(),
            ["log"] = package["log"]?.DeepClone(),
        };

    public bool IsOfSame(ExportPackage other) => JsonNode.DeepEquals(Pair, other.Pair);

    /// <summary>The day and the log in words.</summary>
    public string Says =>
        $"as of {(string?)package["asOf"]}, {Phrase.Count((long?)package["log"]?["size"] ?? 0, "log entry", "log entries")}, root {(string?)package["log"]?["root"]}";

    /// <summary>Where the server has a file, the pair with it.</summary>
    /// <exception cref="HaltException">It does not name the file.</exception>
    public string PathOf(string file) =>
        (string?)ResourceOf(file)?["path"]
        ?? throw HaltException.Failed(
            "server.strange",
            $"What answers there offers no {file}. Check --url, or whether that server is older than this tool."
        );

    /// <summary>The files that stand beside it.</summary>
    public IEnumerable<string> Described => Files.Where(file => ResourceOf(file) is not null);

    /// <summary>The same beside the files.</summary>
    public byte[] Beside(IReadOnlyList<ExportedFile> files)
    {
        var beside = package.DeepClone().AsObject();
        var resources = new JsonArray();
        foreach (var file in files)
        {
            var resource = ResourceOf(file.Name)!.DeepClone().AsObject();
            resource["path"] = file.Name;
            resource["bytes"] = file.Bytes;
            resource["hash"] = $"sha256:{file.Sha256}";
            resources.Add(resource);
        }

        beside["resources"] = resources;
        return [.. JsonSerializer.SerializeToUtf8Bytes(beside, Indented), (byte)'\n'];
    }

    private JsonNode? ResourceOf(string file) =>
        (package["resources"] as JsonArray)?.FirstOrDefault(resource =>
            ((string?)resource?["path"])?.Split('?')[0] == file
        );
}

/// <summary>A file that was written.</summary>
/// <param name="Sha256">In lower-case hexadecimal digits.</param>
internal sealed record ExportedFile(string Name, long Bytes, string Sha256);
