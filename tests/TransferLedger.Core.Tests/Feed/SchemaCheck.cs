using System.Globalization;
using System.Text.Json;

namespace TransferLedger.Core.Tests.Feed;

/// <summary>
/// Where data are not what a schema says; a member that the schema does not name counts, too. It knows the keywords that our schemas
/// use, and throws at any other.
/// </summary>
internal sealed class SchemaCheck(Func<string, JsonElement> named)
{
    private static readonly string[] Notes = ["$schema", "$id", "title", "format", "default", "required"];

    /// <summary>Pointers with what is wrong there; none: all is as it should be.</summary>
    public IReadOnlyList<string> FaultsOf(JsonElement data, JsonElement schema, string at = "") =>
        FaultsOf(data, schema, at, schema);

    private List<string> FaultsOf(JsonElement data, JsonElement schema, string at, JsonElement root)
    {
        var faults = new List<string>();
        foreach (var keyword in schema.EnumerateObject().Where(keyword => !Notes.Contains(keyword.Name)))
        {
            faults.AddRange(Of(keyword, data, schema, at, root));
        }

        return faults;
    }

    private IEnumerable<string> Of(
        JsonProperty keyword,
        JsonElement data,
        JsonElement schema,
        string at,
        JsonElement root
    ) =>
        keyword.Name switch
        {
            "type" => TypesOf(keyword.Value).Any(type => Is(type, data))
                ? []
                : [$"{at}: {data.ValueKind} is not {keyword.Value}"],
            "enum" => keyword.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(one, data))
                ? []
                : [$"{at}: {data} is none of {keyword.Value}"],
            "const" => JsonElement.DeepEquals(keyword.Value, data)
                ? []
                : [$"{at}: {data} is not {keyword.Value}"],
            "$ref" when keyword.Value.GetString()! is var reference => Of(reference, data, at, root),
            "oneOf" => keyword.Value.EnumerateArray().Count(one => FaultsOf(data, one, at, root).Count == 0)
            == 1
                ? []
                : [$"{at}: not one of what it may be"],
            "items" when data.ValueKind == JsonValueKind.Array => data.EnumerateArray()
                .SelectMany((item, n) => FaultsOf(item, keyword.Value, $"{at}/{n}", root)),
            "properties" when data.ValueKind == JsonValueKind.Object => Members(
                data,
                keyword.Value,
                schema.TryGetProperty("required", out var required) ? required : default,
                at,
                root
            ),
            "items" or "properties" => [],
            _ => throw new NotSupportedException($"This check does not know {keyword.Name}."),
        };

    /// <summary>What a reference leads to: another schema by its id, or a part of this one.</summary>
    public JsonElement Named(string reference, JsonElement root) =>
        reference is ['#', .. var pointer] ? Pointed(root, pointer) : named(reference);

    private List<string> Of(string reference, JsonElement data, string at, JsonElement root)
    {
        var schema = Named(reference, root);
        return FaultsOf(data, schema, at, reference is ['#', ..] ? root : schema);
    }

    private IEnumerable<string> Members(
        JsonElement data,
        JsonElement members,
        JsonElement required,
        string at,
        JsonElement root
    )
    {
        var missing =
            required.ValueKind == JsonValueKind.Array
                ? required.EnumerateArray().Where(name => !data.TryGetProperty(name.GetString()!, out _))
                : [];
        return missing
            .Select(name => $"{at}/{name}: missing")
            .Concat(
                data.EnumerateObject()
                    .SelectMany(member =>
                        members.TryGetProperty(member.Name, out var schema)
                            ? FaultsOf(member.Value, schema, $"{at}/{member.Name}", root)
                            : [$"{at}/{member.Name}: not in the schema"]
                    )
            );
    }

    private static JsonElement Pointed(JsonElement root, string pointer) =>
        pointer
            .Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(
                root,
                (at, step) =>
                    at.ValueKind == JsonValueKind.Array
                        ? at[int.Parse(step, CultureInfo.InvariantCulture)]
                        : at.GetProperty(step)
            );

    private static IEnumerable<string> TypesOf(JsonElement types) =>
        types.ValueKind == JsonValueKind.Array
            ? types.EnumerateArray().Select(type => type.GetString()!)
            : [types.GetString()!];

    private static bool Is(string type, JsonElement data) =>
        type switch
        {
            "object" => data.ValueKind == JsonValueKind.Object,
            "array" => data.ValueKind == JsonValueKind.Array,
            "string" => data.ValueKind == JsonValueKind.String,
            "boolean" => data.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "null" => data.ValueKind == JsonValueKind.Null,
            "integer" => data.ValueKind == JsonValueKind.Number && data.TryGetInt64(out _),
            "number" => data.ValueKind == JsonValueKind.Number,
            _ => throw new NotSupportedException($"This check does not know the type {type}."),
        };
}
