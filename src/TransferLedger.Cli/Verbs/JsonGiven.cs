using System.Text.Json;
using System.Text.Json.Nodes;
using TransferLedger.Cli.Frame;

namespace TransferLedger.Cli.Verbs;

/// <summary>JSON that stands on the command line or in a file; <c>-</c> is standard input.</summary>
internal static class JsonGiven
{
    /// <param name="given">JSON if it starts with a brace, else the path of a file.</param>
    public static JsonObject Read(string given)
    {
        var isText = given.AsSpan().TrimStart().StartsWith("{");
        return Parse(isText ? given : Text(given), isText ? "what was given" : given);
    }

    /// <summary>What a file holds.</summary>
    public static string Text(string path)
    {
        try
        {
            return path == "-" ? Console.In.ReadToEnd() : File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw HaltException.Wrong("file.unreadable", $"{path} cannot be read: {e.Message}");
        }
    }

    /// <param name="name">What it is called in a complaint.</param>
    public static JsonObject Parse(string text, string name)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject
                ?? throw HaltException.Wrong("json.no-object", $"{name} is no JSON object.");
        }
        catch (JsonException e)
        {
            throw HaltException.Wrong("json.unreadable", $"{name} is no JSON: {e.Message}");
        }
    }
}
