using System.Globalization;
using System.Text.Json.Nodes;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Filing;
using TransferLedger.Core.Parties;

namespace TransferLedger.Server.Pages.Filing;

/// <summary>
/// The form as it was sent. A field's name is where its value stands in the report, with dots: <c>claims.0.claimant.name</c>; the
/// pointer of a fault is the same with slashes.
/// </summary>
public sealed class FilingForm
{
    private const string Claims = "claims";
    private readonly Dictionary<string, string> values;
    private HashSet<string>? names;

    private FilingForm(Dictionary<string, string> values, IReadOnlyList<string> types) =>
        (this.values, Types) = (values, types);

    /// <summary>Of each claim, in order.</summary>
    public IReadOnlyList<string> Types { get; }

    public static FilingForm Empty { get; } = new([], []);

    public string this[string name] => values.GetValueOrDefault(name, "");

    /// <summary>Names that the form does not have are passed over, and so is the key.</summary>
    public static FilingForm Of(IFormCollection sent)
    {
        var types = new List<string>();
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        Take(sent, values, "", FilingField.OfReport);
        // One more than may be filed, so that too many are refused and not left out.
        while (types.Count <= Limits.Claims && sent[TypeOf(types.Count)] is [{ Length: > 0 } type])
        {
            var before = $"{Claims}.{types.Count}.";
            Take(sent, values, before, FieldsOf(type, path => sent[before + path] is [{ Length: > 0 }]));
            types.Add(type);
        }

        return new(values, types);
    }

    public static string TypeOf(int claim) => $"{Claims}.{claim}.type";

    public static string NameOf(int claim, FilingField field) => $"{Claims}.{claim}.{field.Path}";

    /// <summary>Of one claim, in the order in which the form has them.</summary>
    public IReadOnlyList<FilingField> FieldsOf(int claim) =>
        FieldsOf(Types[claim], path => this[$"{Claims}.{claim}.{path}"].Length > 0);

    private static IReadOnlyList<FilingField> FieldsOf(string type, Func<string, bool> isFilled) =>
        FilingField.OfClaim(type, type == RouteFields.Type ? RouteFields.Vessels(isFilled) : []) ?? [];

    public FilingForm With(string type) =>
        FilingField.OfClaim(type, []) is null || Types.Count >= Limits.Claims
            ? this
            : new(values, [.. Types, type]);

    /// <summary>Without one claim; those behind it move up.</summary>
    public FilingForm Without(int claim)
    {
        var kept = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            var parts = name.Split('.', 3);
            if (parts[0] != Claims)
            {
                kept[name] = value;
            }
            else if (int.Parse(parts[1], CultureInfo.InvariantCulture) is var number && number != claim)
            {
                kept[$"{Claims}.{(number > claim ? number - 1 : number)}.{parts[2]}"] = value;
            }
        }

        return new(kept, [.. Types.Where((_, n) => n != claim)]);
    }

    /// <summary>The report as a filer would send it; what is empty is left out.</summary>
    public JsonObject ToJson()
    {
        var report = new JsonObject();
        Put(report, "", FilingField.OfReport);
        var claims = new JsonArray();
        for (var n = 0; n < Types.Count; n++)
        {
            var claim = new JsonObject { ["type"] = Types[n] };
            Put(claim, $"{Claims}.{n}.", FieldsOf(n));
            claims.Add(claim);
        }

        report[Claims] = claims;
        return report;
    }

    /// <summary>
    /// The name of the field that a fault is about: that at its place, else the first of what stands there, else the nearest
    /// around it; null: none is.
    /// </summary>
    public string? FieldOf(Fault fault)
    {
        for (var name = fault.Place.TrimStart('/').Replace('/', '.'); name.Length > 0; )
        {
            if (Names.Contains(name))
            {
                return name;
            }

            if (IsWithinClaim(name) && FirstWithin(name) is { } first)
            {
                return first;
            }

            var dot = name.LastIndexOf('.');
            name = dot < 0 ? "" : name[..dot];
        }

        return null;
    }

    /// <summary>Every field with what it is called, in the order in which the form has them.</summary>
    public IEnumerable<(string Name, string Label)> Labels() =>
        FilingField
            .OfReport.Select(of => (of.Path, of.Label))
            .Concat(
                Types.SelectMany(
                    (_, n) => FieldsOf(n).Select(of => (NameOf(n, of), $"Claim {n + 1}: {of.Label}"))
                )
            );

    private HashSet<string> Names =>
        names ??= Labels().Select(of => of.Name).ToHashSet(StringComparer.Ordinal);

    private static bool IsWithinClaim(string name) => name.Split('.') is [Claims, _, _, ..];

    private string? FirstWithin(string name)
    {
        var claim = int.Parse(name.Split('.')[1], CultureInfo.InvariantCulture);
        return FieldsOf(claim)
            .Select(field => NameOf(claim, field))
            .FirstOrDefault(field => field.StartsWith($"{name}.", StringComparison.Ordinal));
    }

    private static void Take(
        IFormCollection sent,
        Dictionary<string, string> values,
        string before,
        IEnumerable<FilingField> fields
    )
    {
        foreach (var name in fields.Select(field => before + field.Path))
        {
            if (sent[name] is [{ Length: > 0 } value])
            {
                values[name] = value;
            }
        }
    }

    private void Put(JsonObject into, string before, IEnumerable<FilingField> fields)
    {
        foreach (var field in fields)
        {
            if (this[before + field.Path].Trim() is { Length: > 0 } text)
            {
                Put(into, field.Path.Split('.'), ValueOf(field.Kind, text));
            }
        }
    }

    private static void Put(JsonObject into, ReadOnlySpan<string> path, JsonNode value)
    {
        if (path is [var name])
        {
            into[name] = value;
            return;
        }

        if (int.TryParse(path[1], NumberStyles.None, CultureInfo.InvariantCulture, out var n))
        {
            var list = into[path[0]] as JsonArray ?? [];
            into[path[0]] = list;
            // One that was left out keeps its place, so that faults are told at the fields that they are about.
            while (list.Count <= n)
            {
                list.Add(new JsonObject());
            }

            Put((JsonObject)list[n]!, path[2..], value);
            return;
        }

        var inner = into[path[0]] as JsonObject ?? [];
        into[path[0]] = inner;
        Put(inner, path[1..], value);
    }

    private static JsonNode ValueOf(FieldKind kind, string text) =>
        kind switch
        {
            FieldKind.List => new JsonArray([.. Each(text).Select(one => (JsonNode)one)]),
            FieldKind.Number => NumberOf(text),
            FieldKind.Numbers => new JsonArray([.. Each(text).Select(NumberOf)]),
            FieldKind.Targets => new JsonArray([.. Each(text).Select(TargetOf)]),
            _ => text,
        };

    private static string[] Each(string text) =>
        text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static JsonNode NumberOf(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : text;

    private static JsonNode TargetOf(string text) =>
        new JsonObject
        {
            [
                text.Contains('#', StringComparison.Ordinal) ? "claim"
                : text.Contains('/', StringComparison.Ordinal) ? "figure"
                : text.EndsWith("-*", StringComparison.Ordinal) || Corridor.Read(text).IsOk ? "corridor"
                : "statement"
            ] = text,
        };
}
