using System.Globalization;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using TransferLedger.Scenarios.Http;

namespace TransferLedger.Scenarios.Exports;

/// <summary>
/// A table as a stranger reads it: by what <c>datapackage.json</c> says of its file and nothing else. Reading fails where the two do
/// not agree.
/// </summary>
/// <param name="Fields">Names of the columns, in order.</param>
/// <param name="Rows">Each cell as JSON.</param>
internal sealed record ExportedTable(IReadOnlyList<string> Fields, IReadOnlyList<JsonElement> Rows)
{
    private static readonly JsonElement Null = JsonElement.Parse("null");

    public static ExportedTable Read(JsonElement resource, byte[] file)
    {
        var fields = resource.GetProperty("schema").GetProperty("fields").EnumerateArray().ToList();
        Assert.Equal("utf-8", resource.Of("encoding"));
        var rows = (resource.Of("format") == "csv" ? Csv(resource, fields, file) : Lines(file)).ToList();
        foreach (var row in rows)
        {
            Check(fields, row);
        }

        var keys = resource.GetProperty("schema").GetProperty("primaryKey").EnumerateArray().ToList();
        Assert.Distinct(
            rows.Select(row => string.Join(' ', keys.Select(key => row.GetProperty(key.GetString()!))))
        );
        return new ExportedTable([.. fields.Select(field => field.Of("name"))], rows);
    }

    public JsonElement Row(params (string Column, object Value)[] wanted) =>
        Assert.Single(
            Rows,
            row => wanted.All(cell => row.GetProperty(cell.Column).ToString() == cell.Value.ToString())
        );

    private static IEnumerable<JsonElement> Csv(JsonElement resource, List<JsonElement> fields, byte[] file)
    {
        var dialect = resource.GetProperty("dialect");
        using var reader = new StreamReader(
            new MemoryStream(file),
            new System.Text.UTF8Encoding(false, true)
        );
        using var csv = new CsvReader(
            reader,
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = dialect.Of("delimiter"),
                NewLine = dialect.Of("lineTerminator"),
                Quote = dialect.Of("quoteChar").Single(),
                // What is not by the rules is a fault, not a guess.
                BadDataFound = bad => Assert.Fail(bad.RawRecord),
                DetectColumnCountChanges = true,
            }
        );
        Assert.True(csv.Read() && csv.ReadHeader());
        Assert.Equal(fields.Select(field => field.Of("name")), csv.HeaderRecord!);
        while (csv.Read())
        {
            yield return JsonSerializer.SerializeToElement(
                fields
                    .Select((field, i) => (Name: field.Of("name"), Cell: Cell(field.Of("type"), csv[i]!)))
                    .ToDictionary(cell => cell.Name, cell => cell.Cell)
            );
        }
    }

    private static IEnumerable<JsonElement> Lines(byte[] file)
    {
        var text = System.Text.Encoding.UTF8.GetString(file);
        Assert.True(text.Length == 0 || text[^1] == '\n');
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonElement.Parse(line));
    }

    private static JsonElement Cell(string type, string text) =>
        text.Length == 0 ? Null
        : type is "string" or "date" or "datetime" ? JsonSerializer.SerializeToElement(text)
        : JsonElement.Parse(text);

    /// <summary>The members of a row are the fields in their order, each of its type and within its constraints.</summary>
    private static void Check(List<JsonElement> fields, JsonElement row)
    {
        Assert.Equal(
            fields.Select(field => field.Of("name")),
            row.EnumerateObject().Select(cell => cell.Name)
        );
        foreach (var field in fields)
        {
            var (name, cell) = (field.Of("name"), row.GetProperty(field.Of("name")));
            var constraints = field.TryGetProperty("constraints", out var some) ? some : Null;
            if (cell.ValueKind == JsonValueKind.Null)
            {
                Assert.False(
                    constraints.ValueKind == JsonValueKind.Object
                        && constraints.TryGetProperty("required", out _),
                    name
                );
                continue;
            }

            Assert.True(IsOf(field.Of("type"), cell), $"{name}: {cell} is no {field.Of("type")}");
            if (
                constraints.ValueKind == JsonValueKind.Object
                && constraints.TryGetProperty("enum", out var words)
            )
            {
                Assert.Contains(cell.GetString(), words.EnumerateArray().Select(word => word.GetString()));
            }
        }
    }

    private static bool IsOf(string type, JsonElement cell) =>
        type switch
        {
            "string" => cell.ValueKind == JsonValueKind.String,
            "integer" => cell.ValueKind == JsonValueKind.Number && cell.TryGetInt64(out _),
            "number" => cell.ValueKind == JsonValueKind.Number && cell.TryGetDecimal(out _),
            "boolean" => cell.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "date" => DateOnly.TryParseExact(
                cell.GetString(),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out _
            ),
            "datetime" => cell.TryGetDateTime(out var at) && at.Kind == DateTimeKind.Utc,
            "array" => cell.ValueKind == JsonValueKind.Array,
            "object" => cell.ValueKind == JsonValueKind.Object,
            _ => throw new ArgumentException($"No type {type}.", nameof(type)),
        };
}
