using System.Text.Json;
using System.Text.Json.Serialization;

namespace TransferLedger.Core.Time;

/// <summary>A date in JSON is its text. Only stored dates come this way, so one that cannot be read is a broken store.</summary>
internal sealed class EdtfConverter : JsonConverter<Edtf>
{
    public override Edtf Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var read =
            reader.TokenType == JsonTokenType.String
                ? Edtf.Read(reader.GetString()!)
                : throw new JsonException("A date is a string.");
        return read.IsOk ? read.Value : throw new JsonException(read.Faults[0].Says);
    }

    public override void Write(Utf8JsonWriter writer, Edtf value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Text);
}
