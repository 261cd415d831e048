using System.Text.Encodings.Web;
using System.Text.Json;
using TransferLedger.Core.Events;

namespace TransferLedger.Core.Feed;

/// <summary>The envelope of an event: CloudEvents 1.0, structured JSON (subscribing.md).</summary>
public static class CloudEvents
{
    /// <summary>The longest envelope in bytes; the data of an entry that would make it longer are left out, and lie behind <c>entry</c>; those of a derived event are shortened.</summary>
    public const int Most = 65_536;

    public const string MediaType = "application/cloudevents+json";
    public const string BatchMediaType = "application/cloudevents-batch+json";

    /// <summary>Before stored names.</summary>
    public const string TypePrefix = "transferledger.";

    private static readonly JsonWriterOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The name of the schema of its data, wherever it is served (see <see cref="EventSchemas"/>).</summary>
    /// <param name="type">Stored name.</param>
    public static string SchemaOf(string type) => $"urn:transferledger:event:{type}";

    /// <returns>Compact UTF-8 JSON without a line end.</returns>
    public static byte[] Write(FeedEvent happened)
    {
        var whole = Write(happened, happened.Data);
        return whole.Length <= Most ? whole
            : happened.Leaf is null
                ? Write(happened, EstimateRevisedBody.Shortened(happened.Data, Most - whole.Length))
            : Write(happened, data: null);
    }

    private static byte[] Write(FeedEvent happened, ReadOnlyMemory<byte>? data)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            json.WriteString("specversion"u8, "1.0"u8);
            json.WriteString("id"u8, happened.Id);
            json.WriteString("source"u8, happened.Source);
            json.WriteString("type"u8, $"{TypePrefix}{happened.Type}");
            json.WriteString("subject"u8, happened.Stream.Value);
            json.WriteString("time"u8, happened.RecordedAt.ToString(EntryBytes.InstantFormat, null));
            json.WriteString("sequence"u8, happened.Place.Padded);
            if (happened.Leaf is { } leaf)
            {
                json.WriteString("leafhash"u8, leaf.ToString());
            }

            json.WriteString("entry"u8, $"/entries/{happened.Place.Position}");
            if (data is { } known)
            {
                json.WriteString("datacontenttype"u8, "application/json"u8);
                json.WriteString("dataschema"u8, SchemaOf(happened.Type));
                json.WritePropertyName("data"u8);
                json.WriteRawValue(known.Span, skipInputValidation: true);
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
