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
        var stored = JsonSerializer.Deserialize(ref reader, StoredQuantityJson.Default.StoredQuantity)!;
        if (stored.Unit is null)
        {
            throw new JsonException("A stored quantity has a unit.");
        }

        return new Quantity(stored.Words, stored.Reading(), stored.Per, stored.Unit);
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
    public string? Words { get; init; }

    public long? Point { get; init; }

    public long? Low { get; init; }

    public bool LowExclusive { get; init; }

    public long? High { get; init; }

    public bool HighExclusive { get; init; }

    public bool Approximate { get; init; }

    public bool Vague { get; init; }

    public bool Exact { get; init; }

    public Per Per { get; init; }

    public required Unit Unit { get; init; }

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
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(StoredQuantity))]
internal sealed partial class StoredQuantityJson : JsonSerializerContext;
