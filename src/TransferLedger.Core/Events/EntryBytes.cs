using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Events;

/// <summary>What the bytes of an entry say around its <c>data</c> (log.md section 1).</summary>
/// <param name="Ledger">Origin of the ledger that wrote it.</param>
/// <param name="By">Name of the key that filed it.</param>
/// <param name="Data">The member <c>data</c>, byte for byte as it was given.</param>
public sealed record Envelope(
    string Ledger,
    Guid Id,
    StreamId Stream,
    long Version,
    string Type,
    DateTime RecordedAt,
    string By,
    ReadOnlyMemory<byte> Data
);

/// <summary>
/// The bytes of an entry: compact UTF-8 JSON whose members stand in one fixed order (log.md section 1). Written once,
/// then hashed, stored and served as they are.
/// </summary>
public static class EntryBytes
{
    /// <summary>The longest entry: what an entry bundle's uint16 length can say.</summary>
    public const int Most = 65_535;

    /// <summary>The form of <c>recordedAt</c>: UTC with six decimals.</summary>
    public const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    private const int FormVersion = 1;
    private const int InstantLength = 27;

    private static readonly Recent<string> Names = new();

    /// <summary>Of each thread, used again for every entry: a bulk append makes thousands.</summary>
    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)? own;

    private static readonly JsonWriterOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>
    /// Writes all of an entry but its <c>recordedAt</c>, which the log stamps. <paramref name="data"/> must be compact UTF-8
    /// JSON and goes in untouched. The result may be longer than <see cref="Most"/>: whoever appends it checks.
    /// </summary>
    public static EntryDraft Draft(
        string ledger,
        Guid id,
        StreamId stream,
        long version,
        string type,
        string by,
        ReadOnlyMemory<byte> data
    )
    {
        var (buffer, json) = own ??= (new(), new(new ArrayBufferWriter<byte>(), Compact));
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        json.WriteStartObject();
        json.WriteNumber("v"u8, FormVersion);
        json.WriteString("ledger"u8, ledger);
        json.WriteString("id"u8, id);
        json.WriteString("stream"u8, stream.Value);
        json.WriteNumber("version"u8, version);
        json.WriteString("type"u8, type);
        json.WriteString("recordedAt"u8, EntryDraft.NotYet);
        var stampEnd = (int)(json.BytesCommitted + json.BytesPending) - 1;
        json.WriteString("by"u8, by);
        json.WritePropertyName("data"u8);
        json.WriteRawValue(data.Span, skipInputValidation: true);
        json.WriteEndObject();
        json.Flush();
        return new EntryDraft(buffer.WrittenSpan.ToArray(), stampEnd - EntryDraft.StampLength);
    }

    /// <summary>Reads an entry's bytes back. Bytes that this ledger cannot have written throw <see cref="FormatException"/>.</summary>
    public static Envelope Read(ReadOnlyMemory<byte> bytes) => Read(bytes, looksIntoData: true);

    /// <summary>The same without a look into <c>data</c>: whoever decodes it sees whether it is whole.</summary>
    internal static Envelope Outline(ReadOnlyMemory<byte> bytes) => Read(bytes, looksIntoData: false);

    /// <summary>Places <paramref name="bytes"/> in the log.</summary>
    public static Entry At(Position position, ReadOnlyMemory<byte> bytes)
    {
        var envelope = Read(bytes);
        return new Entry(
            position,
            envelope.Id,
            envelope.Stream,
            envelope.Version,
            envelope.Type,
            envelope.RecordedAt,
            bytes
        );
    }

    private static Envelope Read(ReadOnlyMemory<byte> bytes, bool looksIntoData)
    {
        try
        {
            return Parse(bytes, looksIntoData);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            throw new FormatException("These bytes are not an entry of this ledger.", broken);
        }
    }

    private static Envelope Parse(ReadOnlyMemory<byte> bytes, bool looksIntoData)
    {
        var json = new Utf8JsonReader(bytes.Span);
        Expect(json.Read() && json.TokenType == JsonTokenType.StartObject, "an object");
        Expect(Member(ref json, "v"u8).GetInt32() == FormVersion, "form version 1");
        var ledger = Text(ref Member(ref json, "ledger"u8));
        var id = Member(ref json, "id"u8).GetGuid();
        var stream = new StreamId(Text(ref Member(ref json, "stream"u8)));
        var version = Member(ref json, "version"u8).GetInt64();
        var type = Text(ref Member(ref json, "type"u8));
        var recordedAt = Instant(ref Member(ref json, "recordedAt"u8));
        var by = Text(ref Member(ref json, "by"u8));
        Member(ref json, "data"u8);
        var data = bytes[(int)json.TokenStartIndex..^1];
        Expect(bytes.Span[^1] == (byte)'}', "the end of the entry");
        if (looksIntoData)
        {
            json.Skip();
            Expect(
                json.BytesConsumed == bytes.Length - 1 && json.Read() && !json.Read(),
                "the end of the entry"
            );
        }

        return new Envelope(ledger, id, stream, version, type, recordedAt, by, data);
    }

    private static ref Utf8JsonReader Member(ref Utf8JsonReader json, ReadOnlySpan<byte> name)
    {
        Expect(
            json.Read() && json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals(name),
            "the members in their order"
        );
        Expect(json.Read(), "a value");
        return ref json;
    }

    /// <summary>Names around the data: entries share them.</summary>
    private static string Text(ref Utf8JsonReader json) => Names.Of(ref json, name => name);

    private static DateTime Instant(ref Utf8JsonReader json)
    {
        Expect(
            json.TokenType == JsonTokenType.String
                && json.ValueSpan.Length == InstantLength
                && json.ValueSpan[^1] == (byte)'Z',
            "an instant"
        );
        return json.GetDateTime();
    }

    private static void Expect(bool holds, string what)
    {
        if (!holds)
        {
            throw new FormatException($"These bytes are not an entry of this ledger: {what} expected.");
        }
    }
}
