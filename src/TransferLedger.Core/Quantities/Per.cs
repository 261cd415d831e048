using System.Text.Json;
using System.Text.Json.Serialization;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Quantities;

/// <summary>
/// What a quantity is for: a total (the default), or each container, month, year and so on. Anything but a total feeds ratios
/// and lineage, never the graph of bounds.
/// </summary>
[JsonConverter(typeof(PerConverter))]
public readonly record struct Per
{
    private readonly string? name;

    private Per(string name) => this.name = name;

    /// <summary>Kebab case, as it is stored and served.</summary>
    public string Name => name ?? "total";

    public bool IsTotal => name is null;

    public static Per Total => default;

    public static Per Container { get; } = new("container");

    public static Per Day { get; } = new("day");

    public static Per Week { get; } = new("week");

    public static Per Month { get; } = new("month");

    public static Per Year { get; } = new("year");

    public static Per Voyage { get; } = new("voyage");

    public static Per Shipment { get; } = new("shipment");

    public static IReadOnlyList<Per> All { get; } =
    [Total, Container, Day, Week, Month, Year, Voyage, Shipment];

    /// <summary>Fault: <c>per.unknown</c>, with the nearest that are known.</summary>
    public static Outcome<Per> Read(string name)
    {
        foreach (var per in All)
        {
            if (string.Equals(per.Name, name, StringComparison.Ordinal))
            {
                return per;
            }
        }

        var names = All.Select(per => per.Name).ToList();
        return Fault.At(
            "per.unknown",
            $"\"{name}\" is not known. {Nearest.Suggest(name, names, $"Known are {string.Join(", ", names)}.")}"
        );
    }

    public override string ToString() => Name;
}

internal sealed class PerConverter : JsonConverter<Per>
{
    public override Per Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        StoredText.Read(ref reader, Per.Read);

    public override void Write(Utf8JsonWriter writer, Per value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Name);
}
