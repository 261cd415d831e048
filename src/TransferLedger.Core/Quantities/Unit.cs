using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using TransferLedger.Core.Faults;

namespace TransferLedger.Core.Quantities;

/// <summary>What is counted or weighed: a closed list. The item list gives each item its unit; <c>unit</c> is one piece.</summary>
[JsonConverter(typeof(UnitConverter))]
public sealed record Unit
{
    private Unit(string name) => Name = name;

    /// <summary>Kebab case, as it is stored and served.</summary>
    public string Name { get; }

    public static Unit Container { get; } = new("container");

    public static Unit Round { get; } = new("round");

    public static Unit Missile { get; } = new("missile");

    /// <summary>One piece of something that has no unit of its own: a tank, a launcher, an aircraft.</summary>
    public static Unit Piece { get; } = new("unit");

    /// <summary>1,000 kg.</summary>
    public static Unit Tonne { get; } = new("tonne");

    public static Unit Voyage { get; } = new("voyage");

    public static Unit Percent { get; } = new("percent");

    public static IReadOnlyList<Unit> All { get; } =
    [Container, Round, Missile, Piece, Tonne, Voyage, Percent];

    private static readonly FrozenDictionary<string, Unit> ByName = All.ToFrozenDictionary(
        unit => unit.Name,
        StringComparer.Ordinal
    );

    /// <summary>Fault: <c>unit.unknown</c>, with the nearest that are known.</summary>
    public static Outcome<Unit> Read(string name) =>
        ByName.TryGetValue(name, out var known) ? known : Fault.At("unit.unknown", Unknown(name));

    public override string ToString() => Name;

    private static string Unknown(string name)
    {
        var names = All.Select(unit => unit.Name).ToList();
        return $"\"{name}\" is not a unit. {Nearest.Suggest(name, names, $"Known are {string.Join(", ", names)}.")}";
    }
}

internal sealed class UnitConverter : JsonConverter<Unit>
{
    public override Unit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        StoredText.Read(ref reader, Unit.Read);

    public override void Write(Utf8JsonWriter writer, Unit value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Name);
}
