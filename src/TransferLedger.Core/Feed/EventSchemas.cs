using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using TransferLedger.Core.Answers;
using TransferLedger.Core.Events;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Feed;

/// <summary>
/// JSON Schema (2020-12) of the <c>data</c> of each type of event, worked out from the records as the codec writes them, so that
/// neither says what the other does not. The <c>$id</c> of a schema is the <c>dataschema</c> of its events.
/// </summary>
public static class EventSchemas
{
    public const string MediaType = "application/schema+json";

    private const string Draft = "https://json-schema.org/draft/2020-12/schema";

    private static readonly JsonSchemaExporterOptions Exporting = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = (context, node) =>
            node is JsonObject { Count: > 0 }
                ? node
                : Nullable(Converted(context.TypeInfo), context.PropertyInfo),
    };

    private static readonly Dictionary<string, string> Texts = FeedEvent.Types.ToDictionary(
        type => type,
        Write,
        StringComparer.Ordinal
    );

    /// <summary>The document; null: there is no such type.</summary>
    /// <param name="type">Stored name.</param>
    public static string? Of(string type) => Texts.GetValueOrDefault(type);

    private static string Write(string type)
    {
        var (record, options) =
            type == FeedEvent.EstimateRevised
                ? (typeof(EstimateRevisedBody), AnswerJson.Options)
                : (EventNames.TypeOf(type), EventJson.Options);
        var schema = options.GetJsonSchemaAsNode(record, Exporting).AsObject();
        schema.Insert(0, "$schema", Draft);
        schema.Insert(1, "$id", CloudEvents.SchemaOf(type));
        schema.Insert(2, "title", $"{CloudEvents.TypePrefix}{type}");
        return schema.ToJsonString(EventJson.Options);
    }

    /// <summary>What a converter of ours writes, which the exporter does not look into: text, if it is none of these.</summary>
    private static JsonObject Converted(JsonTypeInfo of)
    {
        if (of.Type == typeof(object))
        {
            return new() { ["type"] = new JsonArray("integer", "string", "null") };
        }

        if (of.Type == typeof(Quantity))
        {
            var quantity = StoredQuantityJson
                .Default.StoredQuantity.GetJsonSchemaAsNode(Exporting)
                .AsObject();
            quantity["required"] = new JsonArray("unit");
            return quantity;
        }

        if (of.Type == typeof(NamedClaim))
        {
            return new() { ["oneOf"] = new JsonArray([.. EventNames.Kinds(typeof(Claim)).Select(Named)]) };
        }

        return of.Type.IsGenericType && of.Type.GetGenericTypeDefinition() == typeof(Sequence<>)
            ? new()
            {
                ["type"] = "array",
                ["items"] = of.Options.GetJsonSchemaAsNode(of.Type.GetGenericArguments()[0], Exporting),
            }
            : new() { ["type"] = "string" };
    }

    private static JsonObject Named(string claim) =>
        new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["type"] = new JsonObject { ["const"] = claim },
                ["data"] = new JsonObject { ["$ref"] = CloudEvents.SchemaOf(claim) },
            },
            ["required"] = new JsonArray("type", "data"),
        };

    private static JsonObject Nullable(JsonObject schema, JsonPropertyInfo? member)
    {
        if (member is { IsGetNullable: true } && schema["type"] is JsonValue type)
        {
            schema["type"] = new JsonArray(type.DeepClone(), "null");
        }

        return schema;
    }
}
