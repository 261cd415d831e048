using System.Text.Json;
using System.Text.Json.Nodes;
using TransferLedger.Cli.Frame;

namespace TransferLedger.Cli.Server;

/// <summary>A JSON document that the server sent.</summary>
internal sealed record Answer(ReadOnlyMemory<byte> Body)
{
    /// <summary>Read as what this version of the tool knows of it; further members are passed over.</summary>
    public T As<T>()
        where T : class => Guard(() => JsonSerializer.Deserialize<T>(Body.Span, JsonSerializerOptions.Web));

    public JsonObject AsNode() => Guard(() => JsonNode.Parse(Body.Span) as JsonObject);

    public static JsonObject Parse(string line) => Guard(() => JsonNode.Parse(line) as JsonObject);

    private static T Guard<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read() ?? throw Strange("the answer is empty");
        }
        catch (JsonException e)
        {
            throw Strange(e.Message);
        }
    }

    private static HaltException Strange(string why) =>
        HaltException.Failed(
            "server.strange",
            $"What answers there does not speak as a TransferLedger does: {why.TrimEnd('.')}. Check --url."
        );
}
