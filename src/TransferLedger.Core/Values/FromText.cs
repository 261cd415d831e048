using System.Text.Json;
using System.Text.Json.Serialization;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Values;

/// <summary>A value with one textual form: <see cref="Read"/> is its door, <c>ToString</c> gives the text back.</summary>
public interface IFromText<TSelf>
    where TSelf : notnull, IFromText<TSelf>
{
    static abstract Outcome<TSelf> Read(string text);

    /// <summary>The same few texts come again and again, so that what was read of them lately is worth keeping.</summary>
    static virtual bool Recurs => false;
}

/// <summary>Such a value as a JSON string. A text that the door refuses is a broken record: <see cref="JsonException"/>.</summary>
public sealed class TextConverter<T> : JsonConverter<T>
    where T : notnull, IFromText<T>
{
    private readonly Recent<T>? recent = T.Recurs ? new() : null;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException($"A {typeof(T).Name} is text.");
        }

        return recent is null ? Read(reader.GetString()!) : recent.Of(ref reader, Read);
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());

    private static T Read(string text)
    {
        var outcome = T.Read(text);
        return outcome.IsOk ? outcome.Value : throw new JsonException(outcome.Faults[0].Says);
    }
}
