using System.Text.Json;
using System.Text.Json.Serialization;

namespace TransferLedger.Core.Quantities;

/// <summary>
/// The stored form: words, the members of the reading that say something, <c>per</c> unless total, unit. It is read as it
/// stands and the words are not read again, so that a parser that learns more never changes what was recorded.
/// </summary>
internal sealed class QuantityConverter : JsonConverter<Quantity>
{
    public override Quantity Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"A stored quantity is an object, not {reader.TokenType}.");
        }

        var stored = new StoredQuantity();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            stored.ReadMember(ref reader);
        }

        var unit = stored.Unit ?? throw new JsonException("A stored quantity has a unit.");
        return new Quantity(stored.Words, stored.Reading(), stored.Per, unit);
    }

    public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(
            writer,
            StoredQuantity.From(value),
            StoredQuantityJson.Default.StoredQuantity
        );
}

internal sealed record StoredQuantity
{
    public string? Words { get; set; }

    public long? Point { get; set; }

    public long? Low { get; set; }

    public bool LowExclusive { get; set; }

    public long? High { get; set; }

    public bool HighExclusive { get; set; }

    public bool Approximate { get; set; }

    public bool Vague { get; set; }

    public bool Exact { get; set; }

    public Per Per { get; set; }

    public Unit? Unit { get; set; }

    /// <summary>
    /// One member, by hand: nine claims in ten have a quantity, and through the serializer it is a third of what a claim costs.
    /// </summary>
    public void ReadMember(ref Utf8JsonReader reader)
    {
        var name = reader;
        reader.Read();
        if (name.ValueTextEquals("words"u8))
        {
            Words = reader.GetString();
        }
        else if (name.ValueTextEquals("point"u8))
        {
            Point = reader.GetInt64();
        }
        else if (name.ValueTextEquals("low"u8))
        {
            Low = reader.GetInt64();
        }
        else if (name.ValueTextEquals("lowExclusive"u8))
        {
            LowExclusive = reader.GetBoolean();
        }
        else if (name.ValueTextEquals("high"u8))
        {
            High = reader.GetInt64();
        }
        else if (name.ValueTextEquals("highExclusive"u8))
        {
            HighExclusive = reader.GetBoolean();
        }
        else if (name.ValueTextEquals("approximate"u8))
        {
            Approximate = reader.GetBoolean();
        }
        else if (name.ValueTextEquals("vague"u8))
        {
            Vague = reader.GetBoolean();
        }
        else if (name.ValueTextEquals("exact"u8))
        {
            Exact = reader.GetBoolean();
        }
        else if (name.ValueTextEquals("per"u8))
        {
            Per = StoredText.Read(ref reader, Per.Read);
        }
        else if (name.ValueTextEquals("unit"u8))
        {
            Unit = StoredText.Read(ref reader, Quantities.Unit.Read);
        }
        else
        {
            throw new JsonException($"A stored quantity has no {name.GetString()}.");
        }
    }

    public static StoredQuantity From(Quantity quantity) =>
        new()
        {
            Words = quantity.Words,
            Point = quantity.Reading?.Point,
            Low = quantity.Reading?.Low,
            LowExclusive = quantity.Reading?.LowExclusive ?? false,
            High = quantity.Reading?.High,
            HighExclusive = quantity.Reading?.HighExclusive ?? false,
            Approximate = quantity.Reading?.Approximate ?? false,
            Vague = quantity.Reading?.Vague ?? false,
            Exact = quantity.Reading?.Exact ?? false,
            Per = quantity.Per,
            Unit = quantity.Unit,
        };

    public Reading? Reading()
    {
        var fields = new QuantityFields(Point, Low, LowExclusive, High, HighExclusive, Approximate);
        if (fields.SaysNothing && Words is not null)
        {
            return null;
        }

        var reading = Quantities.Reading.Of(fields, Vague, Exact);
        return reading.IsOk ? reading.Value : throw new JsonException(reading.Faults[0].Says);
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault
)]
[JsonSerializable(typeof(StoredQuantity))]
internal sealed partial class StoredQuantityJson : JsonSerializerContext;
