using System.Text.Json;
using System.Text.Json.Serialization;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Values;

/// <summary>A value with one textual form: <see cref="Read"/> is its door, <c>ToString</c> gives the text back.</summary>
public interface IFromText<TSelf>
    where TSelf : notnull, IFromText<TSelf>
{
    static abstract Outcome<TSelf> Read(string text);
}

/// <summary>Such a value as a JSON string. A text that the door refuses is a broken record: <see cref="JsonException"/>.</summary>
public sealed class TextConverter<T> : JsonConverter<T>
    where T : notnull, IFromText<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var outcome = T.Read(reader.GetString() ?? throw new JsonException($"A {typeof(T).Name} is text."));
        return outcome.IsOk ? outcome.Value : throw new JsonException(outcome.Faults[0].Says);
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
