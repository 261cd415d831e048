using System.Text.Json;
using System.Text.Json.Serialization;

namespace TransferLedger.Core.Values;

/// <summary>
/// For a property whose values recur: equal ones that were read lately are one object, so that a million claims of a few hundred
/// speakers do not hold a million of them. The values must be immutable. Only for properties: the value itself is read by the
/// converter of its type.
/// </summary>
internal sealed class SharedConverter<T> : JsonConverter<T>
    where T : class, IEquatable<T>
{
    private const int Places = 1 << 12;

    private readonly T?[] recent = new T?[Places];

    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var value = JsonSerializer.Deserialize<T>(ref reader, options);
        if (value is null)
        {
            return null;
        }

        ref var place = ref recent[(uint)value.GetHashCode() % Places];
        if (Volatile.Read(ref place) is { } before && before.Equals(value))
        {
            return before;
        }

        Volatile.Write(ref place, value);
        return value;
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, options);
}

/// <summary>The same for texts.</summary>
internal sealed class SharedTextConverter : JsonConverter<string>
{
    private readonly Recent<string> recent = new();

    public override string? Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => reader.TokenType == JsonTokenType.String ? recent.Of(ref reader, text => text) : reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}
